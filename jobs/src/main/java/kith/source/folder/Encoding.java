package kith.source.folder;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The character encoding of a file: shown by its byte order mark or, without one, by the zero bytes
 * that UTF-16 puts beside plain letters. Anything else is read as UTF-8, strictly.
 *
 * @param name name of the Java character set
 * @param markBytes length of the byte order mark
 */
record Encoding(String name, int markBytes) {

  /** The number of first bytes that show the encoding. */
  static final int BYTES = 4;

  private record Mark(String name, int... bytes) {}

  /** UTF-32 first: its byte order mark begins with that of UTF-16. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark("UTF-32LE", 0xFF, 0xFE, 0, 0),
          new Mark("UTF-32BE", 0, 0, 0xFE, 0xFF),
          new Mark("UTF-8", 0xEF, 0xBB, 0xBF),
          new Mark("UTF-16LE", 0xFF, 0xFE),
          new Mark("UTF-16BE", 0xFE, 0xFF));

  /** The encoding of a file that begins with these bytes. */
  static Encoding of(byte[] head) {
    for (Mark mark : MARKS) {
      if (begins(head, mark.bytes())) {
        return new Encoding(mark.name(), mark.bytes().length);
      }
    }
    if (head.length >= BYTES && isPlain(head[0]) && isPlain(head[2]) && (head[1] | head[3]) == 0) {
      return new Encoding("UTF-16LE", 0);
    }
    if (head.length >= BYTES && isPlain(head[1]) && isPlain(head[3]) && (head[0] | head[2]) == 0) {
      return new Encoding("UTF-16BE", 0);
    }
    return new Encoding("UTF-8", 0);
  }

  /** Whether bytes begin with others. */
  static boolean begins(byte[] head, int... with) {
    if (head.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((head[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(byte one) {
    return one > 0;
  }

  Charset charset() {
    return Charset.forName(name);
  }

  boolean isUtf8() {
    return charset().equals(StandardCharsets.UTF_8);
  }
}
