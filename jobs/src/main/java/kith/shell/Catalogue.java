package kith.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import kith.marts.KpiInWords;
import kith.project.Nearest;
import kith.project.Project;
import kith.table.ColumnSpec;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.View;
import kith.table.Zone;
import org.jspecify.annotations.Nullable;

/** What the tables, columns and KPIs of a project mean, from their files. Needs no engine. */
final class Catalogue {

  /** What a table without a specification holds, by its zone. */
  private static final Map<Zone, String> WITHOUT_SPECIFICATION =
      Map.of(
          Zone.RAW, "one row per record and night, all text, as the source has it",
          Zone.QUARANTINE, "one row per record and night that could not be used");

  private final TableSpecs specs;
  private final Map<TableName, View> views = new LinkedHashMap<>();
  private final KpiInWords kpis;

  /** Reads the files of a project, which takes about a second. */
  Catalogue(Project project) {
    this.specs = TableSpecs.forReaders(project);
    View.of(project).forEach(view -> views.put(view.table(), view));
    this.kpis = KpiInWords.of(project);
  }

  TableSpecs specs() {
    return specs;
  }

  KpiInWords kpis() {
    return kpis;
  }

  /** The specification of a table or view, if it has one. */
  Optional<TableSpec> spec(TableName table) {
    View view = views.get(table);
    if (view != null) {
      return Optional.of(view.spec());
    }
    return specs.contains(table.name())
        ? Optional.of(specs.get(table.name())).filter(spec -> spec.table().equals(table))
        : Optional.empty();
  }

  /** The table or view of a plain name among those that can be queried. */
  static TableName named(String name, List<TableName> tables) {
    // Of two, queries read the one in the zone further from the source.
    return tables.stream()
        .filter(table -> table.name().equals(name.toLowerCase(Locale.ROOT)))
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                QueryFailures.refused(
                    "There is no table "
                        + name
                        + " in the zones that are open; "
                        + Nearest.of(List.of(name), tables.stream().map(TableName::name).toList())
                        + ".",
                    "\\d lists the tables, \\zone the zones."));
  }

  /** The tables and views, each with what one row of it is. */
  List<String> tables(List<TableName> tables) {
    return TextTable.lines(
        List.of("zone", "table", "what it holds"),
        tables.stream()
            .map(table -> List.of(table.zone().folder(), table.name(), holds(table)))
            .toList());
  }

  private String holds(TableName table) {
    return (views.containsKey(table) ? "view: " : "")
        + spec(table)
            .map(TableSpec::grain)
            .orElseGet(() -> WITHOUT_SPECIFICATION.getOrDefault(table.zone(), ""));
  }

  /**
   * What a table or view holds: grain, key, columns and flags.
   *
   * @param stored names and types of the columns that are stored; a specification may know more or
   *     fewer when the publication is of another version of Kith
   */
  List<String> table(TableName table, Map<String, String> stored) {
    Optional<TableSpec> spec = spec(table);
    List<String> lines = new ArrayList<>();
    lines.add(table.name() + ", zone " + table.zone().folder() + ": " + holds(table));
    spec.ifPresent(
        known -> {
          lines.add("Key: " + String.join(", ", known.key()));
          View view = views.get(table);
          if (view != null) {
            lines.add("Reads: " + String.join(", ", view.reads()));
          }
        });
    lines.add("");
    Map<String, ColumnSpec> columns = new LinkedHashMap<>();
    spec.ifPresent(known -> known.columns().forEach(each -> columns.put(each.name(), each)));
    lines.addAll(
        TextTable.lines(
            List.of("column", "type", "null", "meaning"),
            stored.entrySet().stream()
                .map(each -> column(each.getKey(), each.getValue(), columns.get(each.getKey())))
                .toList()));
    spec.filter(known -> !known.flags().isEmpty())
        .ifPresent(
            known -> {
              lines.add("");
              lines.addAll(
                  TextTable.lines(
                      List.of("flag", "raised when"),
                      known.flags().entrySet().stream()
                          .map(flag -> List.of(flag.getKey(), flag.getValue()))
                          .toList()));
            });
    return lines;
  }

  private static List<String> column(String name, String type, @Nullable ColumnSpec spec) {
    if (spec == null) {
      return List.of(name, type, "", "");
    }
    StringJoiner meaning = new StringJoiner("; ").add(spec.meaning());
    if (spec.references() != null) {
      meaning.add("refers to " + spec.references());
    }
    return List.of(name, type, spec.required() ? "never" : "yes", meaning.toString());
  }
}
