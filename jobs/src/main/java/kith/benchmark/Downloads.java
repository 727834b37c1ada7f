package kith.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.folder.PlainFile;
import org.apache.commons.io.FileUtils;

/**
 * The files of a folder and of the folders in it, and those in its ZIP archives, which are unpacked
 * to a temporary folder until this is closed.
 */
final class Downloads implements AutoCloseable {

  private final Path folder;
  private final Path unpacked;
  private final List<PlainFile> files = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  private Downloads(Path folder) throws IOException {
    this.folder = folder;
    this.unpacked = Files.createTempDirectory("kith-benchmarks");
  }

  static Downloads in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no folder " + folder + ".",
          "Nothing was written.",
          "Name the folder with the publishers' files.");
    }
    try {
      Downloads downloads = new Downloads(folder);
      boolean isRead = false;
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
          downloads.add(path);
        }
        isRead = true;
        return downloads;
      } finally {
        if (!isRead) {
          downloads.close();
        }
      }
    } catch (IOException | UncheckedIOException cause) {
      throw unreadable(folder, cause);
    }
  }

  /** CSV and Parquet files in the order of their names. */
  List<PlainFile> files() {
    return files;
  }

  /** The names of files of other kinds. */
  List<String> others() {
    return others;
  }

  private void add(Path path) throws IOException {
    String name = folder.relativize(path).toString();
    if (isPublished(name)) {
      files.add(new PlainFile(path, name));
    } else if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      unpack(path, name);
    } else {
      others.add(name);
    }
  }

  /** File managers put hidden files beside others, with the same ending. */
  private static boolean isPublished(String name) {
    return PlainFile.isReadable(name) && !name.substring(name.lastIndexOf('/') + 1).startsWith(".");
  }

  private void unpack(Path path, String name) throws IOException {
    try (ZipFile archive = new ZipFile(path.toFile())) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        String inside = name + "/" + entry.getName();
        if (entry.isDirectory()) {
          continue;
        }
        if (!isPublished(inside)) {
          others.add(inside);
          continue;
        }
        // Numbered: an entry's own name may lead out of the folder.
        Path file = unpacked.resolve(String.valueOf(files.size()));
        try (InputStream content = archive.getInputStream(entry)) {
          Files.copy(content, file);
        }
        files.add(new PlainFile(file, inside));
      }
    } catch (ZipException damaged) {
      throw new KithException(
          ExitCode.BROKEN_CONTRACT,
          "Cannot unpack " + name + ": it is not a ZIP archive, or was cut off.",
          "Nothing was written.",
          "Download it again, then run the same command again.");
    }
  }

  /** A file's name without its folders and its ending. */
  static String stem(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static KithException unreadable(Path folder, Exception cause) {
    return new KithException(
        ExitCode.UNREACHABLE,
        "Cannot read %s (%s).".formatted(folder.getFileName(), cause.getClass().getSimpleName()),
        "Nothing was written.",
        "Check that this account can read the folder, then run the same command again.");
  }

  @Override
  public void close() throws IOException {
    FileUtils.deleteDirectory(unpacked.toFile());
  }
}
