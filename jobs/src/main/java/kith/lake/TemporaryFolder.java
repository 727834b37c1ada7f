package kith.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * The folder of a process's temporary files. Spark's temporary files contain children's records:
 * only the owner may read them, they are inside the lake, and the next process deletes what a
 * killed one left. A reader who may not write to the lake gets a folder of their own account
 * instead.
 */
final class TemporaryFolder {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** A folder of this process; the lock shows that the process is alive and ends with it. */
  private record Own(Path folder, FileLock lock) {}

  /** The folders of this process, by parent folder. */
  private static final Map<Path, Own> OPEN = new HashMap<>();

  private TemporaryFolder() {}

  /**
   * The folder of this process for a lake; the first call creates it and deletes those of processes
   * that have ended.
   */
  static synchronized Path of(Path lake) {
    Path parent =
        Files.isWritable(lake)
            ? lake.resolve("tmp")
            : Path.of(
                System.getProperty("java.io.tmpdir"), "kith-" + System.getProperty("user.name"));
    return OPEN.computeIfAbsent(parent, TemporaryFolder::open).folder();
  }

  /** Deletes what processes left that were killed while they worked on a lake. */
  static synchronized void clearDead(Path lake) throws IOException {
    Path parent = lake.resolve("tmp");
    if (Files.isDirectory(parent)) {
      try (FileChannel all = lockFile(parent.resolve("lock"));
          FileLock alone = all.lock()) {
        clear(parent);
      }
    }
  }

  private static Own open(Path parent) {
    try {
      if (!Files.isDirectory(parent)) {
        Files.createDirectory(parent, OWNER_ONLY);
      }
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
      // Processes that start at the same time see each other's folders as locked.
      try (FileChannel all = lockFile(parent.resolve("lock"));
          FileLock alone = all.lock()) {
        clear(parent);
        Path own = Files.createTempDirectory(parent, "process-", OWNER_ONLY);
        // Held until the process ends, however it ends.
        return new Own(own, lockFile(held(own)).lock());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path held(Path folder) {
    return folder.resolve("held");
  }

  private static FileChannel lockFile(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void clear(Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> found = Files.list(parent)) {
      folders = found.filter(Files::isDirectory).toList();
    }
    for (Path folder : folders) {
      // To look at the lock of a folder of this process would give it up: a system that closes a
      // file releases all locks that the process has on it.
      boolean isOwn = OPEN.values().stream().anyMatch(own -> own.folder().equals(folder));
      if (!isOwn && isDead(folder)) {
        FileUtils.deleteDirectory(folder.toFile());
      }
    }
  }

  private static boolean isDead(Path folder) throws IOException {
    if (!Files.exists(held(folder))) {
      return true;
    }
    try (FileChannel file = lockFile(held(folder));
        FileLock lock = file.tryLock()) {
      return lock != null;
    }
  }
}
