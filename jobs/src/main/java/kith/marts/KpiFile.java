package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.project.Hash;
import kith.project.Yaml;
import kith.source.Needs;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import org.jspecify.annotations.Nullable;

/** Reads a KPI's {@code .yaml} and the SQL beside it. */
final class KpiFile {

  private KpiFile() {}

  /**
   * Reads a definition.
   *
   * @param populations those that a KPI may name
   * @param breakdowns likewise
   * @param shared the SQL that KPIs read by name
   * @param specs the tables that their SQL reads
   */
  static KpiDefinition read(
      Path yaml,
      Map<String, Population> populations,
      Map<String, Breakdown> breakdowns,
      Map<String, KpiSql> shared,
      TableSpecs specs) {
    Path sqlFile = yaml.resolveSibling(yaml.getFileName().toString().replace(".yaml", ".sql"));
    JsonNode node = Yaml.read(yaml);
    Population population = populations.get(required(yaml, node, "population"));
    if (population == null) {
      throw DefinitionFile.malformed(
          yaml, "population is not one of " + String.join(", ", populations.keySet()));
    }
    KpiSql counting = KpiSql.read(sqlFile);
    KpiSql sql = population.under(counting);
    List<KpiSql> read = new ArrayList<>(List.of(sql));
    read.addAll(shared(sql, shared));
    Set<String> codeLists = codeLists(read, specs);
    KpiDefinition definition =
        new KpiDefinition(
            required(yaml, node, "kpi"),
            Objects.requireNonNull(yaml.getParent()).getFileName().toString(),
            required(yaml, node, "title"),
            required(yaml, node, "short_title"),
            required(yaml, node, "meaning"),
            population,
            Unit.of(required(yaml, node, "unit"))
                .orElseThrow(() -> DefinitionFile.malformed(yaml, "unit is not one of " + units())),
            required(yaml, node, "better"),
            node.path("not_compared").asText(null),
            Yaml.texts(node.path("period_types")),
            required(yaml, node, "comparable_period_type"),
            node.path("looks_back_months").asInt(0),
            node.path("benchmark").asText(null),
            node.has("comparators")
                ? Yaml.texts(node.get("comparators"))
                : KpiDefinition.COMPARATORS,
            node.path("denominator_series").asText(null),
            Needs.of(node),
            required(yaml, node, "source"),
            required(yaml, node, "owner"),
            required(yaml, node, "grain"),
            Yaml.texts(node.path("excludes")),
            Yaml.texts(node.path("edges")),
            Yaml.texts(node.path("breakdowns")).stream()
                .map(name -> breakdown(yaml, name, breakdowns, population))
                .toList(),
            bridge(yaml, node.path("bridge")),
            node.path("panel").asBoolean(),
            parameters(node, population, sql),
            codeLists,
            Related.of(yaml, node.path("related")),
            counting,
            sql,
            version(read, DefinitionFile.text(yaml), codeLists, specs));
    definition.check(yaml);
    return definition;
  }

  private static KpiDefinition.@Nullable Bridge bridge(Path yaml, JsonNode node) {
    return node.isMissingNode()
        ? null
        : new KpiDefinition.Bridge(required(yaml, node, "starts"), required(yaml, node, "ceases"));
  }

  private static Set<String> parameters(JsonNode node, Population population, KpiSql sql) {
    Set<String> names = new TreeSet<>(sql.parameters());
    names.addAll(population.parameters());
    names.addAll(Yaml.texts(node.path("parameters")));
    return Collections.unmodifiableSet(names);
  }

  private static Breakdown breakdown(
      Path yaml, String name, Map<String, Breakdown> breakdowns, Population population) {
    Breakdown breakdown = breakdowns.get(name);
    if (breakdown == null) {
      throw DefinitionFile.malformed(
          yaml, "breakdowns names " + name + ", which is not one of " + breakdowns.keySet());
    }
    if (!population.has(breakdown)) {
      throw DefinitionFile.malformed(
          yaml,
          "breakdowns names "
              + name
              + ", but "
              + population.name()
              + " has no banded_on or no key of "
              + String.join(" or ", breakdown.of()));
    }
    return breakdown;
  }

  /** Who is looked after is part of every version, other shared SQL of those that read it. */
  private static List<KpiSql> shared(KpiSql sql, Map<String, KpiSql> shared) {
    return shared.entrySet().stream()
        .filter(read -> read.getKey().equals("looked_after") || sql.names(read.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The code lists of the tables that any of the SQL reads. */
  private static Set<String> codeLists(List<KpiSql> read, TableSpecs specs) {
    Set<String> lists = new TreeSet<>();
    for (TableSpec spec : specs.all()) {
      if (!spec.codeLists().isEmpty()
          && read.stream().anyMatch(sql -> sql.names(spec.table().name()))) {
        lists.addAll(spec.codeLists());
      }
    }
    return Collections.unmodifiableSet(lists);
  }

  private static String version(
      List<KpiSql> read, String yaml, Set<String> codeLists, TableSpecs specs) {
    MessageDigest digest = Hash.sha256();
    Stream.of(
            read.stream().map(KpiSql::text),
            Stream.of(yaml),
            codeLists.stream().map(specs::codeList))
        .flatMap(texts -> texts)
        .forEach(
            text -> {
              digest.update(text.getBytes(StandardCharsets.UTF_8));
              digest.update((byte) 0);
            });
    return Hash.hex(digest.digest(), 4);
  }

  private static String required(Path file, JsonNode node, String key) {
    String text = node.path(key).asText("");
    if (text.isBlank()) {
      throw DefinitionFile.malformed(file, key + " is missing");
    }
    return text;
  }

  private static String units() {
    return String.join(", ", Arrays.stream(Unit.values()).map(Unit::text).toList());
  }
}
