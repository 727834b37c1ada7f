package kith.source.folder;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The characters of a text file: unpacked where it is compressed by gzip, decoded strictly, without
 * its byte order mark. Returns all characters before one that cannot be decoded, so that its line
 * is known.
 */
final class TextReader extends Reader {

  /** Bytes that are not characters in the file's encoding. */
  static final class Undecodable extends CharacterCodingException {

    private static final long serialVersionUID = 1L;
    private final boolean atEnd;

    Undecodable(boolean atEnd) {
      this.atEnd = atEnd;
    }

    /** True when the file ends within a character. */
    boolean isAtEnd() {
      return atEnd;
    }
  }

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final boolean isPacked;
  private final Encoding encoding;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private boolean hasEnded;

  TextReader(InputStream file) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(file, 2);
    byte[] first = whole.readNBytes(2);
    whole.unread(first);
    isPacked = isGzip(first);
    in = isPacked ? unpacked(whole) : whole;
    while (bytes.remaining() < Encoding.BYTES && !hasEnded) {
      fill();
    }
    byte[] head = new byte[Math.min(Encoding.BYTES, bytes.remaining())];
    bytes.get(0, head);
    encoding = Encoding.of(head);
    bytes.position(encoding.markBytes());
    // A new decoder reports bytes that it cannot decode.
    decoder = encoding.charset().newDecoder();
  }

  /** Whether bytes are the start of a gzip file. */
  static boolean isGzip(byte[] first) {
    return Encoding.begins(first, 0x1F, 0x8B);
  }

  private static InputStream unpacked(InputStream packed) throws IOException {
    try {
      return new GZIPInputStream(packed, BUFFER);
    } catch (EOFException | ZipException damaged) {
      throw damaged();
    }
  }

  private static BrokenFile damaged() {
    return new BrokenFile("its gzip content cannot be unpacked: it was cut off or damaged");
  }

  boolean isPacked() {
    return isPacked;
  }

  Encoding encoding() {
    return encoding;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    CharBuffer characters = CharBuffer.wrap(into, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, characters, hasEnded);
      if (characters.position() > offset || result.isOverflow()) {
        return characters.position() - offset;
      }
      if (result.isError()) {
        throw new Undecodable(hasEnded && bytes.remaining() <= result.length());
      }
      if (hasEnded) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    try {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      hasEnded = read < 0;
      bytes.position(bytes.position() + Math.max(0, read));
    } catch (EOFException | ZipException damaged) {
      throw isPacked ? damaged() : damaged;
    }
    bytes.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
