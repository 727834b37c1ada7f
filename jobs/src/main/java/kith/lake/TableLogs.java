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
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kith.table.TableName;
import kith.table.Zone;

/**
 * The log of each of the lake's tables, on a plain disk. A commit cannot be rebuilt, so a copy of
 * each is kept in {@code ops/log} ({@link CommitCopy}); a damaged log is restored from it.
 */
public final class TableLogs {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String GIVE_UP = "GIVE UP LOST FILES";

  private final Path root;

  /** The tables' logs below a lake's root folder. */
  public TableLogs(Path root) {
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

  /** The commit of a version. */
  Path commit(TableName table, long version) {
    return log(table).resolve(LogNames.commit(version));
  }

  private Checkpoints checkpoints(TableName table) {
    return new Checkpoints(log(table), copies(table));
  }

  /** Keeps a copy of a commit, and the hash of a checkpoint that was written after it. */
  void copy(TableName table, Path commit) throws IOException {
    String name = commit.getFileName().toString();
    CommitCopy.write(copies(table).resolve(name), Files.readAllBytes(commit));
    checkpoints(table).note(LogNames.version(name));
  }

  /** The tables that have a log, or had one when its commits were copied. */
  public Set<TableName> tables() {
    Set<TableName> tables = new TreeSet<>();
    for (Zone zone : Zone.values()) {
      for (String name : LogNames.in(root.resolve(zone.folder()))) {
        TableName table = new TableName(zone, name);
        if (Files.isDirectory(log(table))) {
          tables.add(table);
        }
      }
    }
    for (String qualified : LogNames.in(root.resolve("ops/log"))) {
      tables.add(TableName.of(qualified));
    }
    return tables;
  }

  /**
   * The state of a table's log.
   *
   * @param damaged commits that were missing or damaged and have an intact copy
   * @param lost commits that are intact neither in the log nor as a copy
   * @param checkpoints checkpoints that are damaged
   */
  public record LogState(int damaged, List<String> lost, int checkpoints) {

    /** Whether something was damaged and nothing is lost. */
    public boolean isRestored() {
      return damaged + checkpoints > 0 && lost.isEmpty();
    }
  }

  /**
   * Restores commits that are missing or damaged from their copies, and copies commits that have no
   * copy. A damaged checkpoint is deleted: its commits say the same.
   *
   * @param named the latest version that is known to have been committed, or -1: the commits up to
   *     it are lost where neither log nor copies have them
   * @param whole looks at all commits; otherwise only at those since the latest checkpoint, which
   *     is all that a reader needs
   */
  public LogState restoreLog(TableName table, long named, boolean whole) {
    return log(table, named, whole, true);
  }

  /** The state of a table's whole log, as by {@link #restoreLog}; changes nothing. */
  public LogState readLog(TableName table, long named) {
    return log(table, named, true, false);
  }

  private LogState log(TableName table, long named, boolean whole, boolean restore) {
    try {
      Set<String> names = new TreeSet<>(LogNames.commits(log(table)));
      names.addAll(LogNames.commits(copies(table)));
      Checkpoints.Found checkpoints = checkpoints(table).look(names, whole, restore);
      int damaged = 0;
      List<String> lost = new ArrayList<>(checkpoints.lost());
      long expected = whole ? 0 : Math.max(0, checkpoints.latest());
      for (String name : names) {
        long version = LogNames.version(name);
        if (version < expected) {
          continue;
        }
        for (; expected < version; expected++) {
          lost.add(LogNames.commit(expected));
        }
        expected++;
        Path commit = log(table).resolve(name);
        Path copy = copies(table).resolve(name);
        if (isSame(commit, copy)) {
          continue;
        }
        Optional<byte[]> kept =
            CommitCopy.read(copy).or(() -> isWhole(commit) ? Optional.empty() : earlier(copy));
        if (kept.isPresent()) {
          damaged++;
          if (restore) {
            AtomicFiles.replace(commit, kept.get());
          }
        } else if (isWhole(commit) && !differs(commit, earlier(copy))) {
          if (restore) {
            CommitCopy.write(copy, Files.readAllBytes(commit));
          }
        } else {
          lost.add(name);
        }
      }
      for (; expected <= named; expected++) {
        lost.add(LogNames.commit(expected));
      }
      return new LogState(damaged, lost, checkpoints.damaged());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static boolean isSame(Path commit, Path copy) {
    return Files.isRegularFile(commit)
        && CommitCopy.read(copy).filter(kept -> Arrays.equals(kept, bytes(commit))).isPresent();
  }

  /** Without a hash it cannot be told which of the two is right. */
  private static boolean differs(Path commit, Optional<byte[]> copy) {
    return copy.filter(kept -> !Arrays.equals(kept, bytes(commit))).isPresent();
  }

  /** The commit from a copy that an earlier Kith wrote, if it is whole. */
  private static Optional<byte[]> earlier(Path copy) {
    return isWhole(copy) && !CommitCopy.hasHash(bytes(copy))
        ? Optional.of(bytes(copy))
        : Optional.empty();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Whether each line of a commit is a complete action, and one of them is the commit information.
   */
  static boolean isWhole(Path commit) {
    boolean isTold = false;
    try {
      if (!Files.isRegularFile(commit) || Files.size(commit) == 0) {
        return false;
      }
      for (String line : Files.readAllLines(commit, StandardCharsets.UTF_8)) {
        JsonNode action = JSON.readTree(line);
        if (!action.isObject() || action.size() != 1) {
          return false;
        }
        isTold |= action.has("commitInfo");
      }
    } catch (JsonProcessingException | CharacterCodingException damaged) {
      return false;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return isTold;
  }

  /**
   * Removes lost files from a table, in a commit of its own: earlier versions are read without them
   * too. What is left of a damaged file stays beside it, hidden.
   */
  public void giveUp(TableName table, Set<String> lost) {
    Optional<String> last = LogNames.commits(log(table)).stream().max(Comparator.naturalOrder());
    if (last.isEmpty()) {
      // The table was moved aside: nothing names its files any more.
      return;
    }
    long version = LogNames.version(last.get()) + 1;
    long now = System.currentTimeMillis();
    StringBuilder commit = new StringBuilder();
    ObjectNode told = JSON.createObjectNode();
    told.putObject("commitInfo").put("timestamp", now).put("operation", GIVE_UP);
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
      AtomicFiles.replace(commit(table, version), content);
      copy(table, commit(table, version));
      for (String path : lost) {
        Path file = folder(table).resolve(path);
        if (Files.exists(file)) {
          Files.move(file, file.resolveSibling("." + file.getFileName() + ".lost"));
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The files that were given up after a version. */
  Set<String> givenUp(TableName table, long version) {
    Set<String> givenUp = new TreeSet<>();
    for (String name : LogNames.commits(log(table))) {
      if (LogNames.version(name) <= version) {
        continue;
      }
      List<JsonNode> actions = actions(log(table).resolve(name));
      if (actions.stream().anyMatch(each -> GIVE_UP.equals(operation(each)))) {
        actions.stream()
            .map(each -> each.path("remove").path("path"))
            .filter(JsonNode::isTextual)
            .forEach(path -> givenUp.add(path.textValue()));
      }
    }
    return givenUp;
  }

  /** When the last commit of a table was written, if there is one. */
  Optional<FileTime> lastCommitted(TableName table) throws IOException {
    Optional<String> last = LogNames.commits(log(table)).stream().max(Comparator.naturalOrder());
    return last.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.getLastModifiedTime(log(table).resolve(last.get())));
  }

  /**
   * The files that the commits of a table have ever added, by path below its folder; empty if
   * commits are missing, so that it is not known.
   */
  Optional<Set<String>> named(TableName table) throws IOException {
    Set<String> commits = new TreeSet<>(LogNames.commits(log(table)));
    Set<String> named = new TreeSet<>();
    long version = 0;
    for (String name : commits) {
      if (LogNames.version(name) != version++) {
        return Optional.empty();
      }
      named.addAll(added(log(table).resolve(name)));
    }
    return commits.isEmpty() ? Optional.empty() : Optional.of(named);
  }

  /** The files that a commit added, by path below its table's folder. */
  static List<String> added(Path commit) {
    return List.copyOf(lengths(commit).keySet());
  }

  /** The files that a commit added with their lengths in bytes, by path below the folder. */
  static Map<String, Long> lengths(Path commit) {
    Map<String, Long> lengths = new LinkedHashMap<>();
    for (JsonNode action : actions(commit)) {
      JsonNode file = action.path("add");
      if (file.path("path").isTextual()) {
        // Delta writes paths URL-encoded.
        lengths.put(
            URI.create(file.path("path").textValue()).getPath(), file.path("size").asLong());
      }
    }
    return lengths;
  }

  private static String operation(JsonNode action) {
    return action.path("commitInfo").path("operation").asText();
  }

  private static List<JsonNode> actions(Path commit) {
    List<JsonNode> actions = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(commit, StandardCharsets.UTF_8)) {
        actions.add(JSON.readTree(line));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return actions;
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
}
