package kith.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** By which hash it is known that a source sent the same again. */
final class FileHash {

  private FileHash() {}

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }

  /** Of the bytes of a file. */
  static String of(InputStream file) throws IOException {
    try (DigestInputStream hashed = new DigestInputStream(file, newDigest())) {
      hashed.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
    }
  }

  /** Of a text. */
  static String of(String text) {
    return HexFormat.of().formatHex(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of a table's parts: that of the one file, or of those of several in order. */
  static String ofParts(List<String> hashes) {
    return hashes.size() == 1 ? hashes.get(0) : of(String.join("\n", hashes));
  }
}
