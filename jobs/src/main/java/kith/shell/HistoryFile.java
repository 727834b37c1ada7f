package kith.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** The file of earlier queries. They may hold keys of persons, so only its owner can read it. */
final class HistoryFile {

  private HistoryFile() {}

  /** The file in the folder for a user's state. */
  static Path place() {
    String state = System.getenv("XDG_STATE_HOME");
    Path folder =
        state == null || state.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return folder.resolve("kith").resolve("sql_history");
  }

  /** Creates the file if it is not there, and closes it to others. */
  static void prepare(Path file) throws IOException {
    Files.createDirectories(
        Objects.requireNonNull(file.getParent()),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
