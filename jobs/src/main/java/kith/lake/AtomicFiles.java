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
 * Replaces files on a plain disk in one step and flushes files to disk. A process that is stopped
 * at any moment, even by a power cut, leaves either the old or the new content. Hadoop's own rename
 * deletes the old file first, so every replacement of a file in the lake goes through this class.
 */
final class AtomicFiles {

  /** Permissions of files that only their owner may read. */
  static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r-----");

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwxr-x---");

  private AtomicFiles() {}

  /**
   * Replaces a file, or creates it with its parent folders. Only the run that holds the lease
   * writes here: a temporary file left by a stopped run is overwritten.
   */
  static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, FILE);
  }

  /** The same with other permissions than those of the lake's files. */
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
      // Remove Hadoop's checksum of the old content: its readers would refuse the new content.
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

  /**
   * Moves a file that was written elsewhere on the same disk to its place. Where the same content
   * is there already, that file stays.
   */
  static void take(Path written, Path file) throws IOException {
    if (Files.exists(file) && Files.mismatch(written, file) < 0) {
      Files.delete(written);
      return;
    }
    Path folder = Objects.requireNonNull(file.getParent());
    makeFolders(folder);
    Files.setPosixFilePermissions(written, FILE);
    secure(written);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    secure(folder);
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
      // Tables are written in parallel: another one may have created the folder meanwhile.
      if (!Files.isDirectory(folder)) {
        throw other;
      }
    }
    Files.setPosixFilePermissions(folder, FOLDER);
    secure(above);
  }

  /** Flushes a file's content, or a folder's list of files, to disk. */
  static void secure(Path path) throws IOException {
    try (FileChannel open = FileChannel.open(path, StandardOpenOption.READ)) {
      open.force(true);
    }
  }
}
