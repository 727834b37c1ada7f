package kith.shell;

import kith.project.ExitCode;
import kith.project.Failures;
import kith.project.KithException;
import kith.project.Meaning;

/** Why a query that was accepted has no answer. */
public final class QueryFailures {

  private QueryFailures() {}

  /**
   * The failure as a message. A query may fail on the data itself, such as a cast, and Spark's
   * message would print the cell: only the kind of failure is kept.
   */
  public static KithException of(Throwable failure) {
    if (failure instanceof KithException known) {
      return known;
    }
    if (Failures.isOfStorage(failure)) {
      return new KithException(
          ExitCode.UNREACHABLE,
          "A file of the tables asked for cannot be read.",
          "Nothing was changed; " + Meaning.FIGURES_STAND + ".",
          "Run kith check with the same --env and --lake: it names what is damaged and what to do.");
    }
    if (Failures.isOfMemory(failure)) {
      return refused(
          "The query needs more memory than there is.", "Select fewer rows or smaller values.");
    }
    return refused(
        "The query failed: " + Failures.kind(failure) + ".",
        "Correct the query; if it should be answered, report this line as a defect of Kith.");
  }

  /** What cannot be read as it was asked for. */
  static KithException refused(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, "Nothing was read.", next);
  }
}
