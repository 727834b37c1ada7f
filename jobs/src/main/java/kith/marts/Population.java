package kith.marts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The population that KPIs count, read from {@code sql/marts/population/<name>.sql}: one row per
 * member and period, with the columns that KPIs may use. A KPI names its population in its YAML and
 * reads it as {@code population}, where the column {@code member} says who a row is.
 *
 * @param sql selects {@link #HEAD} and the columns that the YAML beside it describes
 */
public record Population(String name, KpiSql sql) {

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
                all.put(name, new Population(name, KpiSql.read(file)));
              });
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return all;
  }

  /** The rows of the population, each with {@code member}. */
  KpiSql members() {
    return new KpiSql(
        name + ".sql",
        """
        select *, struct(%s) as member
        from (
        %s
        )
        """
            .formatted(String.join(", ", HEAD), sql.text()));
  }

  /** A KPI's SQL with this population before it. */
  KpiSql under(KpiSql kpi) {
    return new KpiSql(
        kpi.name(),
        """
        with population as (
        %s
        )
        select *
        from (
        %s
        )
        """
            .formatted(members().text(), kpi.text()));
  }
}
