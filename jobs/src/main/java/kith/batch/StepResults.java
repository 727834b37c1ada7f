package kith.batch;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.lake.LakeFiles;
import kith.table.StageStep;
import kith.table.StateFile;
import kith.table.StepCounts;
import kith.table.Written;

/**
 * The results of a stage's steps in {@code ops/nights/<business date>/<stage>}: what the next run
 * knows about the one before it. This alone decides which steps are done.
 */
final class StepResults {

  private final LakeFiles files;
  private final LocalDate businessDate;
  private final String recordName;
  private final StageRecord begun;
  private final Optional<LocalDate> nightBefore;

  /** Stored results of this night's steps from another content, which have to run again. */
  private final Map<String, StateFile> forgotten = new TreeMap<>();

  private final Map<String, Written> made = new TreeMap<>();
  private final StepCounts counts = new StepCounts();

  /**
   * The results of a stage for a night.
   *
   * @param recordName the name under which the night keeps the stage
   * @param begun the stage at its start, with its key and attempt
   * @param nightBefore the night whose tables may be reused for this one
   */
  StepResults(
      LakeFiles files,
      LocalDate businessDate,
      String recordName,
      StageRecord begun,
      Optional<LocalDate> nightBefore) {
    this.files = files;
    this.businessDate = businessDate;
    this.recordName = recordName;
    this.begun = begun;
    this.nightBefore = nightBefore;
  }

  /**
   * The results of the steps that are done, by step: those that an earlier run stored for this key
   * and attempt. A step that waits for one that has to run is not done. Stored results of steps
   * that are not done are deleted before any step runs: the tables that keep all nights are about
   * to change, so the stage record no longer describes them.
   */
  Map<String, StageStep.Result> takeUp(List<StageStep> steps) {
    Map<String, StageStep.Result> done = new LinkedHashMap<>();
    for (StageStep step : JobControl.inOrder(steps, Set.of())) {
      Optional<StageStep.Result> kept = begun.step(files, businessDate, recordName, step.name());
      if (kept.isPresent() && done.keySet().containsAll(step.after())) {
        done.put(step.name(), kept.get());
      } else {
        String path = StageRecord.stepPath(businessDate, recordName, step.name());
        files.open(path).ifPresent(file -> forgotten.put(step.name(), file));
        files.delete(path);
      }
    }
    done.forEach(this::note);
    return done;
  }

  /**
   * Whether a complete stage is still the latest one started here: a run for another content
   * deletes the results of all steps before its first step runs, and then stores its own. A single
   * lost result is no sign of that.
   */
  boolean areOf(StageRecord complete) {
    String folder = StageRecord.stepFolder(businessDate, recordName);
    List<String> kept = files.list(folder).stream().filter(name -> name.endsWith(".json")).toList();
    return !kept.isEmpty()
        && kept.stream()
            .flatMap(name -> files.read(folder + "/" + name).stream())
            .allMatch(
                step ->
                    step.path("key").asText(complete.key()).equals(complete.key())
                        && step.path("attempt").asLong(complete.attempt()) == complete.attempt());
  }

  /**
   * The result stored for the same step key, from another content of this night or from the night
   * before.
   */
  Optional<StageStep.Result> standing(String step, String stepKey) {
    return Stream.concat(
            Optional.ofNullable(forgotten.get(step)).stream(),
            nightBefore.stream()
                .flatMap(
                    night -> files.open(StageRecord.stepPath(night, recordName, step)).stream()))
        .flatMap(file -> StageRecord.made(file, stepKey).stream())
        .findFirst();
  }

  /**
   * Stores the result of a step. From then on the step is done.
   *
   * @param stepKey the step's own key, if it has one
   */
  void keep(String step, Optional<String> stepKey, StageStep.Result result) {
    begun.keep(files, businessDate, recordName, step, stepKey, result);
    note(step, result);
  }

  private synchronized void note(String step, StageStep.Result result) {
    result.tables().forEach(written -> made.put(written.table().qualified(), written));
    counts.put(step, result.counts());
  }

  /** What the steps that are done have counted, by step. */
  synchronized StepCounts counts() {
    return new StepCounts().putAll(counts);
  }

  /** The stage's record. Call it when every step is done. */
  synchronized StageRecord complete() {
    return begun.complete(made.values(), counts);
  }
}
