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
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job repository is history only: whatever state an earlier run left it in, the steps that are
 * not done run.
 */
class JobRepositoryTest {

  @TempDir private Path folder;
  private SmallJob job;

  @BeforeEach
  void threeSteps() {
    job = new SmallJob(folder);
  }

  @Test
  void whatIsNotDoneIsRunWhateverTheRepositorySays() {
    List<String> ran = new CopyOnWriteArrayList<>();
    job.run(step -> SmallJob.note(ran, step));

    ran.clear();
    job.run(Set.of("episode", "placement"), step -> SmallJob.note(ran, step));

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
      jobs.run("conform", SmallJob.NIGHT, SmallJob.STEPS, Set.of(), step -> 0);
    }
    Path file = folder.resolve("lake/ops/job-repository.mv.db");
    damage(file, damage);
    RunResult result = new RunResult("nightly", LocalDate.EPOCH);
    List<String> ran = new CopyOnWriteArrayList<>();

    try (JobControl jobs = JobControl.open(environment, root, result)) {
      jobs.run(
          "conform", SmallJob.NIGHT, SmallJob.STEPS, Set.of(), step -> SmallJob.note(ran, step));
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
    job.run(step -> 0);
    Path file = folder.resolve("jobs.mv.db");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (byte) 7);
    Files.write(file, bytes);

    assertThatThrownBy(() -> job.run(step -> 0))
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
    assertThatThrownBy(() -> job.run(step -> SmallJob.failAtPlacement(ran, step)));
    leave(leftBehind);

    ran.clear();
    job.run(Set.of("episode", "calendar"), step -> SmallJob.note(ran, step));

    assertThat(ran).containsExactly("placement");
    assertThat(job.count("select count(*) from batch_job_execution where status = 'COMPLETED'"))
        .isOne();
    assertThat(job.count("select count(*) from batch_job_execution where status = 'STARTED'"))
        .isZero();
  }

  @Test
  void aStageThatWasNamedButNeverBegunIsRun() throws Exception {
    job.run(step -> 0);
    leave(
        "delete from batch_step_execution_context; delete from batch_step_execution;"
            + "delete from batch_job_execution_context; delete from batch_job_execution_params;"
            + "delete from batch_job_execution");
    List<String> ran = new CopyOnWriteArrayList<>();

    job.run(step -> SmallJob.note(ran, step));

    assertThat(ran).hasSize(3);
  }

  /** Leaves the job repository in the state in which a run stopped at that moment leaves it. */
  private void leave(String statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("jobs"), "kith", "");
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }
}
