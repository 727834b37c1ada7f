package kith.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names of the files in tables' folders and logs. */
final class LogNames {

  private LogNames() {}

  /** The names in a folder that are not hidden; none if there is no such folder. */
  static List<String> in(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .toList();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The names of the commits in a folder. */
  static List<String> commits(Path folder) {
    return in(folder).stream().filter(name -> name.matches("\\d{20}\\.json")).toList();
  }

  /** The name of the commit of a version. */
  static String commit(long version) {
    return String.format(Locale.ROOT, "%020d.json", version);
  }

  /** The version of a commit or a checkpoint, which its name begins with. */
  static long version(String name) {
    return Long.parseLong(name.substring(0, 20));
  }
}
