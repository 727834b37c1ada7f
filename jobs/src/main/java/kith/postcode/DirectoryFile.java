package kith.postcode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipError;
import java.util.zip.ZipException;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.folder.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * The CSV file of a directory, or the ZIP archive in which it is published. An archive is read
 * where it is and is not unpacked. Close it at the end.
 */
final class DirectoryFile implements AutoCloseable {

  private static final String DATA = "data";

  private static final Pattern EDITION =
      Pattern.compile(
          "(?i)(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[a-z]*[ _-]*(20\\d\\d)");

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private final PlainFile records;
  private final String name;
  private final @Nullable FileSystem archive;

  private DirectoryFile(PlainFile records, String name, @Nullable FileSystem archive) {
    this.records = records;
    this.name = name;
    this.archive = archive;
  }

  /** Opens a file; one that is neither CSV nor an archive of one directory is refused. */
  static DirectoryFile open(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!Files.isRegularFile(file)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no file " + name + ".",
          "Nothing was written.",
          "Name the postcode directory as downloaded, a CSV or ZIP file.");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) {
      return new DirectoryFile(new PlainFile(file, name), name, null);
    }
    if (!lower.endsWith(".zip")) {
      throw broken(name, "it is neither a CSV nor a ZIP file");
    }
    return inArchive(file, name);
  }

  private static DirectoryFile inArchive(Path file, String name) {
    FileSystem archive = archive(file, name);
    boolean isOpen = false;
    try {
      Path found = directory(archive, name);
      String inside = name + "/" + String.valueOf(found.getFileName());
      isOpen = true;
      return new DirectoryFile(new PlainFile(found, inside), inside, archive);
    } finally {
      if (!isOpen) {
        close(archive);
      }
    }
  }

  private static FileSystem archive(Path file, String name) {
    try {
      return FileSystems.newFileSystem(file);
    } catch (ZipException | ZipError damaged) {
      throw broken(name, "it is not a ZIP archive, or was cut off");
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The file right below a folder {@code Data}; elsewhere are its parts and lists of names. */
  private static Path directory(FileSystem archive, String name) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(archive.getPath("/"))) {
      all.filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
          .forEach(files::add);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    List<Path> inData = files.stream().filter(DirectoryFile::isInData).toList();
    List<Path> candidates = inData.isEmpty() ? files : inData;
    if (candidates.size() != 1) {
      throw broken(
          name,
          "one CSV file is expected in its folder Data, " + candidates.size() + " were found");
    }
    return candidates.get(0);
  }

  private static boolean isInData(Path path) {
    Path folder = path.getParent();
    return folder != null
        && folder.getFileName() != null
        && folder.getFileName().toString().toLowerCase(Locale.ROOT).startsWith(DATA)
        && folder.getFileName().toString().length() <= DATA.length() + 1;
  }

  /** The month of the edition, such as 2025-11, if the name says it. */
  Optional<String> edition() {
    Matcher found = EDITION.matcher(name);
    String edition = null;
    while (found.find()) {
      int month = MONTHS.indexOf(found.group(1).toUpperCase(Locale.ROOT)) + 1;
      edition = "%s-%02d".formatted(found.group(2), month);
    }
    return Optional.ofNullable(edition);
  }

  PlainFile records() {
    return records;
  }

  String name() {
    return name;
  }

  /**
   * A file that is not as published.
   *
   * @param why a sentence without its full stop
   */
  static KithException broken(String name, String why) {
    return new KithException(
        ExitCode.BROKEN_CONTRACT,
        "Cannot read " + name + ": " + why + ".",
        "Nothing was written; nights go on with the directory loaded before.",
        "Download the ONS Postcode Directory again as published (docs/postcodes.md), then run the"
            + " same command again.");
  }

  @Override
  public void close() {
    if (archive != null) {
      close(archive);
    }
  }

  private static void close(FileSystem archive) {
    try {
      Objects.requireNonNull(archive).close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
