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
 * The results of a stage's steps in {@code ops/nights/<business date>/<stage>}: what a relaunch
 * knows of the run before it. Nothing else is asked which steps are done.
 */
final class StepResults {

  private final LakeFiles files;
  private final LocalDate businessDate;
  private final String recordName;
  private final StageRecord begun;
  private final Optional<LocalDate> nightBefore;

  /** What was kept of the steps of this night that are to be made for another content. */
  private final Map<String, StateFile> forgotten = new TreeMap<>();

  private final Map<String, Written> made = new TreeMap<>();
  private final StepCounts counts = new StepCounts();

  /**
   * The results of a stage for a night.
   *
   * @param recordName the name under which the night keeps the stage
   * @param begun the stage as it begins, with its key and attempt
   * @param nightBefore whose tables may stand for this one too
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
   * The results of the steps that are done, by step: those that an earlier run has kept for this
   * key and attempt. A step that waits for one that has to run is not done. What was kept of steps
   * that are not done is forgotten before any runs: the stage is then no longer the one that its
   * record tells of, since tables that keep all nights are about to hold something else.
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
   * Whether a complete stage is still the last thing that was begun here: another content forgets
   * the results of all steps before its first one runs, and keeps its own from then on. One result
   * that is lost says nothing.
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
   * What was made for the same key of a step: for another content of this night, or in the night
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
   * Keeps the result of a step. From here on the step is done.
   *
   * @param stepKey of the step, where it has one of its own
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

  /** The stage's record, once every step is done. */
  synchronized StageRecord complete() {
    return begun.complete(made.values(), counts);
  }
}
