package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.marts.disclosure.BoundedBands;
import kith.project.Hash;
import kith.project.Yaml;

/**
 * A breakdown of figures (R20), read from {@code sql/marts/breakdown/<name>.yaml} and the SQL
 * beside it. The SQL says which value each row of {@code banded} has; KPIs name the breakdown in
 * their YAML.
 *
 * @param of what has the attribute: {@code child}, {@code worker}, {@code incident} or {@code
 *     placement}
 * @param values the values that have a row in every quarter, in their order; others have one where
 *     they occur. Empty where the breakdown says {@code rows: where_they_occur}
 * @param repeatedBy KPIs whose totals are bands of it, or sums of bands: with both, what is hidden
 *     of one could be had from the other
 * @param bounds how much a member of each band adds to the sum of a KPI, where the bands say so
 * @param sql selects {@code member} of {@code banded}, and {@code breakdown_value}
 * @param version first 8 hexadecimal digits of the SHA-256 of the SQL
 */
public record Breakdown(
    String name,
    List<String> of,
    List<String> values,
    List<String> repeatedBy,
    Optional<BoundedBands.Bounds> bounds,
    KpiSql sql,
    String version) {

  /** The value of a member about whom nothing else is known (R14, R20). */
  public static final String UNKNOWN = "unknown";

  private static final String IN_EVERY_QUARTER = "in_every_quarter";
  private static final String WHERE_THEY_OCCUR = "where_they_occur";

  /** The folder of the breakdowns within {@code sql/marts}. */
  static final String FOLDER = "breakdown";

  /** The columns that tell who or what is banded, and on which day. */
  static final Map<String, String> BANDED =
      Map.of(
          "child_key", "bigint",
          "worker_key", "bigint",
          "placement_key", "bigint",
          "banded_on", "date",
          "in_care_on", "date",
          "began_at", "timestamp",
          "until_at", "timestamp");

  /** The breakdowns of a project, by name. */
  static Map<String, Breakdown> all(Path marts) {
    Map<String, Breakdown> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(marts.resolve(FOLDER))) {
      files
          .filter(file -> file.toString().endsWith(".sql"))
          .map(Breakdown::read)
          .forEach(breakdown -> all.put(breakdown.name(), breakdown));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return all;
  }

  private static Breakdown read(Path sqlFile) {
    String fileName = sqlFile.getFileName().toString();
    String name = fileName.substring(0, fileName.length() - ".sql".length());
    Path yaml = sqlFile.resolveSibling(name + ".yaml");
    JsonNode node = Yaml.read(yaml);
    KpiSql sql = KpiSql.read(sqlFile);
    return new Breakdown(
        name,
        Yaml.texts(node.path("of")),
        rows(yaml, node).equals(WHERE_THEY_OCCUR)
            ? List.of()
            : node.path("values").propertyStream().map(Map.Entry::getKey).toList(),
        Yaml.texts(node.path("repeated_by")),
        bounds(name, node.path("adds_up_in")),
        sql,
        Hash.of(sql.text()).substring(0, 8));
  }

  private static Optional<BoundedBands.Bounds> bounds(String name, JsonNode node) {
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    Map<String, BoundedBands.Limits> limits = new TreeMap<>();
    node.path("each")
        .forEachEntry(
            (band, ends) ->
                limits.put(
                    band,
                    new BoundedBands.Limits(
                        ends.get(0).asDouble(), ends.has(1) ? ends.get(1).asDouble() : null)));
    return Optional.of(new BoundedBands.Bounds(name, node.path("kpi").asText(), limits));
  }

  private static String rows(Path yaml, JsonNode node) {
    String rows = node.path("rows").asText(IN_EVERY_QUARTER);
    if (!rows.equals(IN_EVERY_QUARTER) && !rows.equals(WHERE_THEY_OCCUR)) {
      throw DefinitionFile.malformed(
          yaml, "rows is %s or %s".formatted(IN_EVERY_QUARTER, WHERE_THEY_OCCUR));
    }
    return rows;
  }
}
