package kith.benchmark;

import java.util.List;
import kith.project.ExitCode;
import kith.project.KithException;

/** The messages for a file that is not as its mapping says. */
final class Breach {

  private Breach() {}

  /**
   * A file that is not as its mapping says.
   *
   * @param why a sentence without its full stop
   */
  static KithException of(String file, String why, String mapping) {
    return new KithException(
        ExitCode.BROKEN_CONTRACT,
        "Cannot read " + file + ": " + why + ".",
        "Nothing was written.",
        "If the publisher changed the file, correct conf/benchmarks/"
            + mapping
            + ", then run the same command again.");
  }

  /** A mapping or a list of the project that is wrong. */
  static KithException ofMapping(String mapping, String why) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "Cannot use conf/benchmarks/" + mapping + ": " + why + ".",
        "Nothing was written.",
        "Correct the file, then run the same command again.");
  }

  /** Alternatives in words. */
  static String words(List<String> names) {
    return "'" + String.join("' or '", names) + "'";
  }
}
