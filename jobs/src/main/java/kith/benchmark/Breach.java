package kith.benchmark;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kith.project.ExitCode;
import kith.project.KithException;
import org.apache.commons.text.similarity.LevenshteinDistance;

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

  /** Names the one of some texts that is most like another, or says that there is none. */
  static String nearest(Collection<String> wanted, Collection<String> there) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    Optional<String> nearest =
        there.stream()
            .filter(text -> !text.isEmpty())
            .min(
                Comparator.<String>comparingInt(
                        text ->
                            wanted.stream()
                                .mapToInt(want -> distance.apply(want, text))
                                .min()
                                .orElse(Integer.MAX_VALUE))
                    .thenComparing(Comparator.naturalOrder()));
    return nearest.map(text -> "the nearest is '" + text + "'").orElse("there is none");
  }

  /** Alternatives in words. */
  static String words(List<String> names) {
    return "'" + String.join("' or '", names) + "'";
  }
}
