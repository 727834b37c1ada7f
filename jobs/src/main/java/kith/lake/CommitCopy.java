package kith.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import kith.project.Hash;

/**
 * The copy of a table's commit: its bytes and a line with their hash. A commit says nothing about
 * itself, so the hash is what tells which of the two is damaged when they differ.
 */
final class CommitCopy {

  private static final String HASH = "{\"copyInfo\":{\"sha256\":\"%s\"}}\n";

  /** The length of the line. */
  static final int LINE = line(new byte[0]).length;

  private CommitCopy() {}

  private static byte[] line(byte[] commit) {
    return String.format(HASH, Hash.hex(Hash.sha256().digest(commit)))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a copy has a line with a hash, right or wrong. */
  static boolean hasHash(byte[] copy) {
    return new String(copy, StandardCharsets.UTF_8).contains("{\"copyInfo\"");
  }

  /** Keeps a copy of a commit. */
  static void write(Path copy, byte[] commit) throws IOException {
    byte[] line = line(commit);
    byte[] bytes = Arrays.copyOf(commit, commit.length + line.length);
    System.arraycopy(line, 0, bytes, commit.length, line.length);
    AtomicFiles.replace(copy, bytes);
  }

  /**
   * The commit of which this is the copy; empty if the copy is missing or damaged, or is one of an
   * earlier Kith, without a hash.
   */
  static Optional<byte[]> read(Path copy) {
    if (!Files.isRegularFile(copy)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(copy);
      byte[] commit = Arrays.copyOf(bytes, Math.max(0, bytes.length - LINE));
      byte[] line = Arrays.copyOfRange(bytes, commit.length, bytes.length);
      return Arrays.equals(line, line(commit)) ? Optional.of(commit) : Optional.empty();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
