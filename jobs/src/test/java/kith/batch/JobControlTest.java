package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.StageStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a stage's steps run, which of them run, and what stops them. */
class JobControlTest {

  @TempDir private Path folder;
  private SmallJob job;

  @BeforeEach
  void threeSteps() {
    job = new SmallJob(folder);
  }

  @Test
  void aStepRunsAfterTheStepsThatItWaitsFor() {
    List<String> ran = new CopyOnWriteArrayList<>();

    job.run(step -> SmallJob.note(ran, step));

    assertThat(ran).containsExactlyInAnyOrder("episode", "calendar", "placement");
    assertThat(ran.indexOf("episode")).isLessThan(ran.indexOf("placement"));
  }

  @Test
  void stepsThatWaitForNothingRunSideBySide() {
    List<String> ran = new CopyOnWriteArrayList<>();
    CyclicBarrier both = new CyclicBarrier(2);

    job.run(
        step -> {
          if (step.after().isEmpty()) {
            meet(both);
          }
          return SmallJob.note(ran, step);
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

    job.run(
        step -> {
          events.add(step.name() + " begins");
          if (step.name().equals("placement")) {
            placementBegan.countDown();
          } else if (step.name().equals("episode")) {
            // Long enough for the others to begin, if nothing stops them.
            giveWayTo(placementBegan);
          }
          events.add(step.name() + " ends");
          return 0;
        });

    assertThat(events)
        .filteredOn(event -> !event.startsWith("calendar"))
        .containsExactly("episode begins", "episode ends", "placement begins", "placement ends");
  }

  @Test
  void aStepWaitsForNothingButItsOwnInputs() {
    CountDownLatch placementRan = new CountDownLatch(1);
    List<String> ran = new CopyOnWriteArrayList<>();

    job.run(
        step -> {
          if (step.name().equals("calendar") && !isSoon(placementRan)) {
            throw new IllegalStateException("placement waited for the calendar");
          }
          SmallJob.note(ran, step);
          if (step.name().equals("placement")) {
            placementRan.countDown();
          }
          return 0;
        });

    assertThat(ran).containsExactly("episode", "placement", "calendar");
  }

  private static boolean isSoon(CountDownLatch event) {
    try {
      return event.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void noStepStartsOnceOneHasFailedAndThoseThatRunEnd() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch calendarBegan = new CountDownLatch(1);
    List<StageStep> steps =
        List.of(
            new SmallJob.Named("episode", List.of()),
            new SmallJob.Named("calendar", List.of()),
            new SmallJob.Named("placement", List.of("episode")),
            new SmallJob.Named("team", List.of("calendar")));
    List<String> ran = new CopyOnWriteArrayList<>();

    assertThatThrownBy(
            () ->
                job.run(
                    steps,
                    Set.of(),
                    step -> {
                      if (step.name().equals("episode")) {
                        isSoon(calendarBegan);
                        failed.countDown();
                        throw new KithException(
                            ExitCode.UNREACHABLE, "The disk is full.", "Nothing.", "Make room.");
                      }
                      calendarBegan.countDown();
                      isSoon(failed);
                      giveWayTo(new CountDownLatch(1));
                      return SmallJob.note(ran, step);
                    }))
        .hasMessageContaining("The disk is full.");

    assertThat(ran).containsExactly("calendar");
    assertThat(job.count("select count(*) from batch_step_execution where status = 'COMPLETED'"))
        .isOne();
    assertThat(job.count("select count(*) from batch_step_execution")).isEqualTo(2);
    assertThat(job.count("select count(*) from batch_job_execution where status = 'FAILED'"))
        .isOne();
  }

  private static void giveWayTo(CountDownLatch other) {
    try {
      other.await(1, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aStepThatIsDoneIsNotRun() {
    List<String> ran = new CopyOnWriteArrayList<>();
    assertThatThrownBy(() -> job.run(step -> SmallJob.failAtPlacement(ran, step)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE));

    ran.clear();
    job.run(Set.of("episode", "calendar"), step -> SmallJob.note(ran, step));

    assertThat(ran).containsExactly("placement");
  }

  @Test
  void aStageWhoseStepsAreAllDoneIsNotLaunched() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();

    job.run(Set.of("episode", "calendar", "placement"), step -> SmallJob.note(ran, step));

    assertThat(ran).isEmpty();
    assertThat(job.count("select count(*) from batch_job_execution")).isZero();
  }

  @Test
  void whatAnEngineSaysDoesNotLeaveAStep() {
    assertThatThrownBy(
            () ->
                job.run(
                    step -> {
                      throw new IllegalStateException("cannot cast 'Amy Example' to a date");
                    }))
        .hasMessageContaining("IllegalStateException")
        .hasMessageNotContaining("Amy");
  }

  @Test
  void stepsThatWaitForEachOtherAreADefect() {
    List<StageStep> circle =
        List.of(
            new SmallJob.Named("one", List.of("two")), new SmallJob.Named("two", List.of("one")));

    assertThatThrownBy(() -> JobControl.inOrder(circle, Set.of()))
        .hasMessageContaining("wait for each other");
  }
}
