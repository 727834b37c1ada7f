package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FileScanTest {

  @Test
  void lineBreaksInsideQuotesDoNotEndARecord() throws IOException {
    FileScan scan = scan("id,note\r\n1,\"first\r\nsecond\"\r\n2,plain\r\n");

    assertThat(scan.records()).isEqualTo(2);
  }

  @Test
  void aLastLineWithoutALineEndIsARecord() throws IOException {
    assertThat(scan("id\n1\n2").records()).isEqualTo(2);
    assertThat(scan("id\n").records()).isZero();
    assertThat(scan("").records()).isZero();
  }

  @Test
  void aFileCutOffInsideAQuotedCellIsSeen() throws IOException {
    assertThat(scan("id,note\n1,\"cut").isCutOff()).isTrue();
  }

  @Test
  void bytesThatAreNoUtf8AreSeen() throws IOException {
    byte[] latin = "id,note\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(FileScan.csv(new ByteArrayInputStream(latin)).isUtf8()).isFalse();
    assertThat(scan("id,note\n1,caf\u00e9\n").isUtf8()).isTrue();
  }

  @Test
  void recordsKnowTheLineOnWhichTheyBegin() {
    List<Long> lines = new ArrayList<>();
    CsvRecords records = records("\uFEFFid,note\r\n1,\"first\r\nsecond\"\r\n\r\n2,plain\r\n");
    records.forEachRemaining(record -> lines.add(record.number()));

    assertThat(lines).containsExactly(1L, 2L, 5L);
  }

  @Property(tries = 300)
  void countingBytesAgreesWithParsing(
      @ForAll("cells") List<List<String>> rows, @ForAll boolean windows) throws IOException {
    StringBuilder text = new StringBuilder("a,b");
    String end = windows ? "\r\n" : "\n";
    text.append(end);
    for (List<String> row : rows) {
      text.append(quoted(row.get(0))).append(',').append(quoted(row.get(1))).append(end);
    }

    List<CsvRecords.Line> parsed = new ArrayList<>();
    records(text.toString()).forEachRemaining(parsed::add);

    assertThat(scan(text.toString()).records()).isEqualTo(rows.size());
    assertThat(parsed).hasSize(rows.size() + 1);
  }

  @Provide
  Arbitrary<List<List<String>>> cells() {
    Arbitrary<String> cell = Arbitraries.strings().withChars("ab \"\n\r,;\u00e9").ofMaxLength(6);
    return cell.list().ofSize(2).list().ofMaxSize(8);
  }

  private static String quoted(String cell) {
    return "\"" + cell.replace("\"", "\"\"") + "\"";
  }

  private static FileScan scan(String text) throws IOException {
    return FileScan.csv(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static CsvRecords records(String text) {
    return new CsvRecords(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
