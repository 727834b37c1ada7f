package kith.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import kith.project.ExitCode;
import kith.project.KithException;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a lake: only the process that holds it may change the lake. The operating system
 * releases it when the process ends, however it ends.
 */
public final class Lease implements AutoCloseable {

  private final RandomAccessFile file;
  private final FileLock lock;

  private Lease(RandomAccessFile file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Takes the lease, or fails with a message that names the holder. */
  public static Lease take(Path lakeRoot) {
    Path path = lakeRoot.resolve("ops").resolve("lease");
    try {
      Files.createDirectories(lakeRoot.resolve("ops"));
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      FileLock lock = tryLock(file);
      if (lock == null) {
        String holder = Files.readString(path, StandardCharsets.UTF_8).strip();
        file.close();
        throw new KithException(
            ExitCode.LOCKED,
            "Another run holds this lake (" + holder + ").",
            "This run changed nothing.",
            "Wait until it has ended, then run the command again.");
      }
      file.setLength(0);
      file.write(
          ("host "
                  + InetAddress.getLocalHost().getHostName()
                  + ", process "
                  + ProcessHandle.current().pid()
                  + ", since "
                  + Instant.now())
              .getBytes(StandardCharsets.UTF_8));
      return new Lease(file, lock);
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "Cannot write to the lake (" + cause.getClass().getSimpleName() + ").",
          "Nothing was run.",
          "Check that the lake's storage is available and has free space, then run the command"
              + " again.");
    }
  }

  /** Null when another process, or this one already, holds the lease. */
  private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock(1L << 40, 1, false);
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      file.close();
    } catch (IOException cause) {
      throw new IllegalStateException("cannot give up the lease: " + cause.getClass());
    }
  }
}
