package kith.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a night, or of a source that has no nights, on any file system.
 *
 * @param source name of the source system
 */
record SourceFolder(String source, LocalDate businessDate, Path path) {

  /**
   * Created once: each new one reads its defaults from files, which takes longer than reading many
   * tables.
   */
  static final Configuration SETTINGS = new Configuration();

  /** A file or folder in it. */
  record Entry(String name, boolean isFolder) {}

  boolean isThere() {
    try {
      return fileSystem().exists(path);
    } catch (IOException cause) {
      throw unreachable("the source " + source, cause);
    }
  }

  /** What the folder holds, by name. */
  List<Entry> entries() {
    try {
      return entries("");
    } catch (IOException cause) {
      throw unreachable("the source " + source, cause);
    }
  }

  /** What a folder in it holds, by name. */
  List<Entry> entries(String name) throws IOException {
    return Arrays.stream(fileSystem().listStatus(path(name)))
        .map(SourceFolder::entry)
        .sorted(Comparator.comparing(Entry::name))
        .toList();
  }

  private static Entry entry(FileStatus status) {
    return new Entry(status.getPath().getName(), status.isDirectory());
  }

  Path path(String name) {
    return name.isEmpty() ? path : new Path(path, new Path(null, null, name));
  }

  /** Opens a file in it. */
  InputStream open(String name) throws IOException {
    return open(path(name));
  }

  /** Opens a file of a source, wherever it is. */
  static InputStream open(Path file) throws IOException {
    return fileSystem(file).open(file);
  }

  private FileSystem fileSystem() throws IOException {
    return fileSystem(path);
  }

  private static FileSystem fileSystem(Path path) throws IOException {
    FileSystem files = path.getFileSystem(SETTINGS);
    files.setVerifyChecksum(false);
    return files;
  }

  /** The exception for a source that broke its contract. */
  static KithException broken(String happened, String next) {
    return new KithException(ExitCode.BROKEN_CONTRACT, happened, Meaning.NOTHING_PUBLISHED, next);
  }

  KithException unreachable(String what, IOException cause) {
    return new KithException(
        ExitCode.UNREACHABLE,
        "Cannot read "
            + what
            + " of "
            + businessDate
            + " ("
            + cause.getClass().getSimpleName()
            + ").",
        Meaning.NOTHING_PUBLISHED,
        "Check that the source folder can be reached and its files are readable, then run the same"
            + " command again.");
  }
}
