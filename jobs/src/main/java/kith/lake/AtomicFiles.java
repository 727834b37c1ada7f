package kith.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces files on a plain disk in one step, and puts files there for good. Whoever is stopped at
 * any instant, power cut included, leaves the old content or the new. Hadoop's own rename deletes
 * the old file first, so this is the one place that replaces a file of the lake.
 */
final class AtomicFiles {

  /** Rights of what nobody but its owner may read. */
  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-x---");

  private AtomicFiles() {}

  /**
   * Replaces a file, or makes it with the folders above it. Only the run that holds the lake writes
   * here: what one that was stopped left beside the file is written over.
   */
  static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, FILE);
  }

  /** The same with other rights than those of the lake's files. */
  static void replace(Path file, byte[] content, Set<PosixFilePermission> rights)
      throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    makeFolders(folder);
    Path beside = folder.resolve("." + file.getFileName() + ".new");
    boolean isReplaced = false;
    try {
      try (FileChannel out =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        Files.setPosixFilePermissions(beside, rights);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      // Hadoop's checksum of the old content would make its readers refuse the new one.
      Files.deleteIfExists(folder.resolve("." + file.getFileName() + ".crc"));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      isReplaced = true;
      secure(folder);
    } finally {
      if (!isReplaced) {
        Files.deleteIfExists(beside);
      }
    }
  }

  private static void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = Objects.requireNonNull(folder.getParent());
    makeFolders(above);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException other) {
      // Tables are written at once, and another one may have made it meanwhile.
      if (!Files.isDirectory(folder)) {
        throw other;
      }
    }
    Files.setPosixFilePermissions(folder, FOLDER);
    secure(above);
  }

  /** Puts a file's content, or which files a folder holds, on the disk for good. */
  static void secure(Path path) throws IOException {
    try (FileChannel open = FileChannel.open(path, StandardOpenOption.READ)) {
      open.force(true);
    }
  }
}
