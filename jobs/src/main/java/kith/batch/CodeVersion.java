package kith.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Hash;
import kith.project.Project;

/** Which Kith made a table: a hash over its classes, its SQL and its configuration. */
public final class CodeVersion {

  private CodeVersion() {}

  /** The version of the running code; environments do not count, they change no figure. */
  public static String of(Project project) {
    try {
      MessageDigest digest = Hash.sha256();
      Path classes =
          Path.of(CodeVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      add(digest, classes);
      add(digest, project.sql());
      add(digest, project.conf());
      return Hash.hex(digest.digest(), 8);
    } catch (URISyntaxException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static void add(MessageDigest digest, Path path) {
    for (Path file : files(path)) {
      digest.update(path.relativize(file).toString().getBytes());
      try {
        digest.update(Files.readAllBytes(file));
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }

  private static List<Path> files(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getParent().endsWith("environments"))
          .sorted()
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
