package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The population that KPIs count, read from {@code sql/marts/population/<name>.sql}: one row per
 * member and period, with the columns that KPIs may use. A KPI names its population in its YAML and
 * reads it as {@code population}, where the column {@code member} says who a row is.
 *
 * @param columns those that the YAML describes
 * @param parameters those on which it depends, also by way of the tables that it reads
 * @param sql selects {@link #HEAD} and the columns that the YAML beside it describes
 */
public record Population(String name, Set<String> columns, Set<String> parameters, KpiSql sql) {

  /** The columns that every population selects: who a row is. */
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
                JsonNode node = Yaml.read(file.resolveSibling(name + ".yaml"));
                all.put(
                    name,
                    new Population(
                        name,
                        Set.copyOf(
                            node.path("columns").propertyStream().map(Map.Entry::getKey).toList()),
                        Set.copyOf(Yaml.texts(node.path("parameters"))),
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
   * The rows of the population, each with {@code member} and {@code banded}: hashes of who a row
   * is, and of how it is banded (R20). KPIs join and group by {@code member}, which costs a
   * fraction of what a struct does; {@link #heads} says who each is.
   */
  KpiSql members() {
    Map<String, String> missing = new TreeMap<>(Breakdown.BANDED);
    missing.keySet().removeAll(columns);
    String absent =
        missing.entrySet().stream()
            .map(column -> ", cast(null as %s) as %s".formatted(column.getValue(), column.getKey()))
            .collect(Collectors.joining());
    return new KpiSql(
        name + ".sql",
        """
        select *, %s as member
        from (
            select *, %s as banded
            from (
                select *%s
                from (
        %s
                )
            )
        )
        """
            .formatted(
                hash(
                    Stream.concat(
                        Stream.of("banded"),
                        HEAD.stream().filter(column -> !column.equals("authority_code")))),
                hash(Breakdown.BANDED.keySet().stream().sorted()),
                absent,
                sql.text()));
  }

  /**
   * Who each {@code member} is.
   *
   * @param members rows of {@link #members}
   * @return a row per member: {@code member} and {@code head}, a struct of {@link #HEAD} and {@code
   *     banded}
   */
  static Dataset<Row> heads(Dataset<Row> members) {
    return members.selectExpr(
        "member", "struct(%s, banded) as head".formatted(String.join(", ", HEAD)));
  }

  /**
   * The hash of columns. It passes over nulls: that one is null is hashed as well, or a child and a
   * worker of the same key would be one.
   */
  private static String hash(Stream<String> columns) {
    return columns
        .map(column -> "%1$s is null, %1$s".formatted(column))
        .collect(Collectors.joining(", ", "xxhash64(authority_code, ", ")"));
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
