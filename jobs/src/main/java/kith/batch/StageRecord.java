package kith.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.contract.StageStep;
import kith.contract.StateFile;
import kith.contract.StateFiles;
import kith.contract.Written;

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
    return files.open(path(businessDate, stage)).map(StageRecord::of);
  }

  /**
   * Checks that the records of a published night are there: its publication says that they were.
   */
  static void requireOf(StateFiles files, LocalDate published, List<Stage> stages) {
    for (Stage stage : stages) {
      if (read(files, published, stage.word()).isEmpty()) {
        throw StateFile.gone(
            path(published, stage.word()), "the night of " + published + " is published");
      }
    }
  }

  private static StageRecord of(StateFile file) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    file.objects("counts").forEach((step, of) -> counts.put(step, of.numbers()));
    return new StageRecord(
        file.text("key"),
        file.count("attempt"),
        file.text("fingerprint"),
        file.optionalDate("window_start").orElse(null),
        file.flag("simulated"),
        file.versions("tables"),
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
        .open(stepPath(businessDate, stage, step))
        .filter(file -> file.text("key").equals(key))
        .filter(file -> file.count("attempt") == attempt)
        .map(
            file ->
                new StageStep.Result(
                    file.objects("tables").entrySet().stream()
                        .map(
                            table ->
                                new Written(
                                    file.named(table.getKey()),
                                    table.getValue().count("version"),
                                    table.getValue().count("rows")))
                        .toList(),
                    file.numbers("counts")));
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

  private static void put(ObjectNode node, Map<String, Long> values) {
    values.forEach(node::put);
  }
}
