package kith.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import kith.project.Hash;

/**
 * What a Parquet file holds, whichever process wrote it. The end of a file lists the encodings of
 * each column in an order that differs between processes; all other bytes depend on the rows alone.
 */
final class ParquetContent {

  /** The length of the end, and the letters that close the file. */
  private static final int CLOSING = 8;

  private static final int BUFFER = 1 << 16;

  private ParquetContent() {}

  /**
   * The hashes of files, sorted.
   *
   * @param files on a plain disk, as Spark names them
   */
  static List<String> hashes(List<String> files) {
    return files.stream()
        .map(file -> hash(Path.of(new org.apache.hadoop.fs.Path(file).toUri().getPath())))
        .sorted()
        .toList();
  }

  /**
   * The hash of a file's rows and of the bytes of its end in any order; of a missing file, none.
   */
  static String hash(Path file) {
    if (!Files.isRegularFile(file)) {
      return "missing";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      MessageDigest digest = Hash.sha256();
      long end = endOf(in);
      byte[] buffer = new byte[BUFFER];
      for (long left = end; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        digest.update(buffer, 0, read);
        left -= read;
      }
      byte[] last = new byte[(int) (in.length() - end)];
      in.readFully(last);
      Arrays.sort(last);
      digest.update(last);
      return Hash.hex(digest.digest());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Where the end begins, with the file read from its beginning; an impossible end is none. */
  private static long endOf(RandomAccessFile in) throws IOException {
    long end = in.length();
    if (in.length() >= CLOSING) {
      in.seek(in.length() - CLOSING);
      int length = Integer.reverseBytes(in.readInt());
      if (length >= 0 && length <= in.length() - CLOSING) {
        end = in.length() - CLOSING - length;
      }
    }
    in.seek(0);
    return end;
  }
}
