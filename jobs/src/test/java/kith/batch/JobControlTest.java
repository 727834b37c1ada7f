package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.StageStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.job.parameters.JobParameters;

class JobControlTest {

  private static final JobParameters NIGHT =
      JobControl.parameters(LocalDate.of(2025, 3, 31), "content", "code", 1);

  @TempDir private Path folder;

  private record Named(String name, List<String> after) implements StageStep {
    @Override
    public Result run() {
      return new Result(List.of(), Map.of());
    }
  }

  private static final List<StageStep> STEPS =
      List.of(
          new Named("placement", List.of("episode")),
          new Named("episode", List.of()),
          new Named("calendar", List.of()));

  @Test
  void aStepRunsAfterTheStepsThatItWaitsFor() {
    List<String> ran = new CopyOnWriteArrayList<>();

    run(step -> note(ran, step));

    assertThat(ran).containsExactlyInAnyOrder("episode", "calendar", "placement");
    assertThat(ran.indexOf("episode")).isLessThan(ran.indexOf("placement"));
  }

  @Test
  void stepsThatWaitForNothingRunSideBySide() {
    List<String> ran = new CopyOnWriteArrayList<>();
    CyclicBarrier both = new CyclicBarrier(2);

    run(
        step -> {
          if (step.after().isEmpty()) {
            meet(both);
          }
          return note(ran, step);
        });

    assertThat(ran).contains("episode", "calendar");
  }

  /** Waits for the other of two; one that runs alone never meets it. */
  private static void meet(CyclicBarrier both) {
    try {
      both.await(60, TimeUnit.SECONDS);
    } catch (Exception alone) {
      throw new IllegalStateException("no other step ran meanwhile", alone);
    }
  }

  @Test
  void aStepNeverRunsBesideOneThatItWaitsFor() {
    List<String> events = new CopyOnWriteArrayList<>();
    CountDownLatch placementBegan = new CountDownLatch(1);

    run(
        step -> {
          events.add(step.name() + " begins");
          if (step.name().equals("placement")) {
            placementBegan.countDown();
          } else if (step.name().equals("episode")) {
            // Long enough for the others to begin, if nothing holds them.
            giveWayTo(placementBegan);
          }
          events.add(step.name() + " ends");
          return 0;
        });

    assertThat(events)
        .filteredOn(event -> !event.startsWith("calendar"))
        .containsExactly("episode begins", "episode ends", "placement begins", "placement ends");
  }

  private static void giveWayTo(CountDownLatch other) {
    try {
      other.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRelaunchResumesAtTheTableThatFailed() {
    List<String> ran = new CopyOnWriteArrayList<>();
    assertThatThrownBy(() -> run(step -> failAtPlacement(ran, step)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE));

    ran.clear();
    run(step -> note(ran, step));

    assertThat(ran).containsExactly("placement");
  }

  @Test
  void aStageThatWasCompletedIsNotRunAgain() {
    List<String> ran = new CopyOnWriteArrayList<>();
    run(step -> note(ran, step));

    ran.clear();
    run(step -> note(ran, step));

    assertThat(ran).isEmpty();
  }

  @Test
  void aStepWhoseResultIsLostIsRunAgainWhateverTheRepositorySays() {
    List<String> ran = new CopyOnWriteArrayList<>();
    run(step -> note(ran, step));

    ran.clear();
    run(Set.of("episode", "placement"), step -> note(ran, step));

    assertThat(ran).contains("calendar");
  }

  @Test
  void aStepOfAStageThatFailedIsRunAgainWhenItsResultIsLost() {
    List<String> ran = new CopyOnWriteArrayList<>();
    assertThatThrownBy(() -> run(step -> failAtPlacement(ran, step)));

    ran.clear();
    run(Set.of("calendar"), step -> note(ran, step));

    assertThat(ran).contains("episode", "placement");
  }

  @Test
  void aDamagedRepositoryMayBeMovedAway() throws Exception {
    run(step -> 0);
    Path file = folder.resolve("jobs.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (byte) 7);
    Files.write(file, bytes);

    assertThatThrownBy(() -> run(step -> 0))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining("Move it away");

    Files.delete(file);
    List<String> ran = new CopyOnWriteArrayList<>();
    run(step -> note(ran, step));
    assertThat(ran).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Killed while a step ran.
        "update batch_step_execution set status = 'STARTED' where step_name = 'placement';"
            + "update batch_job_execution set status = 'STARTED'",
        // Killed, or the disk filled up, before the step's end was saved, but not the job's.
        "update batch_step_execution set status = 'STARTED' where step_name = 'placement'",
        // The disk filled up while the step's end was being saved.
        "update batch_step_execution set status = 'UNKNOWN' where step_name = 'placement';"
            + "update batch_job_execution set status = 'UNKNOWN'"
      })
  void aStepWhoseEndWasNotSavedIsRunAgain(String leftBehind) throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    assertThatThrownBy(() -> run(step -> failAtPlacement(ran, step)));
    leave(leftBehind);

    ran.clear();
    run(step -> note(ran, step));

    assertThat(ran).containsExactly("placement");
  }

  @Test
  void aStageThatWasNamedButNeverBegunIsRun() throws Exception {
    run(step -> 0);
    leave(
        "delete from batch_step_execution_context; delete from batch_step_execution;"
            + "delete from batch_job_execution_context; delete from batch_job_execution_params;"
            + "delete from batch_job_execution");
    List<String> ran = new CopyOnWriteArrayList<>();

    run(step -> note(ran, step));

    assertThat(ran).hasSize(3);
  }

  /** Leaves the job repository as a run that was stopped at an instant leaves it. */
  private void leave(String statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("jobs"), "kith", "");
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  @Test
  void whatAnEngineSaysDoesNotLeaveAStep() {
    assertThatThrownBy(
            () ->
                run(
                    step -> {
                      throw new IllegalStateException("cannot cast 'Amy Example' to a date");
                    }))
        .hasMessageContaining("IllegalStateException")
        .hasMessageNotContaining("Amy");
  }

  @Test
  void stepsThatWaitForEachOtherAreADefect() {
    List<StageStep> circle =
        List.of(new Named("one", List.of("two")), new Named("two", List.of("one")));

    assertThatThrownBy(() -> JobControl.waves(circle)).hasMessageContaining("wait for each other");
  }

  private void run(JobControl.StepRunner runner) {
    run(Set.of("episode", "calendar", "placement"), runner);
  }

  private void run(Set<String> kept, JobControl.StepRunner runner) {
    try (JobControl jobs = new JobControl("jdbc:h2:file:" + folder.resolve("jobs"))) {
      jobs.run("conform", NIGHT, STEPS, kept, runner);
    }
  }

  private static long failAtPlacement(List<String> ran, StageStep step) {
    if (step.name().equals("placement")) {
      throw new KithException(ExitCode.UNREACHABLE, "The disk is full.", "Nothing.", "Make room.");
    }
    return note(ran, step);
  }

  private static long note(List<String> ran, StageStep step) {
    ran.add(step.name());
    return 0;
  }
}
