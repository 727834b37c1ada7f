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
import kith.project.Hash;
import kith.project.Yaml;
import kith.source.Needs;
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
   */
  static KpiDefinition read(
      Path yaml,
      Map<String, Population> populations,
      Map<String, Breakdown> breakdowns,
      Map<String, KpiSql> shared) {
    Path sqlFile = yaml.resolveSibling(yaml.getFileName().toString().replace(".yaml", ".sql"));
    JsonNode node = Yaml.read(yaml);
    Population population = populations.get(required(yaml, node, "population"));
    if (population == null) {
      throw DefinitionFile.malformed(
          yaml, "population is not one of " + String.join(", ", populations.keySet()));
    }
    KpiSql counting = KpiSql.read(sqlFile);
    KpiSql sql = population.under(counting);
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
            Related.of(yaml, node.path("related")),
            counting,
            sql,
            version(sql, DefinitionFile.text(yaml), shared));
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
  private static String version(KpiSql sql, String yaml, Map<String, KpiSql> shared) {
    List<String> texts = new ArrayList<>(List.of(sql.text(), yaml));
    shared.forEach(
        (name, read) -> {
          if (name.equals("looked_after") || sql.names(name)) {
            texts.add(read.text());
          }
        });
    MessageDigest digest = Hash.sha256();
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
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
