package kith.project;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real disk of a few bytes, which a test can fill. Only an administrator can mount one. */
public final class SmallDisk implements AutoCloseable {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts a disk; a test is skipped where that is not allowed.
   *
   * @param folder is made
   * @param size such as 400m
   */
  public static SmallDisk at(Path folder, String size) throws IOException, InterruptedException {
    Files.createDirectory(folder);
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "only an administrator can mount a small disk");
    return new SmallDisk(folder);
  }

  /**
   * Fills the disk.
   *
   * @param spare bytes that stay free
   * @return the file that takes the space
   */
  public Path fill(long spare) throws IOException {
    Path ballast = folder.resolve("ballast");
    long bytes = folder.toFile().getUsableSpace() - spare;
    try (RandomAccessFile file = new RandomAccessFile(ballast.toFile(), "rw")) {
      byte[] block = new byte[1 << 20];
      for (long written = 0; written < bytes; written += block.length) {
        file.write(block, 0, (int) Math.min(block.length, bytes - written));
      }
    }
    return ballast;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
  }
}
