package kith.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a source's staging SQL reads. */
final class StagingSql {

  private StagingSql() {}

  /**
   * Every word of a system's staging SQL. A column that is none of them cannot be read there, so
   * its cells need no reading.
   */
  static Set<String> words(Project project, String system) {
    Path folder = project.sql().resolve("staging").resolve(system);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .flatMap(file -> Stream.of(text(file).split("\\W+")))
          .collect(Collectors.toSet());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
