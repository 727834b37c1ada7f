package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Parameters;
import kith.project.Project;
import kith.project.Yaml;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.Tables;

/**
 * A page for each KPI, and a list of them, as Markdown: what it means, whom it counts, its cases in
 * words, what it is compared with, its parameters, what it needs and which tables it reads. Made
 * from the files of {@code sql} and {@code conf} and the rules of {@code docs/definitions.md} by
 * {@code kith dictionary --kpis docs/kpis}; a test fails while a page there is out of date.
 */
public final class KpiPages {

  /** The file name of the list. */
  public static final String LIST = "README.md";

  /** Says on each page how it is made. */
  public static final String MADE =
      "Made by `jobs/bin/kith dictionary --kpis docs/kpis`; change the files below `sql` and `conf`"
          + " instead.";

  /** A rule in a definition, and rules cited in brackets: R12 alone is also a window. */
  private static final Pattern RULE = Pattern.compile("(?m)^\\*\\*(R\\d+[a-z]?) ([^*]+?)\\.\\*\\*");

  private static final Pattern CITED = Pattern.compile("\\((R\\d+[a-z]?(?:, R\\d+[a-z]?)*)\\)");

  private final Path marts;
  private final KpiDefinitions kpis;
  private final Parameters parameters;
  private final List<Carried> sources;
  private final Map<String, String> rules = new TreeMap<>();

  private KpiPages(Project project) {
    this.marts = project.sql().resolve("marts");
    this.kpis = KpiDefinitions.of(project);
    this.parameters = Parameters.of(project);
    this.sources =
        SourceSystem.names(project).stream()
            .map(
                system ->
                    Carried.of(
                        project,
                        SourceSystem.of(project, system),
                        Availability.of(project, system),
                        Set.of()))
            .toList();
    RULE.matcher(text(project.root().resolve("docs/definitions.md")))
        .results()
        .forEach(rule -> rules.put(rule.group(1), rule.group(2)));
  }

  /** The pages of a project's KPIs and their list, by file name. */
  public static Map<String, String> of(Project project) {
    KpiPages pages = new KpiPages(project);
    Map<String, String> texts = new TreeMap<>();
    pages.kpis.all().forEach(kpi -> texts.put(kpi.kpi() + ".md", pages.page(kpi)));
    texts.put(LIST, pages.list());
    return texts;
  }

  private String list() {
    StringBuilder text = new StringBuilder("# The KPIs\n\n" + MADE + "\n");
    String subject = "";
    for (KpiDefinition kpi : kpis.all()) {
      if (!kpi.subject().equals(subject)) {
        subject = kpi.subject();
        text.append("\n## %s\n\n".formatted(subject));
        text.append("| KPI | id | windows | Panel |\n| --- | --- | --- | --- |\n");
      }
      text.append(
          "| [%s](%s.md) | `%s` | %s | %s |\n"
              .formatted(
                  cell(kpi.title()),
                  kpi.kpi(),
                  kpi.kpi(),
                  String.join(", ", kpi.periodTypes()),
                  kpi.panel() ? "yes" : ""));
    }
    return text.toString();
  }

  private String page(KpiDefinition kpi) {
    Path meaning = marts.resolve(kpi.subject()).resolve(kpi.kpi() + ".yaml");
    Path cases = meaning.resolveSibling(kpi.kpi() + ".cases.yaml");
    return "# %s\n\n".formatted(kpi.title())
        + "%s\n\n".formatted(kpi.meaning())
        + "`%s`. %s See also [all KPIs](%s).\n".formatted(kpi.kpi(), MADE, LIST)
        + meaning(kpi)
        + rulesCited(kpi, meaning)
        + cases(kpi, cases)
        + published(kpi)
        + breakdowns(kpi)
        + parameters(kpi)
        + needs(kpi)
        + tables(kpi);
  }

  private static String meaning(KpiDefinition kpi) {
    List<String> lines = new ArrayList<>();
    lines.add("Members: " + kpi.grain());
    if (!kpi.excludes().isEmpty()) {
      lines.add("Left out: " + String.join("; ", kpi.excludes()));
    }
    lines.add("Value: %s (%s)".formatted(KpiWords.value(kpi.unit()), kpi.unit().text()));
    lines.add("Reading: " + KpiWords.better(kpi));
    lines.add(
        "Windows: "
            + kpi.periodTypes().stream()
                .map(window -> "%s (`%s`)".formatted(KpiWords.window(window), window))
                .collect(Collectors.joining(", ")));
    if (kpi.looksBackMonths() > 0) {
      lines.add(
          "Looks back: %d months before the first day of the window"
              .formatted(kpi.looksBackMonths()));
    }
    lines.add("Definition: " + kpi.source());
    lines.add("Owner: " + kpi.owner());
    lines.add("Panel's scorecard: " + (kpi.panel() ? "shows it" : "does not show it"));
    lines.add(
        "Files: what is counted %s, whom %s"
            .formatted(
                file(kpi.subject() + "/" + kpi.kpi() + ".sql"),
                file(Population.FOLDER + "/" + kpi.population().name() + ".sql")));
    return "\n## Meaning\n\n" + bullets(lines);
  }

  /** The rules that its files cite, with their titles. */
  private String rulesCited(KpiDefinition kpi, Path meaning) {
    Path population = marts.resolve(Population.FOLDER).resolve(kpi.population().name() + ".yaml");
    Set<String> cited =
        Stream.of(kpi.sql().text(), text(meaning), text(population))
            .flatMap(text -> CITED.matcher(text).results())
            .flatMap(found -> Stream.of(found.group(1).split(", ")))
            .collect(Collectors.toSet());
    String titles =
        rules.entrySet().stream()
            .filter(rule -> cited.contains(rule.getKey()))
            .map(rule -> rule.getKey() + " " + decapitalised(rule.getValue()))
            .collect(Collectors.joining(", "));
    return titles.isEmpty()
        ? ""
        : "\nRules of the [definitions](../definitions.md): %s.\n".formatted(titles);
  }

  private static String cases(KpiDefinition kpi, Path cases) {
    List<String> titles = new ArrayList<>();
    List<String> proven = new ArrayList<>();
    for (JsonNode one : Yaml.read(cases)) {
      titles.add(capitalised(one.path("case").asText()));
      proven.addAll(Yaml.texts(one.path("edges")));
    }
    return "\n## Cases\n\nProven by %s:\n\n"
            .formatted(file(kpi.subject() + "/" + cases.getFileName()))
        + bullets(titles)
        + "\nEdges that the definition names, with the number of cases that name each:\n\n"
        + bullets(
            kpi.edges().stream()
                .map(edge -> capitalised(edge) + ": " + Collections.frequency(proven, edge))
                .toList());
  }

  private static String published(KpiDefinition kpi) {
    if (kpi.benchmark() == null) {
      return "\n## Published figures\n\nNo comparable figures are published, so nothing is set beside it.\n";
    }
    return "\n## Published figures\n\nSeries `%s` of [`conf/benchmarks`](../benchmarks.md), %s, for %s.\n"
        .formatted(
            kpi.benchmark(),
            "compared with the window `" + kpi.comparablePeriodType() + "` only (R18)",
            KpiWords.comparators(kpi));
  }

  private String breakdowns(KpiDefinition kpi) {
    if (kpi.breakdowns().isEmpty()) {
      return "\n## Breakdowns\n\nNone: the figure is given as a total only.\n";
    }
    return "\n## Breakdowns\n\nAlso given by %s.\n"
        .formatted(
            kpi.breakdowns().stream()
                .map(
                    breakdown -> {
                      String place = Breakdown.FOLDER + "/" + breakdown.name() + ".yaml";
                      String title = Yaml.read(marts.resolve(place)).path("title").asText();
                      return "[%s](../../sql/marts/%s)".formatted(decapitalised(title), place);
                    })
                .collect(Collectors.joining(", ")));
  }

  private String parameters(KpiDefinition kpi) {
    Set<String> names = kpi.parameters();
    if (names.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder(
            "\n## Parameters\n\nOf [`conf/parameters.yaml`](../../conf/parameters.yaml), part of"
                + " the rule version.\n\n| parameter | value |\n| --- | --- |\n");
    names.forEach(
        name -> text.append("| `%s` | %s |\n".formatted(name, parameters.described(name))));
    return text.toString();
  }

  private String needs(KpiDefinition kpi) {
    StringBuilder text =
        new StringBuilder(
            "\n## Needs\n\nWithout one of these the figure is `not_available` (R19).\n\n"
                + "| staging | of the sources |\n| --- | --- |\n");
    for (List<List<String>> alternatives : kpi.needs().all()) {
      text.append(
          "| %s | %s |\n"
              .formatted(
                  either(alternatives, need -> Set.of(need)),
                  either(alternatives, this::sourceFields)));
    }
    return text.toString();
  }

  /** The postcode directory comes from no source. */
  private Set<String> sourceFields(String need) {
    if (Tables.STG_POSTCODE.name().equals("stg_" + need)) {
      return Set.of("kith postcodes load");
    }
    return sources.stream()
        .flatMap(source -> source.sourceFields(need).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String either(
      List<List<String>> alternatives, Function<String, Set<String>> names) {
    return alternatives.stream()
        .map(
            all ->
                all.stream()
                    .flatMap(need -> names.apply(need).stream())
                    .distinct()
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; or "));
  }

  /** The tables that it reads, itself or through what the marts stage gives to it. */
  private String tables(KpiDefinition kpi) {
    Set<String> reads = new TreeSet<>(kpi.sql().relations());
    kpis.ofMembers()
        .forEach(
            (name, sql) -> {
              if (reads.remove(name)) {
                reads.addAll(sql.relations());
              }
            });
    if (reads.remove("period")) {
      reads.add("source_night");
    }
    if (kpi.denominatorSeries() != null) {
      reads.add("fact_population");
    }
    if (kpi.benchmark() != null) {
      reads.add("fact_benchmark");
    }
    return "\n## Lineage\n\nIts members are in [`kpi_member`](../dictionary.md#kpi_member), its"
        + " figures in [`kpi_quarterly`](../dictionary.md#kpi_quarterly). Read from:\n\n"
        + bullets(
            reads.stream()
                .map(table -> "[`%s`](../dictionary.md#%s)".formatted(table, table))
                .toList());
  }

  private static String file(String place) {
    return "[`sql/marts/%s`](../../sql/marts/%s)".formatted(place, place);
  }

  private static String bullets(List<String> lines) {
    return lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
  }

  /** A pipe would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String decapitalised(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
