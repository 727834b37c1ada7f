package kith.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One pass over the bytes of a file: its hash, and its records counted without the CSV parser, so
 * that what the parser finds can be held against it.
 *
 * @param records records after the header; a line break inside quotes does not end one
 * @param isCutOff true when the file stops within a quoted cell, or its last record has no line end
 *     and fewer cells than the header
 * @param endsOpen true when the last record has no line end: a cut within its last cell looks so
 * @param isUtf8 false when the bytes are no UTF-8
 * @param longestCell bytes of the longest cell, its quotes included
 * @param mostCells cells of the record that has most
 */
record FileScan(
    String sha256,
    long records,
    boolean isCutOff,
    boolean endsOpen,
    boolean isUtf8,
    long longestCell,
    int mostCells) {

  /** Scans a CSV file. */
  static FileScan csv(InputStream in) throws IOException {
    MessageDigest digest = newDigest();
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer characters = CharBuffer.allocate(1 << 16);
    long lines = 0;
    long cell = 0;
    long longestCell = 0;
    int mostCells = 0;
    boolean quoted = false;
    boolean hasText = false;
    boolean isUtf8 = true;
    int commas = 0;
    int commasOfHeader = 0;
    int read;
    while ((read = in.read(bytes.array(), bytes.position(), bytes.remaining())) >= 0) {
      int from = bytes.position();
      digest.update(bytes.array(), from, read);
      for (int i = from; i < from + read; i++) {
        byte b = bytes.array()[i];
        if ((b == '\n' || b == '\r') && !quoted) {
          if (hasText && lines++ == 0) {
            commasOfHeader = commas;
          }
          hasText = false;
          mostCells = Math.max(mostCells, commas + 1);
          commas = 0;
          cell = 0;
        } else {
          hasText = true;
          if (b == ',' && !quoted) {
            commas++;
            cell = 0;
          } else {
            quoted ^= b == '"';
            longestCell = Math.max(longestCell, ++cell);
          }
        }
      }
      bytes.position(from + read).flip();
      if (isUtf8) {
        characters.clear();
        isUtf8 = !decoder.decode(bytes, characters, false).isError();
      }
      if (isUtf8) {
        bytes.compact();
      } else {
        bytes.clear();
      }
    }
    boolean isCutOff = quoted || hasText && lines > 0 && commas < commasOfHeader;
    if (hasText) {
      lines++;
    }
    return new FileScan(
        HexFormat.of().formatHex(digest.digest()),
        Math.max(0, lines - 1),
        isCutOff,
        hasText,
        isUtf8,
        longestCell,
        Math.max(mostCells, commas + 1));
  }

  /** Hashes a file whose records are counted elsewhere. */
  static FileScan binary(InputStream in, long records) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[1 << 16];
    int read;
    while ((read = in.read(buffer)) >= 0) {
      digest.update(buffer, 0, read);
    }
    return new FileScan(
        HexFormat.of().formatHex(digest.digest()), records, false, false, true, 0, 0);
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
