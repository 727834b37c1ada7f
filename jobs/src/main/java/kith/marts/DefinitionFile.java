package kith.marts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.ExitCode;
import kith.project.KithException;

/** A file of {@code sql/marts} that a figure is defined by. */
final class DefinitionFile {

  private DefinitionFile() {}

  /**
   * Its whole text.
   *
   * @throws KithException when it is missing
   */
  static String text(Path file) {
    if (!Files.exists(file)) {
      throw malformed(file, "the file is missing");
    }
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The exception for a file that defines nothing usable. */
  static KithException malformed(Path file, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The KPI definition " + file.getFileName() + " cannot be used: " + problem + ".",
        "Nothing was run.",
        "Correct the file, then run the command again.");
  }
}
