package kith.batch;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.Counts;
import kith.table.StageStep;
import org.springframework.batch.core.job.parameters.JobParameters;

/** A job of three steps, of which one waits for another, and its repository in a folder. */
final class SmallJob {

  static final JobParameters NIGHT =
      JobControl.parameters(LocalDate.of(2025, 3, 31), "content", "code", 1);

  record Named(String name, List<String> after) implements StageStep {
    @Override
    public Result run() {
      return new Result(List.of(), new Counts());
    }
  }

  static final List<StageStep> STEPS =
      List.of(
          new Named("placement", List.of("episode")),
          new Named("episode", List.of()),
          new Named("calendar", List.of()));

  private final Path folder;

  SmallJob(Path folder) {
    this.folder = folder;
  }

  /** Runs the three steps. */
  void run(StepRunner runner) {
    run(Set.of(), runner);
  }

  /** Runs those of the three steps that are not done. */
  void run(Set<String> done, StepRunner runner) {
    run(STEPS, done, runner);
  }

  void run(List<StageStep> steps, Set<String> done, StepRunner runner) {
    try (JobControl jobs = new JobControl("jdbc:h2:file:" + folder.resolve("jobs"))) {
      jobs.run("conform", NIGHT, steps, done, runner);
    }
  }

  /** Notes a step, unless it is placement, which fails. */
  static long failAtPlacement(List<String> ran, StageStep step) {
    if (step.name().equals("placement")) {
      throw new KithException(ExitCode.UNREACHABLE, "The disk is full.", "Nothing.", "Make room.");
    }
    return note(ran, step);
  }

  /** Notes the name of a step that ran; it counts no rows. */
  static long note(List<String> ran, StageStep step) {
    ran.add(step.name());
    return 0;
  }

  /** The number that a query of the repository returns. */
  long count(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("jobs"), "kith", "");
        Statement statement = connection.createStatement();
        ResultSet counted = statement.executeQuery(query)) {
      counted.next();
      return counted.getLong(1);
    }
  }
}
