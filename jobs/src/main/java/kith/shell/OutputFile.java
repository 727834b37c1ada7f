package kith.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import kith.lake.ParquetFile;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.LocalPath;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A new file for what somebody takes out of the lake, which only its owner can read. The answer of
 * a query is CSV in UTF-8 or Parquet, as the file's name ends.
 */
final class OutputFile {

  /** Writes a file and returns how many rows or tables it holds. */
  interface Content {
    long writeTo(OutputStream out) throws IOException;
  }

  private final Path file;

  private OutputFile(Path file) {
    this.file = file;
  }

  /**
   * The file of a name; nothing is written yet.
   *
   * @param typed its path; {@code ~} is the home folder
   * @param lake the lake's folder, where no answer may be written
   * @throws KithException when the name ends otherwise, when there is such a file already, or when
   *     it could not be written there
   */
  static OutputFile of(String typed, Path lake) {
    return of(typed, lake, ".csv", ".parquet");
  }

  /** The same for a name that ends otherwise. */
  static OutputFile of(String typed, Path lake, String... endings) {
    Path file = path(typed.replaceFirst("^~(?=/)", System.getProperty("user.home")));
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (Arrays.stream(endings).noneMatch(name::endsWith)) {
      throw refused(
          "The name of "
              + file
              + (endings.length == 1 ? " does not end with " : " ends with neither ")
              + String.join(" nor ", endings)
              + ".");
    }
    if (Files.exists(file)) {
      throw exists(file);
    }
    Path folder = Objects.requireNonNull(file.getParent());
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw refused(
          "The folder " + folder + " does not exist, or this account cannot write to it.");
    }
    try {
      if (folder.toRealPath().startsWith(lake.toRealPath())) {
        throw refused("The file " + file + " would be inside the lake.");
      }
    } catch (IOException cause) {
      throw refused("The folder " + folder + " cannot be read.");
    }
    return new OutputFile(file);
  }

  private static Path path(String typed) {
    try {
      return LocalPath.of(typed).toAbsolutePath().normalize();
    } catch (IllegalArgumentException address) {
      throw refused(address.getMessage() + ".");
    }
  }

  /** Where it is. */
  Path path() {
    return file;
  }

  /**
   * Writes all rows of a query and returns their number. What could not be written whole is
   * deleted.
   */
  long write(Dataset<Row> rows) {
    return write(out -> isParquet() ? ParquetFile.write(rows, out) : writeCsv(rows, out));
  }

  /** Writes any content, in the same way. */
  long write(Content content) {
    try (OutputStream out = created()) {
      try {
        return content.writeTo(out);
      } catch (Throwable failure) {
        delete(failure);
        throw failure;
      }
    } catch (FileAlreadyExistsException other) {
      throw exists(file);
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "The file " + file + " cannot be written (" + cause.getClass().getSimpleName() + ").",
          Files.exists(file) ? "A part of it is left there." : "Nothing was left there.",
          "Check that this account can write to its folder and that its disk"
              + (isParquet() ? " and that of the lake have" : " has")
              + " free space, then name a file with \\o and ask again.");
    }
  }

  /** Deletes what was written. That it cannot be deleted hides no reason why it failed. */
  private void delete(Throwable failure) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      failure.addSuppressed(left);
    }
  }

  private boolean isParquet() {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  private static long writeCsv(Dataset<Row> rows, OutputStream out) throws IOException {
    PrintStream text =
        new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8);
    long count = Answer.print(rows, Rows.CSV, text);
    // A print stream keeps failures to itself.
    if (text.checkError()) {
      throw new IOException("not all of it was written");
    }
    return count;
  }

  private OutputStream created() throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
  }

  private static KithException exists(Path file) {
    return refused("There is already a file " + file + ".");
  }

  private static KithException refused(String happened) {
    return new KithException(
        ExitCode.WRONG_USAGE, happened, "Nothing was written.", "Name another file.");
  }
}
