package kith.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import kith.table.StateFiles;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the definition of each KPI changed in a lake: what {@code dim_kpi} said on its nights. Kith
 * writes a new version of it when a definition has changed, and deletes none.
 */
final class DefinitionHistory {

  /**
   * A night on which a definition was another than before.
   *
   * @param changed what differs, with what it was where that is a text; empty on the first night
   */
  record Change(LocalDate night, String ruleVersion, String parameters, List<String> changed) {}

  /** What a definition is; the others, such as the owner, may change without it. */
  private static final List<String> DEFINED =
      List.of(
          "title",
          "meaning",
          "unit",
          "better",
          "period_types",
          "benchmark",
          "parameters",
          "code_lists",
          "rule_version");

  private static final List<String> SHOWN = List.of("title", "meaning", "unit", "parameters");

  private DefinitionHistory() {}

  /**
   * The changes of each KPI, the oldest first.
   *
   * @param read reads a version of {@code dim_kpi}
   */
  static Map<String, List<Change>> of(StateFiles files, LongFunction<Dataset<Row>> read) {
    Map<String, List<Change>> history = new TreeMap<>();
    Map<String, Row> before = new TreeMap<>();
    long shown = -1;
    for (LocalDate night : files.nights().stream().sorted(Comparator.naturalOrder()).toList()) {
      Optional<Long> version = version(files, night);
      if (version.isEmpty() || version.get() == shown) {
        continue;
      }
      shown = version.get();
      for (Row kpi : read.apply(shown).orderBy("kpi").collectAsList()) {
        String name = kpi.getAs("kpi");
        Row last = before.put(name, kpi);
        List<String> changed = last == null ? List.of() : changed(last, kpi);
        if (last == null || !changed.isEmpty()) {
          history
              .computeIfAbsent(name, none -> new ArrayList<>())
              .add(new Change(night, kpi.getAs("rule_version"), parameters(kpi), changed));
        }
      }
    }
    return history;
  }

  private static Optional<Long> version(StateFiles files, LocalDate night) {
    String step = "ops/nights/%s/marts/%s.json".formatted(night, Tables.DIM_KPI.name());
    return files
        .read(step)
        // The result of a table that was moved away has no key: its version is another's now.
        .filter(result -> result.hasNonNull("key"))
        .map(result -> result.path("tables").path(Tables.DIM_KPI.qualified()).path("version"))
        .filter(version -> version.isNumber())
        .map(version -> version.asLong());
  }

  /** A lake of an earlier Kith may lack columns: what is new in a table is no change. */
  private static List<String> changed(Row before, Row now) {
    List<String> known = List.of(before.schema().fieldNames());
    List<String> changed = new ArrayList<>();
    for (String column : DEFINED) {
      if (known.contains(column) && !Objects.equals(before.getAs(column), now.getAs(column))) {
        String name = column.replace('_', ' ');
        changed.add(
            SHOWN.contains(column)
                ? "%s, before: %s".formatted(name, before.<Object>getAs(column))
                : name);
      }
    }
    return changed;
  }

  private static String parameters(Row kpi) {
    return List.of(kpi.schema().fieldNames()).contains("parameters") ? kpi.getAs("parameters") : "";
  }
}
