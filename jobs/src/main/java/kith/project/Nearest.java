package kith.project;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody may have meant, for messages. */
public final class Nearest {

  private Nearest() {}

  /** Names the one of some texts that is most like another, or says that there is none. */
  public static String of(Collection<String> wanted, Collection<String> there) {
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
                    // Of editions, the newest is meant more often.
                    .thenComparing(Comparator.reverseOrder()));
    return nearest.map(text -> "the nearest is '" + text + "'").orElse("there is none");
  }
}
