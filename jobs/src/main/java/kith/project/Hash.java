package kith.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes by which content is recognised; as text they are hexadecimal digits. */
public final class Hash {

  private Hash() {}

  /** A new SHA-256 digest, for files, code and settings. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /**
   * A new MD5 digest, for the many records of a night: it is short, tells records apart and
   * protects nothing.
   */
  public static MessageDigest md5() {
    return digest("MD5");
  }

  /** The SHA-256 of a text. */
  public static String of(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The SHA-256 of a stream's content; closes the stream. */
  public static String of(InputStream content) throws IOException {
    try (DigestInputStream read = reading(content)) {
      read.transferTo(OutputStream.nullOutputStream());
      return hex(read);
    }
  }

  /**
   * Wraps a stream so that its SHA-256 is known once it has been read ({@link
   * #hex(DigestInputStream)}).
   */
  public static DigestInputStream reading(InputStream content) {
    return new DigestInputStream(content, sha256());
  }

  /** The hash of what was read. */
  public static String hex(DigestInputStream read) {
    return hex(read.getMessageDigest().digest());
  }

  /** All bytes of a hash. */
  public static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** The first bytes of a hash. */
  public static String hex(byte[] hash, int bytes) {
    return HexFormat.of().formatHex(hash, 0, bytes);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
