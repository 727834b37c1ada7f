package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The characters of a file, decoded strictly. */
class TextReaderTest {

  private static String text(byte[] bytes) throws IOException {
    try (TextReader reader = new TextReader(new ByteArrayInputStream(bytes))) {
      return IOUtils.toString(reader);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void theMarkIsNoCharacter(String encoding) throws IOException {
    assertThat(text("\uFEFFcaf\u00e9,\ud83d\ude00".getBytes(Charset.forName(encoding))))
        .isEqualTo("caf\u00e9,\ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(ints = {65_533, 65_534, 65_535, 65_536})
  void aCharacterMayLieAcrossTwoReadings(int before) throws IOException {
    String whole = "a".repeat(before) + "\u20ac\ud83d\ude00z";

    assertThat(text(whole.getBytes(StandardCharsets.UTF_8))).isEqualTo(whole);
    assertThat(text(TextNight.packed(whole.getBytes(StandardCharsets.UTF_8)))).isEqualTo(whole);
  }

  @Test
  void anEmptyFileHasNoCharacters() throws IOException {
    assertThat(text(new byte[0])).isEmpty();
    assertThat(text(TextNight.packed(new byte[0]))).isEmpty();
  }

  @Test
  void allCharactersBeforeOneThatCannotBeDecodedAreGiven() throws IOException {
    byte[] bytes = "ab\ncaf\u00e9 on".getBytes(StandardCharsets.ISO_8859_1);
    char[] read = new char[100];
    try (TextReader reader = new TextReader(new ByteArrayInputStream(bytes))) {
      int length = reader.read(read, 0, read.length);

      assertThat(new String(read, 0, length)).isEqualTo("ab\ncaf");
      assertThat(
              catchThrowableOfType(
                      TextReader.Undecodable.class, () -> reader.read(read, 0, read.length))
                  .isAtEnd())
          .isFalse();
    }
  }

  @Test
  void aFileThatEndsWithinACharacterSaysSo() {
    byte[] whole = "price,\u20ac".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);

    assertThat(catchThrowableOfType(TextReader.Undecodable.class, () -> text(cut)).isAtEnd())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 12, 30})
  void whatGzipPackedAndWasCutOffIsBroken(int missing) {
    byte[] packed = TextNight.packed("a,b,c\n1,2,3\nmore of it\n".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> text(Arrays.copyOf(packed, packed.length - missing)))
        .isInstanceOf(BrokenFile.class)
        .hasMessageContaining("it was cut off or damaged");
  }
}
