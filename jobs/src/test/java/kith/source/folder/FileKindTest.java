package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real kind of a file named like CSV, by its first bytes. */
class FileKindTest {

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PK\u0003\u0004more | a ZIP archive or an Excel workbook",
        "\u00D0\u00CF\u0011\u00E0more | an Excel workbook",
        "PAR1more | a Parquet file",
        "7z\u00BC\u00AFmore | a 7-Zip archive",
        "\u0028\u00B5\u002F\u00FDmore | compressed by zstd",
        "BZh9 | compressed by bzip2",
        "%PDF-1.7 | a PDF document",
        "<html> | XML or HTML",
        "{\"a\":1} | JSON",
        "[{\"a\":1}] | JSON",
        "[\"a\"] | JSON"
      })
  void aFileOfAnotherKindIsNamed(String head, String kind) {
    assertThat(FileKind.of(latin(head))).hasValue(kind);
  }

  /** SQL Server puts the names of columns in brackets. */
  @ParameterizedTest
  @ValueSource(
      strings = {"pers_person_id,pers_upn", "[pers_person_id],", "\"a\",\"b\"", "PK,", "B"})
  void aTextIsNoOtherKind(String head) {
    assertThat(FileKind.of(latin(head))).isEmpty();
  }

  @Test
  void anEmptyFileIsNoOtherKind() {
    assertThat(FileKind.of(new byte[0])).isEmpty();
  }
}
