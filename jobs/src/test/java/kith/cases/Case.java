package kith.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.project.Parameters;
import kith.project.Yaml;
import org.assertj.core.api.Assertions;

/**
 * One case of a query: what it is given, and the rows it must return.
 *
 * @param name the case as a sentence
 * @param edges the edges of the KPI that it proves
 * @param asAt the as-at dates computed; empty where the query knows no periods
 * @param periodType the period type computed; null means the KPI's comparable one
 * @param historyFrom first day from which the extract holds the children who left (R17)
 * @param given rows by relation, cells by column; a column that is not named gets a harmless value
 * @param parameters values that replace those of the configuration
 * @param expect the rows, in any order; a column that a row does not name is null there
 */
record Case(
    String name,
    List<String> edges,
    List<LocalDate> asAt,
    String periodType,
    LocalDate historyFrom,
    Map<String, List<Map<String, Object>>> given,
    JsonNode parameters,
    List<Map<String, Object>> expect) {

  private static final Set<String> KEYS =
      Set.of(
          "case", "edges", "as_at", "period_type", "history_from", "given", "parameters", "expect");

  private static final String LONG_AGO = "2000-01-01";

  /** Begins the names of the tables of records. */
  static final String STAGING = "stg_";

  /** The cases of a file, in its order. */
  static List<Case> readAll(Path file) {
    List<Case> cases = new ArrayList<>();
    Yaml.read(file).forEach(node -> cases.add(read(node)));
    return cases;
  }

  private static Case read(JsonNode node) {
    String name = node.required("case").asText();
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("case '" + name + "' has an unknown key " + key);
              }
            });
    List<LocalDate> asAt = new ArrayList<>();
    JsonNode dates = node.path("as_at");
    if (dates.isArray()) {
      dates.forEach(date -> asAt.add(LocalDate.parse(date.asText())));
    } else if (!dates.isMissingNode()) {
      asAt.add(LocalDate.parse(dates.asText()));
    }
    Map<String, List<Map<String, Object>>> given = new LinkedHashMap<>();
    node.required("given")
        .properties()
        .forEach(relation -> given.put(relation.getKey(), rows(relation.getValue())));
    return new Case(
        name,
        Yaml.texts(node.path("edges")),
        asAt,
        node.path("period_type").asText(null),
        LocalDate.parse(node.path("history_from").asText(LONG_AGO)),
        given,
        node.path("parameters"),
        rows(node.required("expect")));
  }

  private static List<Map<String, Object>> rows(JsonNode nodes) {
    List<Map<String, Object>> rows = new ArrayList<>();
    nodes.forEach(
        node -> {
          Map<String, Object> row = new LinkedHashMap<>();
          node.properties().forEach(cell -> row.put(cell.getKey(), cell(cell.getValue())));
          rows.add(row);
        });
    return rows;
  }

  private static Object cell(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    return node.isArray() ? Yaml.texts(node) : node.asText();
  }

  /** Whether the case gives records, of which the tables of the warehouse are made. */
  boolean hasRecords() {
    return given.keySet().stream().anyMatch(relation -> relation.startsWith(STAGING));
  }

  /** The night that makes the tables: that of the last as-at date. */
  LocalDate businessDate() {
    return Collections.max(asAt);
  }

  /** All configured values, with those that the case replaces. */
  Parameters parameters(JsonNode configured) {
    ObjectNode values = configured.deepCopy();
    parameters.properties().forEach(entry -> values.set(entry.getKey(), entry.getValue()));
    return Parameters.of(values);
  }

  /** The configured values of the parameters that a query names, or those of the case. */
  Parameters parameters(JsonNode spec, JsonNode configured) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (String name : Yaml.texts(spec.path("parameters"))) {
      Assertions.assertThat(configured.get(name))
          .as("conf/parameters.yaml has " + name)
          .isNotNull();
      values.set(name, configured.get(name));
    }
    parameters
        .properties()
        .forEach(
            entry -> {
              Assertions.assertThat(values.has(entry.getKey())).as("parameters").isTrue();
              values.set(entry.getKey(), entry.getValue());
            });
    return Parameters.of(values);
  }
}
