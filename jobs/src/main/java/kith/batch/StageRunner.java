package kith.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.conform.care.ChildrenInNoFigure;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.Sessions;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.Failures;
import kith.project.KithException;
import kith.publish.Publish;
import kith.source.Extracted;
import kith.table.Lake;
import kith.table.Publication;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.Written;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the stages of a night: skips what is done for the same content and code, resumes what
 * failed, and stores the result of each step and stage.
 */
final class StageRunner {

  private final RunSetup setup;
  private final NightState night;
  private final RunResult result;

  StageRunner(RunSetup setup, NightState night, RunResult result) {
    this.setup = setup;
    this.night = night;
    this.result = result;
  }

  /** Runs the stages that are not done; the result says what was done. */
  void run(List<Stage> stages) {
    setup.intact().requireOtherNights(night.businessDate());
    night.postcodes().ifPresent(setup.intact()::requirePostcodes);
    if (stages.contains(Stage.EXTRACT)) {
      night.openSources(result);
    } else {
      night.takeUpExtract(result);
    }
    List<Stage> open = open(stages);
    if (open.isEmpty()) {
      result.end(
          ExitCode.DONE,
          "Already done: "
              + words(stages)
              + " of "
              + night.businessDate()
              + " for the same content. Nothing was written."
              + result.notes());
      describe();
      return;
    }
    refuseOlderThanPublished();
    runOpen(open);
    result.end(
        ExitCode.DONE,
        "Done: "
            + words(open)
            + " of "
            + night.businessDate()
            + "."
            + summary(open)
            + result.notes());
  }

  /** The stages that are not done: once one has to run, everything after it has too. */
  private List<Stage> open(List<Stage> stages) {
    List<Stage> open = new ArrayList<>();
    for (Stage stage : stages) {
      if (!open.isEmpty() || !night.isDone(stage, result)) {
        open.add(stage);
      }
    }
    return open;
  }

  private void refuseOlderThanPublished() {
    setup
        .published()
        .filter(current -> current.businessDate().isAfter(night.businessDate()))
        .ifPresent(
            current -> {
              throw new KithException(
                  ExitCode.WRONG_USAGE,
                  "The night of "
                      + night.businessDate()
                      + " is older than the one published, "
                      + current.businessDate()
                      + ".",
                  "Nothing was run: its figures would replace newer ones.",
                  "Load it into another lake with --lake, or load a newer night.");
            });
  }

  private void runOpen(List<Stage> open) {
    Environment environment = setup.environment();
    Keys keys = setup.keys();
    setup.root().keepApart(night.simulated());
    SparkSession spark =
        Sessions.open(environment.sparkMaster(), environment.sparkSettings(), setup.root().path());
    keys.register(spark);
    DeltaLake lake = new DeltaLake(spark, setup.root().path().toString());
    try (JobControl jobs = JobControl.open(environment, setup.root(), result);
        NightSteps steps = new NightSteps(night, setup.sources(), lake, result)) {
      for (Stage stage : open) {
        setup.progress().say(stage.word() + " of " + night.businessDate());
        night.takeUpStagesBefore(stage);
        run(stage, steps.of(stage), jobs, lake);
      }
    }
    result.versions(night.versions().all());
    result.publication(night.publicationId(), night.simulated());
  }

  private void run(Stage stage, List<StageStep> steps, JobControl jobs, Lake lake) {
    StageRecord begun = night.begin(stage);
    StepResults results = night.results(stage, begun);
    Map<String, StageStep.Result> done = results.takeUp(steps);
    done.forEach(night::take);
    jobs.run(
        stage.word(),
        JobControl.parameters(
            night.businessDate(), begun.key(), setup.codeVersion(stage), begun.attempt()),
        steps,
        done.keySet(),
        step -> {
          long started = System.nanoTime();
          Optional<String> key = step.key();
          Optional<StageStep.Result> standing =
              night.request().again(stage)
                  ? Optional.empty()
                  : key.flatMap(own -> standing(step.name(), own, results, lake));
          StageStep.Result made = standing.orElseGet(() -> safely(stage, step));
          if (step.name().equals(Publish.CURRENT)) {
            result.published();
          }
          results.keep(step.name(), key, made);
          night.take(step.name(), made);
          double seconds = (System.nanoTime() - started) / 1e9;
          return tell(stage, step, made, seconds, standing.isPresent());
        });
    NightSteps.notes(stage, results.counts()).forEach(result::warn);
    night.end(stage, results.complete());
  }

  /** The earlier result for the same key, if all its files are still there. */
  private Optional<StageStep.Result> standing(
      String step, String key, StepResults results, Lake lake) {
    return results
        .standing(step, key)
        .filter(
            made ->
                made.tables().stream().allMatch(written -> setup.intact().holds(written, lake)));
  }

  private static StageStep.Result safely(Stage stage, StageStep step) {
    try {
      return step.run();
    } catch (Throwable failure) {
      throw Failures.safe("making " + step.name() + " in " + stage.word(), failure);
    }
  }

  /** Reports a step that is done and returns the number of rows in its tables. */
  private long tell(
      Stage stage, StageStep step, StageStep.Result made, double seconds, boolean stands) {
    long rows = made.tables().stream().mapToLong(Written::rows).sum();
    result.add(new RunResult.Step(stage.word(), step.name(), rows, made.counts(), seconds, stands));
    setup.progress().step(stage.word(), step.name(), rows, seconds);
    return rows;
  }

  /** The first lines of the summary of a successful run. */
  private String summary(List<Stage> done) {
    StringBuilder text = new StringBuilder();
    StepCounts counts = night.counts();
    if (done.contains(Stage.EXTRACT)) {
      text.append(
          "\n%,d records loaded, %,d quarantined, %,d exact duplicates."
              .formatted(
                  counts.sum(Extracted.RAW_ROWS),
                  counts.sum(Extracted.QUARANTINE_ROWS),
                  counts.sum(Extracted.DUPLICATE)));
      if (counts.sum(Extracted.QUARANTINE_ROWS) > 0) {
        text.append(" See kith quarantine.");
      }
    }
    ChildrenInNoFigure.said(counts).ifPresent(said -> text.append('\n').append(said));
    if (done.contains(Stage.PUBLISH)) {
      text.append("\nPublished as " + night.publicationId() + " in " + setup.root().path() + ".");
    }
    return text.toString();
  }

  private void describe() {
    String id =
        setup
            .published()
            .filter(current -> current.businessDate().equals(night.businessDate()))
            .map(Publication::id)
            .orElseGet(night::publicationId);
    result.publication(id, night.simulated());
    night.records().forEach(record -> result.versions(record.tables()));
  }

  private static String words(List<Stage> stages) {
    return stages.stream().map(Stage::word).collect(Collectors.joining(", "));
  }
}
