package kith.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.project.Hash;
import kith.table.FileMark;

/**
 * What a Parquet file holds, whichever process wrote it. The end of a file lists the encodings of
 * each column in an order that differs between processes; all other bytes depend on the rows alone.
 *
 * @param hash of the file's rows, and of the bytes of its end in any order
 * @param mark size and hash of the whole file
 */
record ParquetContent(String hash, FileMark mark) {

  /** The content of a missing file, which is not that of any file. */
  private static final ParquetContent NONE = new ParquetContent("missing", new FileMark(0, ""));

  /** The length of the end, and the letters that close the file. */
  private static final int CLOSING = 8;

  private static final int BUFFER = 1 << 16;

  /**
   * The contents of files.
   *
   * @param files on a plain disk, as Spark names them
   */
  static Map<Path, ParquetContent> of(List<String> files) {
    Map<Path, ParquetContent> contents = new TreeMap<>();
    for (String file : files) {
      Path path = path(file);
      contents.put(path, of(path));
    }
    return contents;
  }

  /** A file on a plain disk, as Spark names it. */
  static Path path(String file) {
    return Path.of(new org.apache.hadoop.fs.Path(file).toUri().getPath());
  }

  /** The hashes of the contents of files, sorted. */
  static List<String> hashes(List<String> files) {
    return hashes(of(files));
  }

  /** The hashes of contents, sorted. */
  static List<String> hashes(Map<Path, ParquetContent> contents) {
    return contents.values().stream().map(ParquetContent::hash).sorted().toList();
  }

  /** The content of a file, which is read once for both hashes. */
  static ParquetContent of(Path file) {
    if (!Files.isRegularFile(file)) {
      return NONE;
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      MessageDigest rows = Hash.sha256();
      long end = endOf(in);
      byte[] buffer = new byte[BUFFER];
      for (long left = end; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        rows.update(buffer, 0, read);
        left -= read;
      }
      byte[] last = new byte[(int) (in.length() - end)];
      in.readFully(last);
      MessageDigest whole = (MessageDigest) rows.clone();
      whole.update(last);
      Arrays.sort(last);
      rows.update(last);
      return new ParquetContent(
          Hash.hex(rows.digest()), new FileMark(in.length(), Hash.hex(whole.digest())));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (CloneNotSupportedException cause) {
      throw new IllegalStateException(cause);
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
