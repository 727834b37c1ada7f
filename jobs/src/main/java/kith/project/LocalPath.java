package kith.project;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A path that a user gives, on the command line or in an environment file. Java takes the address
 * of a remote store, such as {@code s3a://bucket/lake}, for a local folder of that name: a night
 * would succeed with its tables on the wrong machine.
 */
public final class LocalPath {

  /** A URL scheme at the start, or {@code ://} further on, as after a variable. */
  private static final Pattern ADDRESS =
      Pattern.compile("^\\p{Alpha}[\\p{Alnum}+.-]*:.*|.*:/.*", Pattern.DOTALL);

  private LocalPath() {}

  /**
   * The path that a text names.
   *
   * @throws IllegalArgumentException when it is an address; the message is a sentence without its
   *     full stop
   */
  public static Path of(String text) {
    if (ADDRESS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is an address, not a path on this machine: Kith cannot read or write remote"
              + " stores yet");
    }
    return Path.of(text);
  }
}
