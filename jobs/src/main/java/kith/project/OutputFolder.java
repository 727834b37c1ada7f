package kith.project;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder that a user names for files that Kith writes for people. */
public final class OutputFolder {

  private OutputFolder() {}

  /**
   * The folder itself, behind any links; nothing is made yet.
   *
   * @param typed as the user named it
   * @param lake the lake's folder: what lies in it is checked file by file, and read by others
   * @throws KithException when files cannot be written there, or must not be
   */
  public static Path of(Path typed, Path lake) {
    Path folder = typed.toAbsolutePath().normalize();
    Path there = folder;
    while (!Files.exists(there)) {
      Path above = there.getParent();
      if (above == null) {
        throw refused(typed, "is not there and cannot be made");
      }
      there = above;
    }
    if (!Files.isDirectory(there)) {
      throw refused(typed, there.equals(folder) ? "is a file" : "would be below a file");
    }
    if (!Files.isWritable(there)) {
      throw refused(typed, "cannot be written to by this account");
    }
    try {
      Path real = there.toRealPath().resolve(there.relativize(folder)).normalize();
      if (Files.exists(lake) && real.startsWith(lake.toRealPath())) {
        throw refused(typed, "would be inside the lake");
      }
      return real;
    } catch (IOException cause) {
      throw unusable(typed, cause);
    }
  }

  /** A folder that looked right could not be made or read. */
  public static KithException unusable(Path folder, IOException cause) {
    return refused(folder, "cannot be written to (%s)".formatted(reason(cause)));
  }

  /**
   * Writing failed on the way, as on a full disk.
   *
   * @param left what is there now, as a sentence
   */
  public static KithException interrupted(Path folder, String left, IOException cause) {
    return new KithException(
        ExitCode.UNREACHABLE,
        "The folder %s could not be written to (%s).".formatted(folder, reason(cause)),
        left,
        "Free space on its disk, or name another folder with --out; then run the command again.");
  }

  private static String reason(IOException cause) {
    @Nullable String said =
        cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
    return said == null ? cause.getClass().getSimpleName() : said;
  }

  private static KithException refused(Path folder, String why) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The folder %s %s.".formatted(folder, why),
        "Nothing was written.",
        "Name another folder with --out.");
  }
}
