package kith.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Hash;
import kith.project.SideBySide;
import kith.table.FileMark;
import kith.table.TableName;

/** The files of the lake's tables on a plain disk: what a commit added and whether it is there. */
public final class TableFiles {

  private final Path root;
  private final TableLogs logs;

  /** The tables' files below a lake's root folder. */
  public TableFiles(Path root) {
    this.root = root;
    this.logs = new TableLogs(root);
  }

  private Path folder(TableName table) {
    return root.resolve(table.zone().folder()).resolve(table.name());
  }

  /** The files that a commit added, with their sizes and hashes; keeps a copy of the commit. */
  Map<String, FileMark> committed(TableName table, long version) {
    try {
      Path commit = logs.commit(table, version);
      logs.copy(table, commit);
      Map<String, FileMark> files = new TreeMap<>();
      for (String path : TableLogs.added(commit)) {
        files.put(path, mark(folder(table).resolve(path)));
      }
      return files;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Whether a version is in the log of its table, and each file that it added is there with its
   * length.
   */
  public boolean holds(TableName table, long version) {
    Path commit = logs.commit(table, version);
    return TableLogs.isWhole(commit)
        && TableLogs.lengths(commit).entrySet().stream()
            .allMatch(
                file -> folder(table).resolve(file.getKey()).toFile().length() == file.getValue());
  }

  private static FileMark mark(Path file) throws IOException {
    try (DigestInputStream in = Hash.reading(Files.newInputStream(file))) {
      long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
      return new FileMark(bytes, Hash.hex(in));
    }
  }

  /**
   * Sizes and hashes of these files, and of every file in these folders, that exist; by path below
   * the root.
   */
  public Map<String, FileMark> marks(List<String> paths) {
    Map<String, FileMark> marks = new TreeMap<>();
    for (Path top : paths.stream().map(root::resolve).filter(Files::exists).toList()) {
      try (Stream<Path> all = Files.walk(top)) {
        for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          marks.put(root.relativize(file).toString(), mark(file));
        }
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    return marks;
  }

  /** Sizes and hashes of a table's files whose contents were read, by path below its folder. */
  Map<String, FileMark> marks(TableName table, Map<Path, ParquetContent> contents) {
    Map<String, FileMark> marks = new TreeMap<>();
    Path folder = folder(table).toAbsolutePath().normalize();
    contents.forEach(
        (file, content) -> marks.put(folder.relativize(file).toString(), content.mark()));
    return marks;
  }

  /** The files of a table that were given up after a version. */
  Set<Path> givenUp(TableName table, long version) {
    return logs.givenUp(table, version).stream()
        .map(path -> folder(table).toAbsolutePath().normalize().resolve(path))
        .collect(Collectors.toSet());
  }

  /**
   * The files of a table that are missing or have another size or, with {@code hash}, other
   * content.
   */
  public Set<String> damaged(TableName table, Map<String, FileMark> files, boolean hash) {
    return damaged(table.zone().folder() + "/" + table.name(), files, hash);
  }

  /** The same for files by their path below a folder of the root, or below the root itself. */
  public Set<String> damaged(String folder, Map<String, FileMark> files, boolean hash) {
    Set<String> damaged = new TreeSet<>();
    files.forEach(
        (path, mark) -> {
          try {
            Path file = root.resolve(folder).resolve(path);
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (!found.isRegularFile()
                || found.size() != mark.bytes()
                || hash && !mark(file).equals(mark)) {
              damaged.add(path);
            }
          } catch (NoSuchFileException gone) {
            damaged.add(path);
          } catch (IOException cause) {
            throw new UncheckedIOException(cause);
          }
        });
    return damaged;
  }

  /**
   * Flushes to disk what was added to tables since earlier versions, and files, or every file of
   * folders, below the root.
   */
  void secure(Map<TableName, Long> versions, Map<TableName, Long> since, List<String> others) {
    Set<Path> paths = new TreeSet<>();
    try {
      for (Map.Entry<TableName, Long> made : versions.entrySet()) {
        TableName table = made.getKey();
        long before = since.getOrDefault(table, -1L);
        long first = before > made.getValue() ? 0 : before + 1;
        for (long version = first; version <= made.getValue(); version++) {
          Path commit = logs.commit(table, version);
          addWithFolders(paths, commit);
          for (String path : TableLogs.added(commit)) {
            addWithFolders(paths, folder(table).resolve(path));
          }
        }
      }
      for (String other : others) {
        try (Stream<Path> all = Files.walk(root.resolve(other))) {
          all.forEach(path -> addWithFolders(paths, path));
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    SideBySide.all(paths.stream().map(TableFiles::securing).toList());
  }

  private void addWithFolders(Set<Path> paths, Path path) {
    // A later commit of the same night may have replaced and removed the file.
    if (!Files.exists(path)) {
      return;
    }
    for (Path each = path;
        each != null && !each.equals(root.getParent());
        each = each.getParent()) {
      paths.add(each);
    }
  }

  private static Callable<Path> securing(Path path) {
    return () -> {
      AtomicFiles.secure(path);
      return path;
    };
  }
}
