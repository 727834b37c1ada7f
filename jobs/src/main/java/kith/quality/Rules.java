package kith.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.TableName;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.Zone;
import org.jspecify.annotations.Nullable;

/** The quality rules of a project, and the views over several tables that some of them read. */
public final class Rules {

  private static final Set<TableName> RESTRICTED =
      Set.of(Tables.CHILD_BIRTH, Tables.CHILD_LIKENESS);

  private final Map<String, Rule> byName;
  private final Map<String, String> views;
  private final TableSpecs specs;
  private final Map<String, Set<String>> restingOn;

  private Rules(
      Map<String, Rule> byName,
      Map<String, String> views,
      TableSpecs specs,
      Map<String, Set<String>> restingOn) {
    this.byName = byName;
    this.views = views;
    this.specs = specs;
    this.restingOn = restingOn;
  }

  /**
   * Reads {@code sql/quality/<subject>/<rule>.yaml} and {@code sql/quality/views}; a rule on a
   * table that rules may not read is wrong usage.
   */
  public static Rules of(Project project) {
    Path lookedAfter = project.sql().resolve("marts/shared/looked_after.sql");
    return read(
        project.sql().resolve("quality"),
        Map.of("looked_after", text(lookedAfter)),
        TableSpecs.of(project));
  }

  /**
   * @param shared views that are not the rules' own, by name
   */
  static Rules read(Path quality, Map<String, String> shared, TableSpecs specs) {
    Path viewsFolder = quality.resolve("views");
    Map<String, String> views = new TreeMap<>(shared);
    Map<String, Rule> byName = new TreeMap<>();
    for (Path file : files(quality)) {
      boolean isOfViews = file.startsWith(viewsFolder);
      if (isOfViews && file.toString().endsWith(".sql")) {
        views.put(file.getFileName().toString().replaceFirst("\\.sql$", ""), text(file));
      } else if (!isOfViews && file.toString().endsWith(".yaml")) {
        Rule rule = Rule.read(file);
        if (byName.put(rule.rule(), rule) != null) {
          throw Rule.malformed(file, "two subjects have a rule of this name");
        }
      }
    }
    Rules rules = new Rules(byName, views, specs, Map.of());
    byName.values().forEach(rules::check);
    byName.forEach((name, rule) -> rule.needs().requireIn(specs, name + ".yaml"));
    return rules;
  }

  /**
   * The same rules, applied to the KPIs there are. A rule that names every other KPI of a
   * population affects a new KPI of that population too, if no rule names it. One whose rows name a
   * series affects the KPIs that are compared with it or have it as their population.
   *
   * @param populations the KPIs that count the same members, by population
   * @param restingOn the KPIs that rest on each published series
   */
  public Rules forKpis(Map<String, Set<String>> populations, Map<String, Set<String>> restingOn) {
    Set<String> named =
        byName.values().stream().flatMap(rule -> rule.kpis().stream()).collect(Collectors.toSet());
    Set<String> compared = new TreeSet<>();
    restingOn.values().forEach(compared::addAll);
    Map<String, Rule> rules = new TreeMap<>();
    for (Rule rule : byName.values()) {
      List<String> others = new ArrayList<>();
      if (rule.seriesColumn().isPresent()) {
        others.addAll(compared);
      } else {
        for (Set<String> kpis : populations.values()) {
          Map<Boolean, List<String>> isNamed =
              kpis.stream().collect(Collectors.partitioningBy(named::contains));
          List<String> counted = isNamed.getOrDefault(true, List.of());
          if (!counted.isEmpty() && rule.kpis().containsAll(counted)) {
            others.addAll(isNamed.getOrDefault(false, List.of()));
          }
        }
      }
      rules.put(rule.rule(), others.isEmpty() ? rule : rule.alsoFor(others));
    }
    return new Rules(rules, views, specs, restingOn);
  }

  /** The KPIs that rest on a series. */
  Set<String> restingOn(@Nullable String series) {
    return series == null ? Set.of() : restingOn.getOrDefault(series, Set.of());
  }

  /** The files of the subjects and of the views. */
  private static List<Path> files(Path quality) {
    try (Stream<Path> files = Files.walk(quality)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String text(Path sql) {
    try {
      return Files.readString(sql);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void check(Rule rule) {
    if (!views.containsKey(rule.table())) {
      table(rule.table());
    }
  }

  /** The rules by table or view, each in the order of their names. */
  Map<String, List<Rule>> byTable() {
    Map<String, List<Rule>> byTable = new TreeMap<>();
    all()
        .forEach(
            rule -> byTable.computeIfAbsent(rule.table(), table -> new ArrayList<>()).add(rule));
    return byTable;
  }

  /** All rules, by name. */
  public Collection<Rule> all() {
    return byName.values();
  }

  /** True when that is the name of a view of {@code sql/quality/views}. */
  boolean isView(String name) {
    return views.containsKey(name);
  }

  /** The SQL of a view. */
  String view(String name) {
    return Objects.requireNonNull(views.get(name));
  }

  /** The stored table of a plain name: of the warehouse, or one that {@link #RESTRICTED} names. */
  TableName table(String name) {
    TableName table = specs.contains(name) ? specs.get(name).table() : null;
    if (table == null || (table.zone() != Zone.WAREHOUSE && !RESTRICTED.contains(table))) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "A quality rule or view reads " + name + ", which is not a table that rules may read.",
          "Nothing was run: rules read the warehouse, child_birth and child_likeness, or a view of"
              + " sql/quality/views.",
          "Correct the rule, then run the command again.");
    }
    return table;
  }
}
