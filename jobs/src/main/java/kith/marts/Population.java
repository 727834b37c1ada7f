package kith.marts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Yaml;

/**
 * The population that KPIs count, read from {@code sql/marts/population/<name>.sql}: one row per
 * member and period, with the columns that KPIs may use. A KPI names its population in its YAML and
 * reads it as {@code population}, where the column {@code member} says who a row is.
 *
 * @param columns those that the YAML describes
 * @param sql selects {@link #HEAD} and the columns that the YAML beside it describes
 */
public record Population(String name, Set<String> columns, KpiSql sql) {

  /** The columns that every population selects; {@code member} holds them as a struct. */
  public static final List<String> HEAD =
      List.of(
          "authority_code",
          "period_type",
          "as_at",
          "member_kind",
          "member_key",
          "has_full_history");

  /** The folder of the populations within {@code sql/marts}. */
  static final String FOLDER = "population";

  /** The populations of a project, by name. */
  static Map<String, Population> all(Path marts) {
    Map<String, Population> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(marts.resolve(FOLDER))) {
      files
          .filter(file -> file.toString().endsWith(".sql"))
          .forEach(
              file -> {
                String fileName = file.getFileName().toString();
                String name = fileName.substring(0, fileName.length() - ".sql".length());
                all.put(
                    name,
                    new Population(
                        name,
                        Set.copyOf(
                            Yaml.read(file.resolveSibling(name + ".yaml"))
                                .path("columns")
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .toList()),
                        KpiSql.read(file)));
              });
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return all;
  }

  /**
   * True when its members can be broken down: it says on which day each is banded (R20), and it has
   * the key of whom the breakdown is of.
   */
  boolean has(Breakdown breakdown) {
    return columns.contains("banded_on")
        && breakdown.of().stream().anyMatch(kind -> columns.contains(kind + "_key"));
  }

  /**
   * The rows of the population, each with {@code member}, which also says how it is banded. For
   * rows that are calculated before KPIs read them: in one plan with a KPI's joins, Spark's
   * optimiser takes minutes over so wide a key.
   */
  KpiSql members() {
    String banded =
        Breakdown.BANDED.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                column ->
                    "cast(%s as %s) as %s"
                        .formatted(
                            columns.contains(column.getKey()) ? column.getKey() : "null",
                            column.getValue(),
                            column.getKey()))
            .collect(Collectors.joining(", "));
    return new KpiSql(
        name + ".sql",
        """
        select *, struct(%s, struct(authority_code, %s) as banded) as member
        from (
        %s
        )
        """
            .formatted(String.join(", ", HEAD), banded, sql.text()));
  }

  /** A KPI's SQL with this population before it. */
  KpiSql under(KpiSql kpi) {
    return new KpiSql(
        kpi.name(),
        """
        with population as (
            select *, struct(%s) as member
            from (
        %s
            )
        )
        select *
        from (
        %s
        )
        """
            .formatted(String.join(", ", HEAD), sql.text(), kpi.text()));
  }
}
