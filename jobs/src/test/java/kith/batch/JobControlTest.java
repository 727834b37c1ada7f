package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.Counts;
import kith.table.StageStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.job.parameters.JobParameters;

class JobControlTest {

  private static final JobParameters NIGHT =
      JobControl.parameters(LocalDate.of(2025, 3, 31), "content", "code", 1);

  @TempDir private Path folder;

  private record Named(String name, List<String> after) implements StageStep {
    @Override
    public Result run() {
      return new Result(List.of(), new Counts());
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

    run(
        step -> {
          if (step.name().equals("calendar") && !isSoon(placementRan)) {
            throw new IllegalStateException("placement waited for the calendar");
          }
          note(ran, step);
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
            new Named("episode", List.of()),
            new Named("calendar", List.of()),
            new Named("placement", List.of("episode")),
            new Named("team", List.of("calendar")));
    List<String> ran = new CopyOnWriteArrayList<>();

    assertThatThrownBy(
            () ->
                run(
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
                      return note(ran, step);
                    }))
        .hasMessageContaining("The disk is full.");

    assertThat(ran).containsExactly("calendar");
    assertThat(count("select count(*) from batch_step_execution where status = 'COMPLETED'"))
        .isOne();
    assertThat(count("select count(*) from batch_step_execution")).isEqualTo(2);
    assertThat(count("select count(*) from batch_job_execution where status = 'FAILED'")).isOne();
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
    assertThatThrownBy(() -> run(step -> failAtPlacement(ran, step)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE));

    ran.clear();
    run(Set.of("episode", "calendar"), step -> note(ran, step));

    assertThat(ran).containsExactly("placement");
  }

  @Test
  void aStageWhoseStepsAreAllDoneIsNotLaunched() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();

    run(Set.of("episode", "calendar", "placement"), step -> note(ran, step));

    assertThat(ran).isEmpty();
    assertThat(count("select count(*) from batch_job_execution")).isZero();
  }

  @Test
  void whatIsNotDoneIsRunWhateverTheRepositorySays() {
    List<String> ran = new CopyOnWriteArrayList<>();
    run(step -> note(ran, step));

    ran.clear();
    run(Set.of("episode", "placement"), step -> note(ran, step));

    assertThat(ran).containsExactly("calendar");
  }

  /** The kinds of damage to a database file of this many bytes. */
  enum Damage {
    GONE,
    EMPTY,
    ONE_BYTE,
    CUT_IN_ITS_HEAD,
    CUT_IN_HALF,
    CUT_AT_ITS_END,
    GARBAGE,
    GARBAGE_IN_ITS_MIDDLE,
    ANOTHER_DATABASE,
    A_TABLE_LOST,
    A_FOLDER
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void aDamagedRepositoryOfTheLakeIsMovedAwayAndTheRunGoesOn(Damage damage) throws Exception {
    LakeRoot root = new LakeRoot(folder.resolve("lake"));
    root.prepare();
    Environment environment = new Lakes(folder).environment("lake");
    try (JobControl jobs =
        JobControl.open(environment, root, new RunResult("nightly", LocalDate.EPOCH))) {
      jobs.run("conform", NIGHT, STEPS, Set.of(), step -> 0);
    }
    Path file = folder.resolve("lake/ops/job-repository.mv.db");
    damage(file, damage);
    RunResult result = new RunResult("nightly", LocalDate.EPOCH);
    List<String> ran = new CopyOnWriteArrayList<>();

    try (JobControl jobs = JobControl.open(environment, root, result)) {
      jobs.run("conform", NIGHT, STEPS, Set.of(), step -> note(ran, step));
    }

    assertThat(ran).containsExactlyInAnyOrder("episode", "calendar", "placement");
    boolean mustBeTold =
        List.of(Damage.GARBAGE, Damage.ANOTHER_DATABASE, Damage.A_TABLE_LOST).contains(damage);
    if (mustBeTold) {
      assertThat(result.notes()).contains("The job repository was damaged and has been moved");
    }
    assertThat(folder.resolve("lake/ops").toFile().list())
        .filteredOn(name -> name.startsWith("job-repository.damaged-"))
        .hasSize(result.notes().isEmpty() ? 0 : 1);
  }

  private static void damage(Path file, Damage damage) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    switch (damage) {
      case GONE -> Files.delete(file);
      case EMPTY -> Files.write(file, new byte[0]);
      case ONE_BYTE -> Files.write(file, new byte[1]);
      case CUT_IN_ITS_HEAD -> Files.write(file, Arrays.copyOf(bytes, 5000));
      case CUT_IN_HALF -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case CUT_AT_ITS_END -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
      case GARBAGE -> {
        Arrays.fill(bytes, (byte) 7);
        Files.write(file, bytes);
      }
      case GARBAGE_IN_ITS_MIDDLE -> {
        Arrays.fill(bytes, 8192, bytes.length - 4096, (byte) 7);
        Files.write(file, bytes);
      }
      case ANOTHER_DATABASE -> {
        Files.delete(file);
        execute(file, "somebody", "create table batch_job_instance (other int)");
      }
      case A_TABLE_LOST -> execute(file, "kith", "drop table batch_step_execution_context");
      case A_FOLDER -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
    }
  }

  private static void execute(Path file, String user, String statement) throws SQLException {
    String address = "jdbc:h2:file:" + file.toString().replace(".mv.db", "");
    try (Connection connection = DriverManager.getConnection(address, user, "");
        Statement statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }

  @Test
  void aDamagedRepositoryElsewhereIsLeftToItsOwner() throws Exception {
    run(step -> 0);
    Path file = folder.resolve("jobs.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (byte) 7);
    Files.write(file, bytes);

    assertThatThrownBy(() -> run(step -> 0))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining("Move it aside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // No damage: every launch has ended.
        "",
        // Killed while a step ran.
        "update batch_step_execution set status = 'STARTED' where step_name = 'placement';"
            + "update batch_job_execution set status = 'STARTED', end_time = null",
        // Killed, or the disk filled up, before the step's end was saved, but not the job's.
        "update batch_step_execution set status = 'STARTED' where step_name = 'placement'",
        // The disk filled up while the step's end was being saved.
        "update batch_step_execution set status = 'UNKNOWN' where step_name = 'placement';"
            + "update batch_job_execution set status = 'UNKNOWN'"
      })
  void aLaunchEndsWhateverAnEarlierOneLeftBehind(String leftBehind) throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    assertThatThrownBy(() -> run(step -> failAtPlacement(ran, step)));
    leave(leftBehind);

    ran.clear();
    run(Set.of("episode", "calendar"), step -> note(ran, step));

    assertThat(ran).containsExactly("placement");
    assertThat(count("select count(*) from batch_job_execution where status = 'COMPLETED'"))
        .isOne();
    assertThat(count("select count(*) from batch_job_execution where status = 'STARTED'")).isZero();
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

  private long count(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("jobs"), "kith", "");
        Statement statement = connection.createStatement();
        ResultSet counted = statement.executeQuery(query)) {
      counted.next();
      return counted.getLong(1);
    }
  }

  /** Leaves the job repository in the state in which a run stopped at that moment leaves it. */
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

    assertThatThrownBy(() -> JobControl.inOrder(circle, Set.of()))
        .hasMessageContaining("wait for each other");
  }

  private void run(StepRunner runner) {
    run(Set.of(), runner);
  }

  private void run(Set<String> done, StepRunner runner) {
    run(STEPS, done, runner);
  }

  private void run(List<StageStep> steps, Set<String> done, StepRunner runner) {
    try (JobControl jobs = new JobControl("jdbc:h2:file:" + folder.resolve("jobs"))) {
      jobs.run("conform", NIGHT, steps, done, runner);
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
