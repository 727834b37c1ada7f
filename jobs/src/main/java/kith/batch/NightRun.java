package kith.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kith.lake.Lease;
import kith.marts.Quarters;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.Failures;
import kith.project.KithException;
import kith.project.Meaning;
import kith.project.Project;
import kith.table.Publication;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a run: takes the lake's lease, checks the lake for damage and writes a result,
 * however the run ends. {@link StageRunner} runs the stages and {@link NightSteps} lists their
 * steps. A night becomes visible with the last step of publish.
 */
public final class NightRun {

  private final RunSetup setup;

  public NightRun(Project project, Environment environment, Progress progress) {
    this.setup = RunSetup.of(project, environment, progress);
  }

  /** Runs stages for a night. The result says how the run ended and is written into the lake. */
  public RunResult run(String command, List<Stage> stages, LocalDate businessDate) {
    return run(command, stages, businessDate, List.of());
  }

  /** The same, accepting tables that have far fewer records than the night before. */
  public RunResult run(
      String command, List<Stage> stages, LocalDate businessDate, List<String> acceptedVolume) {
    return run(command, stages, businessDate, acceptedVolume, Optional.empty());
  }

  /** The same, running a stage and all after it again even if they are done. */
  public RunResult run(
      String command,
      List<Stage> stages,
      LocalDate businessDate,
      List<String> acceptedVolume,
      Optional<Stage> again) {
    return guarded(
        command,
        businessDate,
        again.orElse(null),
        result -> {
          Set<String> accepted = setup.sources().steps(acceptedVolume);
          result.acceptedVolume(accepted);
          run(stages, new NightRequest(businessDate, Optional.empty(), accepted, again), result);
        });
  }

  /** Recalculates the marts of the quarters given from the published night and publishes them. */
  public RunResult backfill(Quarters quarters) {
    Optional<Publication> current = setup.published();
    LocalDate businessDate = current.map(Publication::businessDate).orElse(null);
    return guarded(
        "backfill",
        businessDate,
        null,
        result -> {
          if (current.isEmpty()) {
            throw new KithException(
                ExitCode.WRONG_USAGE,
                "Nothing is published in this lake yet.",
                "There are no quarters to recalculate.",
                "Run kith nightly first.");
          }
          if (quarters.to().lastDay().isAfter(businessDate)) {
            throw new KithException(
                ExitCode.WRONG_USAGE,
                "The quarter to "
                    + quarters.to()
                    + " had not ended in the published night, "
                    + businessDate
                    + ".",
                "Nothing was run.",
                "Name quarters that had ended by that night.");
          }
          run(
              List.of(Stage.MARTS, Stage.PUBLISH),
              new NightRequest(
                  Objects.requireNonNull(businessDate),
                  Optional.of(quarters),
                  Set.of(),
                  Optional.empty()),
              result);
        });
  }

  private void run(List<Stage> stages, NightRequest request, RunResult result) {
    new StageRunner(setup, new NightState(setup, request), result).run(stages);
  }

  private interface Work {
    void run(RunResult result);
  }

  private RunResult guarded(
      String command, @Nullable LocalDate businessDate, @Nullable Stage again, Work work) {
    RunResult result = new RunResult(command, businessDate);
    StoppedRun stopped = null;
    try {
      setup.root().prepare();
      try (Lease lease = Lease.take(setup.root().path())) {
        stopped = new StoppedRun(result, setup.root().files());
        if (setup.root().isMade()) {
          // Repair first: nothing read from a damaged lake can be trusted, even when no stage has
          // to run.
          setup.keys();
        }
        Repair.lostPublication(setup.root()).ifPresent(result::warn);
        Optional<Publication> published = setup.published();
        if (published.isPresent()) {
          LocalDate night = published.get().businessDate();
          StageRecord.requireOf(
              setup.root().files(), night, night.equals(businessDate) ? again : null);
        }
        setup.intact().restoreLogs().forEach(result::warn);
        setup.root().leftovers().clear(false);
        work.run(result);
        stopped.ended();
        result.write(setup.root().files());
        stopped = null;
      }
    } catch (Throwable failure) {
      KithException said = Failures.safe("running " + command, failure);
      if (result.isPublished()) {
        said = said.meaning(Meaning.PUBLISHED_BY_THIS_RUN);
      }
      if (stopped != null) {
        stopped.ended();
      }
      result.end(said.exitCode(), said.getMessage());
      if (stopped != null) {
        writeFailed(result);
      }
    }
    return result;
  }

  /** Writes how a run failed, if there is free space; the reason is reported in any case. */
  private void writeFailed(RunResult result) {
    try {
      result.write(setup.root().files());
    } catch (RuntimeException | Error unwritten) {
      KithException said = Failures.safe("writing ops/result.json", unwritten);
      result.end(result.exitCode(), result.message() + "\n" + said.happened());
    }
  }
}
