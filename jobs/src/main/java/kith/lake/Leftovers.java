package kith.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.commons.io.FileUtils;

/**
 * What killed runs left: folders of data files that they wrote and did not commit, and folders that
 * were to take the place of others. They may contain children's records and no reader sees them.
 */
public final class Leftovers {

  /** Every write of a table has a folder of that name. */
  private static final String WRITE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static final String NIGHT = DeltaTable.NIGHT + "=.*";

  private static final FileTime BEFORE_ANY = FileTime.fromMillis(0);

  private final Path root;
  private final TableLogs logs;

  Leftovers(Path root) {
    this.root = root;
    this.logs = new TableLogs(root);
  }

  /**
   * Deletes them. Only the holder of the lease may do this, before it writes and after the logs
   * were restored: what a commit names stays.
   *
   * @param all looks at all folders; otherwise only at those that are not older than the last
   *     commit of their table, which are those of the run before
   * @return the number of folders deleted
   */
  public int clear(boolean all) {
    try {
      int deleted = delete(root.resolve(DeltaLake.FRESH));
      for (Zone zone : Zone.values()) {
        for (String name : LogNames.in(root.resolve(zone.folder()))) {
          deleted += clear(new TableName(zone, name), all);
        }
      }
      return deleted;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private int clear(TableName table, boolean all) throws IOException {
    Path folder = root.resolve(table.zone().folder()).resolve(table.name());
    int deleted = delete(folder.resolve(DeltaLake.UNCOMMITTED));
    FileTime since = all ? BEFORE_ANY : logs.lastCommitted(table).orElse(BEFORE_ANY);
    List<Path> written = new ArrayList<>();
    for (Path each : folders(folder, since)) {
      if (each.getFileName().toString().matches(WRITE)) {
        written.add(each);
      } else if (each.getFileName().toString().matches(NIGHT)) {
        folders(each, since).stream()
            .filter(below -> below.getFileName().toString().matches(WRITE))
            .forEach(written::add);
      }
    }
    Optional<Set<String>> named = written.isEmpty() ? Optional.empty() : logs.named(table);
    if (named.isPresent()) {
      for (Path each : written) {
        String below = folder.relativize(each) + "/";
        if (named.get().stream().noneMatch(path -> path.startsWith(below))) {
          deleted += delete(each);
        }
      }
    }
    return deleted;
  }

  /** The folders in a folder that are not older than a time. */
  private static List<Path> folders(Path folder, FileTime since) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String name : LogNames.in(folder)) {
      Path each = folder.resolve(name);
      BasicFileAttributes found = Files.readAttributes(each, BasicFileAttributes.class);
      if (found.isDirectory() && found.lastModifiedTime().compareTo(since) >= 0) {
        folders.add(each);
      }
    }
    return folders;
  }

  private static int delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    FileUtils.deleteDirectory(folder.toFile());
    return 1;
  }
}
