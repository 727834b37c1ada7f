package kith.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kith.project.Hash;
import kith.project.SideBySide;
import kith.table.FileMark;
import kith.table.TableName;
import kith.table.Zone;

/**
 * The files of the lake's tables on a plain disk: what a commit added, whether it is still there,
 * and the log of each table. A commit cannot be rebuilt, so a copy of each is kept in {@code
 * ops/log}; a damaged log is restored from it.
 */
public final class TableFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;

  /** The tables' files below a lake's root folder. */
  public TableFiles(Path root) {
    this.root = root;
  }

  private Path folder(TableName table) {
    return root.resolve(table.zone().folder()).resolve(table.name());
  }

  private Path log(TableName table) {
    return folder(table).resolve("_delta_log");
  }

  private Path copies(TableName table) {
    return root.resolve("ops/log").resolve(table.qualified());
  }

  private static String commitName(long version) {
    return String.format(Locale.ROOT, "%020d.json", version);
  }

  /** The files that a commit added, with their sizes and hashes; keeps a copy of the commit. */
  Map<String, FileMark> committed(TableName table, long version) {
    try {
      Path commit = log(table).resolve(commitName(version));
      Path copy = copies(table).resolve(commitName(version));
      AtomicFiles.replace(copy, Files.readAllBytes(commit));
      Map<String, FileMark> files = new TreeMap<>();
      for (String path : added(commit)) {
        files.put(path, mark(folder(table).resolve(path)));
      }
      return files;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<String> added(Path commit) throws IOException {
    List<String> added = new ArrayList<>();
    for (String line : Files.readAllLines(commit, StandardCharsets.UTF_8)) {
      JsonNode add = JSON.readTree(line).path("add").path("path");
      if (add.isTextual()) {
        // Delta writes paths URL-encoded.
        added.add(URI.create(add.textValue()).getPath());
      }
    }
    return added;
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

  /** The tables that have a log, or had one when its commits were copied. */
  public Set<TableName> tables() {
    Set<TableName> tables = new TreeSet<>();
    for (Zone zone : Zone.values()) {
      for (String name : names(root.resolve(zone.folder()))) {
        TableName table = new TableName(zone, name);
        if (Files.isDirectory(log(table))) {
          tables.add(table);
        }
      }
    }
    for (String qualified : names(root.resolve("ops/log"))) {
      tables.add(TableName.of(qualified));
    }
    return tables;
  }

  /**
   * The state of a table's log.
   *
   * @param damaged commits that were missing or damaged and have an intact copy
   * @param lost commits that are intact neither in the log nor as a copy
   */
  public record LogState(int damaged, List<String> lost) {}

  /**
   * Restores commits that are missing or damaged from their copies, and copies commits that have no
   * copy. Checkpoints can be rebuilt from commits: a damaged one is deleted.
   *
   * @param hash compares contents where the sizes are equal; otherwise only commits since the
   *     latest checkpoint are looked at, which is all that a reader needs
   */
  public LogState restoreLog(TableName table, boolean hash) {
    return log(table, hash, true);
  }

  /** The state of a table's whole log; changes nothing. */
  public LogState readLog(TableName table) {
    return log(table, true, false);
  }

  private LogState log(TableName table, boolean hash, boolean restore) {
    try {
      long checkpoint = latestCheckpoint(table, restore);
      Set<String> names = new TreeSet<>(commits(log(table)));
      names.addAll(commits(copies(table)));
      int damaged = 0;
      List<String> lost = new ArrayList<>();
      long expected = hash ? 0 : Math.max(0, checkpoint);
      for (String name : names) {
        long version = Long.parseLong(name.substring(0, 20));
        if (version < expected) {
          continue;
        }
        for (; expected < version; expected++) {
          lost.add(commitName(expected));
        }
        expected++;
        Path commit = log(table).resolve(name);
        Path copy = copies(table).resolve(name);
        if (isSame(commit, copy, hash)) {
          continue;
        }
        if (isWhole(commit)) {
          if (restore) {
            AtomicFiles.replace(copy, Files.readAllBytes(commit));
          }
        } else if (isWhole(copy)) {
          damaged++;
          if (restore) {
            AtomicFiles.replace(commit, Files.readAllBytes(copy));
          }
        } else {
          lost.add(name);
        }
      }
      return new LogState(damaged, lost);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<String> commits(Path folder) {
    return names(folder).stream().filter(name -> name.matches("\\d{20}\\.json")).toList();
  }

  private static List<String> names(Path folder) {
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

  private static boolean isSame(Path commit, Path copy, boolean hash) throws IOException {
    return Files.isRegularFile(commit)
        && Files.isRegularFile(copy)
        && Files.size(commit) == Files.size(copy)
        && (!hash || Files.mismatch(commit, copy) < 0);
  }

  /**
   * Whether each line of a commit is a complete action, and one of them is the commit information.
   */
  private static boolean isWhole(Path commit) throws IOException {
    if (!Files.isRegularFile(commit) || Files.size(commit) == 0) {
      return false;
    }
    boolean isTold = false;
    try {
      for (String line : Files.readAllLines(commit, StandardCharsets.UTF_8)) {
        JsonNode action = JSON.readTree(line);
        if (!action.isObject() || action.size() != 1) {
          return false;
        }
        isTold |= action.has("commitInfo");
      }
    } catch (JsonProcessingException | CharacterCodingException damaged) {
      return false;
    }
    return isTold;
  }

  /** Removes lost files from a table, in a commit of its own. */
  public void giveUp(TableName table, Set<String> lost) {
    long version =
        commits(log(table)).stream()
                .mapToLong(name -> Long.parseLong(name.substring(0, 20)))
                .max()
                .orElseThrow()
            + 1;
    long now = System.currentTimeMillis();
    StringBuilder commit = new StringBuilder();
    ObjectNode told = JSON.createObjectNode();
    told.putObject("commitInfo").put("timestamp", now).put("operation", "GIVE UP LOST FILES");
    commit.append(told);
    for (String path : lost) {
      ObjectNode removed = JSON.createObjectNode();
      removed
          .putObject("remove")
          .put("path", path)
          .put("deletionTimestamp", now)
          .put("dataChange", true);
      commit.append('\n').append(removed);
    }
    byte[] content = commit.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    try {
      for (Path log : List.of(log(table), copies(table))) {
        AtomicFiles.replace(log.resolve(commitName(version)), content);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Moves a table whose log is lost aside; what is left of it stays in its zone. */
  public String moveAway(TableName table) {
    String name = "." + table.name() + ".lost-" + System.currentTimeMillis();
    try {
      if (Files.exists(folder(table))) {
        Files.move(folder(table), folder(table).resolveSibling(name));
      }
      if (Files.exists(copies(table))) {
        Files.move(copies(table), copies(table).resolveSibling("." + table.qualified() + name));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return table.zone().folder() + "/" + name;
  }

  /** The version of the latest complete checkpoint, or -1. */
  private long latestCheckpoint(TableName table, boolean takeAway) throws IOException {
    long latest = -1;
    for (String name : names(log(table))) {
      if (name.matches("\\d{20}\\.checkpoint\\.parquet")) {
        Path checkpoint = log(table).resolve(name);
        if (endsAsParquet(checkpoint)) {
          latest = Math.max(latest, Long.parseLong(name.substring(0, 20)));
        } else if (takeAway) {
          Files.delete(checkpoint);
          Files.deleteIfExists(log(table).resolve("." + name + ".crc"));
          Files.deleteIfExists(log(table).resolve("_last_checkpoint"));
        }
      }
    }
    return latest;
  }

  private static boolean endsAsParquet(Path file) throws IOException {
    try (var in = new java.io.RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[4];
      in.seek(Math.max(0, in.length() - end.length));
      in.read(end);
      return new String(end, StandardCharsets.US_ASCII).equals("PAR1");
    }
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
          Path commit = log(table).resolve(commitName(version));
          addWithFolders(paths, commit);
          for (String path : added(commit)) {
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
