package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The character encoding of a file, recognised by its first four bytes. */
class EncodingTest {

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, 3", "UTF-16LE, 2", "UTF-16BE, 2", "UTF-32LE, 4", "UTF-32BE, 4"})
  void aMarkNamesTheEncodingAndIsAsLongAsItIs(String name, int markBytes) {
    byte[] marked = "\uFEFFid,name".getBytes(Charset.forName(name));

    assertThat(Encoding.of(Arrays.copyOf(marked, Encoding.BYTES)))
        .isEqualTo(new Encoding(name, markBytes));
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE", "UTF-16BE"})
  void utf16IsKnownWithoutItsMark(String name) {
    assertThat(Encoding.of("id".getBytes(Charset.forName(name)))).isEqualTo(new Encoding(name, 0));
  }

  @Test
  void everythingElseIsTakenForUtf8() {
    Encoding utf8 = new Encoding("UTF-8", 0);

    assertThat(Encoding.of("id,n".getBytes(StandardCharsets.UTF_8))).isEqualTo(utf8);
    assertThat(Encoding.of(bytes())).as("an empty file").isEqualTo(utf8);
    assertThat(Encoding.of(bytes('i', 0))).as("too short to tell").isEqualTo(utf8);
    assertThat(Encoding.of(bytes(0, 0, 0, 0))).as("no letters").isEqualTo(utf8);
    assertThat(Encoding.of(bytes('i', 0, 0, 0))).as("one letter alone").isEqualTo(utf8);
    assertThat(Encoding.of(bytes(0xE9, 0, 'd', 0))).as("no plain letter").isEqualTo(utf8);
    assertThat(Encoding.of(bytes(0xFF))).as("half of a mark").isEqualTo(utf8);
    assertThat(utf8.isUtf8()).isTrue();
    assertThat(new Encoding("UTF-16LE", 2).isUtf8()).isFalse();
  }
}
