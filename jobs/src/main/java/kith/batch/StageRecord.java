package kith.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.table.Counts;
import kith.table.FileMark;
import kith.table.SourceMark;
import kith.table.StageStep;
import kith.table.StateFile;
import kith.table.StateFiles;
import kith.table.StepCounts;
import kith.table.Written;
import org.jspecify.annotations.Nullable;

/**
 * What a stage has built for a night: the last complete result, and the results of the steps done
 * so far. Kept in {@code ops/nights/<business date>}, so that each stage can run in its own
 * process.
 *
 * @param key hash of everything that the stage's result depends on
 * @param attempt counts the different contents that this stage has processed for the night
 * @param fingerprint of the extract
 * @param sources what is noted about each; earlier versions of Kith noted only sources with nights
 *     of their own
 * @param tables versions of the tables made, by qualified name
 * @param files the files that these versions added, by qualified name and path
 * @param counts what the steps counted, by step
 */
record StageRecord(
    String key,
    long attempt,
    String fingerprint,
    List<SourceMark> sources,
    Map<String, Long> tables,
    Map<String, Map<String, FileMark>> files,
    StepCounts counts) {

  private static final String STEP_KEY = "step_key";

  static String path(LocalDate businessDate, String stage) {
    return "ops/nights/" + businessDate + "/" + stage + ".json";
  }

  /** The last complete result of a stage for a night, if there is one. */
  static Optional<StageRecord> read(StateFiles files, LocalDate businessDate, String stage) {
    return files.open(path(businessDate, stage)).map(StageRecord::of);
  }

  /**
   * Checks that the records of a published night, which its publication names, are there.
   *
   * @param again the first stage that runs again anyway, or null
   */
  static void requireOf(StateFiles files, LocalDate published, @Nullable Stage again) {
    for (Stage stage : Stage.ALL) {
      if ((again == null || stage.compareTo(again) < 0)
          && read(files, published, stage.word()).isEmpty()) {
        throw StateFile.gone(
            path(published, stage.word()), "the night of " + published + " is published");
      }
    }
  }

  /** True when the night's extract was invented. */
  boolean simulated() {
    return sources.stream().anyMatch(SourceMark::simulated);
  }

  /** The record of this stage with the tables that it has built. */
  StageRecord complete(Collection<Written> made, StepCounts counted) {
    Map<String, Long> versions = new TreeMap<>();
    Map<String, Map<String, FileMark>> added = new TreeMap<>();
    for (Written written : made) {
      versions.put(written.table().qualified(), written.version());
      added.put(written.table().qualified(), written.files());
    }
    return new StageRecord(
        key, attempt, fingerprint, sources, versions, added, new StepCounts().putAll(counted));
  }

  private static StageRecord of(StateFile file) {
    StepCounts counts = new StepCounts();
    file.objects("counts").forEach((step, of) -> counts.put(step, Counts.from(of.numbers())));
    return new StageRecord(
        file.text("key"),
        file.count("attempt"),
        file.text("fingerprint"),
        SourceMark.read(file),
        file.versions("tables"),
        files(file),
        counts);
  }

  private static Map<String, Map<String, FileMark>> files(StateFile file) {
    Map<String, Map<String, FileMark>> files = new TreeMap<>();
    // Records of earlier versions of Kith have none.
    if (file.content().has("files")) {
      StateFile all = new StateFile(file.path(), file.content().get("files"));
      file.objects("files").keySet().forEach(table -> files.put(table, FileMark.read(all, table)));
    }
    return files;
  }

  /** Stores this as the stage's result for the night. */
  void write(StateFiles state, LocalDate businessDate, String stage) {
    ObjectNode node = head();
    put(node.putObject("tables"), tables);
    ObjectNode added = node.putObject("files");
    files.forEach((table, of) -> FileMark.put(added, table, of));
    ObjectNode steps = node.putObject("counts");
    counts.byStep().forEach((step, of) -> put(steps.putObject(step), of.byMeasure()));
    state.write(path(businessDate, stage), node);
  }

  private ObjectNode head() {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("key", key)
            .put("attempt", attempt)
            .put("fingerprint", fingerprint);
    SourceMark.put(node, sources);
    return node;
  }

  /** The same with other files. */
  StageRecord with(Map<String, Map<String, FileMark>> left) {
    return new StageRecord(key, attempt, fingerprint, sources, tables, left, counts);
  }

  /** The stage at its start, with no results yet. */
  static StageRecord begun(String key, long attempt, String fingerprint, List<SourceMark> sources) {
    return new StageRecord(
        key, attempt, fingerprint, sources, Map.of(), Map.of(), new StepCounts());
  }

  /** The result of a step that was completed for the same content before the stage failed. */
  Optional<StageStep.Result> step(
      StateFiles state, LocalDate businessDate, String stage, String step) {
    return state
        .open(stepPath(businessDate, stage, step))
        .filter(file -> file.text("key").equals(key))
        .filter(file -> file.count("attempt") == attempt)
        .map(StageRecord::result);
  }

  private static StageStep.Result result(StateFile file) {
    return new StageStep.Result(
        file.objects("tables").entrySet().stream()
            .map(
                table ->
                    new Written(
                        file.named(table.getKey()),
                        table.getValue().count("version"),
                        table.getValue().count("rows"),
                        FileMark.read(table.getValue(), "files")))
            .toList(),
        file.counts("counts"));
  }

  /** Checks that a step's file is complete. */
  static void requireStep(StateFile file) {
    file.text("key");
    file.count("attempt");
    result(file);
  }

  /**
   * The record rebuilt from the results of its steps; empty if no step's result is left.
   *
   * @param steps the files of the steps' results
   */
  static Optional<StageRecord> of(List<StateFile> steps) {
    Optional<StateFile> last =
        steps.stream()
            .filter(file -> file.content().has("fingerprint"))
            .max(Comparator.comparing(file -> file.count("attempt")));
    return last.map(
        any -> {
          List<Written> made = new ArrayList<>();
          StepCounts counted = new StepCounts();
          for (StateFile file : steps) {
            if (file.text("key").equals(any.text("key"))
                && file.count("attempt") == any.count("attempt")) {
              StageStep.Result result = result(file);
              made.addAll(result.tables());
              counted.put(
                  file.path().replaceFirst(".*/", "").replaceFirst("\\.json$", ""),
                  result.counts());
            }
          }
          return begun(
                  any.text("key"),
                  any.count("attempt"),
                  any.text("fingerprint"),
                  SourceMark.read(any))
              .complete(made, counted);
        });
  }

  /** The stored result of a step, for any content, if the step's own key was this one. */
  static Optional<StageStep.Result> made(StateFile step, String stepKey) {
    return Optional.of(step)
        .filter(file -> file.content().has(STEP_KEY) && file.text(STEP_KEY).equals(stepKey))
        .map(StageRecord::result);
  }

  /** Forgets a step's own key, so that no later run takes its table for the one that it needs. */
  static void forgetKey(StateFiles state, String path) {
    state
        .open(path)
        .map(file -> (ObjectNode) file.content())
        .filter(content -> content.remove(STEP_KEY) != null)
        .ifPresent(content -> state.write(path, content));
  }

  /**
   * Stores the result of a step.
   *
   * @param stepKey the step's own key, if it has one
   */
  void keep(
      StateFiles state,
      LocalDate businessDate,
      String stage,
      String step,
      Optional<String> stepKey,
      StageStep.Result result) {
    ObjectNode node = head();
    stepKey.ifPresent(own -> node.put(STEP_KEY, own));
    ObjectNode made = node.putObject("tables");
    result
        .tables()
        .forEach(
            written ->
                FileMark.put(
                    made.putObject(written.table().qualified())
                        .put("version", written.version())
                        .put("rows", written.rows()),
                    "files",
                    written.files()));
    put(node.putObject("counts"), result.counts().byMeasure());
    state.write(stepPath(businessDate, stage, step), node);
  }

  /** The names under which a night stores its stages, including those of a backfill. */
  static List<String> names() {
    return List.of("extract", "conform", "marts", "publish", "backfill-marts", "backfill-publish");
  }

  /** The folder with the results of a stage's steps. */
  static String stepFolder(LocalDate businessDate, String stage) {
    return "ops/nights/" + businessDate + "/" + stage;
  }

  /** The file with the result of a step. */
  static String stepPath(LocalDate businessDate, String stage, String step) {
    return stepFolder(businessDate, stage) + "/" + step + ".json";
  }

  private static void put(ObjectNode node, Map<String, Long> values) {
    values.forEach(node::put);
  }
}
