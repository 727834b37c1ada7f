package kith.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.contract.StageStep;
import kith.contract.StateFiles;
import kith.contract.TableName;
import kith.contract.Written;
import kith.contract.Zone;

/**
 * What a stage has made for a night: the last complete result, and the results of the steps done so
 * far. Kept in {@code ops/nights/<business date>}, so that stages can run in processes of their
 * own.
 *
 * @param key hash of everything that the stage's result depends on
 * @param attempt counts the different contents this stage has had for the night
 * @param fingerprint of the extract
 * @param tables versions of the tables made, by qualified name
 * @param counts what the steps counted, by step
 */
record StageRecord(
    String key,
    long attempt,
    String fingerprint,
    LocalDate windowStart,
    boolean simulated,
    Map<String, Long> tables,
    Map<String, Map<String, Long>> counts) {

  private static String path(LocalDate businessDate, String stage) {
    return "ops/nights/" + businessDate + "/" + stage + ".json";
  }

  /** The last complete result of a stage for a night, if there is one. */
  static Optional<StageRecord> read(StateFiles files, LocalDate businessDate, String stage) {
    return files.read(path(businessDate, stage)).map(StageRecord::of);
  }

  private static StageRecord of(JsonNode node) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    node.path("counts")
        .properties()
        .forEach(step -> counts.put(step.getKey(), longs(step.getValue())));
    return new StageRecord(
        node.required("key").asText(),
        node.required("attempt").asLong(),
        node.required("fingerprint").asText(),
        node.hasNonNull("window_start") ? LocalDate.parse(node.get("window_start").asText()) : null,
        node.required("simulated").asBoolean(),
        longs(node.required("tables")),
        counts);
  }

  /** Makes this the stage's result for the night. */
  void write(StateFiles files, LocalDate businessDate, String stage) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("key", key)
            .put("attempt", attempt)
            .put("fingerprint", fingerprint)
            .put("window_start", windowStart == null ? null : windowStart.toString())
            .put("simulated", simulated);
    put(node.putObject("tables"), tables);
    ObjectNode steps = node.putObject("counts");
    counts.forEach((step, of) -> put(steps.putObject(step), of));
    files.write(path(businessDate, stage), node);
  }

  /** The result of a step that was done for the same content before the stage failed. */
  static Optional<StageStep.Result> step(
      StateFiles files,
      LocalDate businessDate,
      String stage,
      String step,
      String key,
      long attempt) {
    return files
        .read(stepPath(businessDate, stage, step))
        .filter(node -> node.required("key").asText().equals(key))
        .filter(node -> node.required("attempt").asLong() == attempt)
        .map(
            node ->
                new StageStep.Result(
                    node.required("tables").properties().stream()
                        .map(
                            table ->
                                new Written(
                                    named(table.getKey()),
                                    table.getValue().required("version").asLong(),
                                    table.getValue().required("rows").asLong()))
                        .toList(),
                    longs(node.required("counts"))));
  }

  /** Keeps the result of a step. */
  static void keep(
      StateFiles files,
      LocalDate businessDate,
      String stage,
      String step,
      String key,
      long attempt,
      StageStep.Result result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("key", key).put("attempt", attempt);
    ObjectNode tables = node.putObject("tables");
    result
        .tables()
        .forEach(
            written ->
                tables
                    .putObject(written.table().qualified())
                    .put("version", written.version())
                    .put("rows", written.rows()));
    put(node.putObject("counts"), result.counts());
    files.write(stepPath(businessDate, stage, step), node);
  }

  private static String stepPath(LocalDate businessDate, String stage, String step) {
    return "ops/nights/" + businessDate + "/" + stage + "/" + step + ".json";
  }

  private static TableName named(String qualified) {
    String[] parts = qualified.split("\\.", 2);
    return new TableName(Zone.of(parts[0]), parts[1]);
  }

  private static Map<String, Long> longs(JsonNode node) {
    Map<String, Long> values = new TreeMap<>();
    node.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asLong()));
    return values;
  }

  private static void put(ObjectNode node, Map<String, Long> values) {
    values.forEach(node::put);
  }
}
