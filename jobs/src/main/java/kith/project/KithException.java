package kith.project;

import java.util.Objects;

/**
 * The only exception that leaves a step. It says what happened, what that means for the run and
 * what to do next, with counts and codes only: causes from Spark and Delta print cell values, so
 * only their class and error class are kept.
 */
public final class KithException extends RuntimeException {

  private final ExitCode exitCode;
  private final String happened;
  private final String next;

  /** Has no cause on purpose, see the class comment. */
  public KithException(ExitCode exitCode, String happened, String meaning, String next) {
    super(happened + "\n" + meaning + " " + next);
    this.exitCode = exitCode;
    this.happened = happened;
    this.next = next;
  }

  /**
   * The same, with a different second sentence: the code that threw it could not know what it means
   * for the run.
   */
  public KithException meaning(String meaning) {
    return new KithException(exitCode, happened, meaning, next);
  }

  /** What happened, what it means and what to do next. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The exit code that the command ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** The first sentence only. */
  public String happened() {
    return happened;
  }
}
