package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FileScanTest {

  private static final Dialect BACKSLASH = Dialect.STANDARD.with(Dialect.Quoting.BACKSLASH);
  private static final Dialect NONE = Dialect.STANDARD.with(Dialect.Quoting.NONE);

  @Test
  void lineBreaksInsideQuotesDoNotEndARecord() throws IOException {
    FileScan scan = scan("id,note\r\n1,\"first\r\nsecond\"\r\n2,plain\r\n");

    assertThat(scan.records()).isEqualTo(2);
    assertThat(scan.lines()).isEqualTo(4);
  }

  @Test
  void aLastLineWithoutALineEndIsARecord() throws IOException {
    assertThat(scan("id\n1\n2").records()).isEqualTo(2);
    assertThat(scan("id\n1\n2").lines()).isEqualTo(3);
    assertThat(scan("id\n").records()).isZero();
    assertThat(scan("").records()).isZero();
  }

  @Test
  void aFileCutOffInsideAQuotedCellIsSeen() throws IOException {
    assertThat(scan("id,note\n1,x\n2,\"cut").unclosedLine()).isEqualTo(3);
  }

  @Test
  void aQuotationMarkWithinACellQuotesNothing() throws IOException {
    FileScan scan = scan("id,note\n1,6\" pipe\n2,x\n");

    assertThat(scan.records()).isEqualTo(2);
    assertThat(scan.unclosedLine()).isZero();
    assertThat(parsed("id,note\n1,6\" pipe\n2,x\n", Dialect.STANDARD).get(1).cells())
        .containsExactly("1", "6\" pipe");
  }

  @Test
  void whatSpeaksAgainstADialectIsSeenWithItsLine() throws IOException {
    FileScan within = scan("id,note\n1,x\n2,\"a \\\"b\\\" c\"\n");
    FileScan stray = scan("id,note\n1,x\n2,\"a\"\n3,b \"c,d\"\n");

    assertThat(within.oddQuotes()).isEqualTo(new FileScan.OddQuotes(3, 3));
    assertThat(stray.strayLine()).isEqualTo(4);
    assertThat(stray.misshapen()).isEqualTo(1);
    assertThat(stray.misshapenLine()).isEqualTo(4);
    assertThat(stray.misshapenCells()).isEqualTo(3);
  }

  @Test
  void bytesThatAreNoUtf8AreToldWithTheirLine() {
    byte[] latin = "id,note\n1,caf\u00e9 noir\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> FileScan.of(new ByteArrayInputStream(latin), Dialect.STANDARD))
        .isInstanceOf(BrokenFile.class)
        .hasMessageContaining("line 2 is not UTF-8")
        .hasMessageContaining("Windows-1252");
  }

  @Test
  void recordsKnowTheLineOnWhichTheyBegin() {
    assertThat(lines("\uFEFFid,note\r\n1,\"first\r\nsecond\"\r\n\r\n2,plain\r\n"))
        .containsExactly(1L, 2L, 5L);
    assertThat(lines("id,note\r1,\"first\rsecond\"\r\r2,plain\r")).containsExactly(1L, 2L, 5L);
    assertThat(lines("id,note\n1,a\r\n2,b\r3,c")).containsExactly(1L, 2L, 3L, 4L);
  }

  private static List<Long> lines(String text) {
    return parsed(text, Dialect.STANDARD).stream().map(CsvRecords.Line::number).toList();
  }

  @Property(tries = 400)
  void countingAgreesWithParsingInEveryDialectAndEncoding(
      @ForAll("cells") List<List<String>> rows,
      @ForAll("ends") String end,
      @ForAll("separators") char separator,
      @ForAll boolean escaped,
      @ForAll("encodings") String encoding)
      throws IOException {
    Dialect dialect =
        new Dialect(
            separator, escaped ? Dialect.Quoting.BACKSLASH : Dialect.Quoting.DOUBLED, 1, true);
    StringBuilder text = new StringBuilder("\uFEFF#TYPE System.Data.DataRow" + end);
    text.append("a").append(separator).append("b").append(end);
    text.append("-").append(separator).append("-").append(end);
    for (List<String> row : rows) {
      text.append(quoted(row.get(0), escaped))
          .append(separator)
          .append(quoted(row.get(1), escaped))
          .append(end);
    }
    text.append(end).append("(" + rows.size() + " rows affected)").append(end);
    byte[] bytes = text.toString().getBytes(Charset.forName(encoding));

    FileScan scan = FileScan.of(new ByteArrayInputStream(bytes), dialect);
    List<CsvRecords.Line> parsed = parsed(bytes, dialect);

    assertThat(scan.records()).isEqualTo(rows.size());
    assertThat(scan.recordsSaid()).hasValue(rows.size());
    assertThat(scan.oddQuotes()).isNull();
    assertThat(scan.misshapen()).isZero();
    assertThat(parsed.subList(1, parsed.size()))
        .extracting(line -> Arrays.asList(line.cells()))
        .isEqualTo(
            rows.stream()
                .map(row -> row.stream().map(FileScanTest::asRead).collect(Collectors.toList()))
                .toList());
  }

  /** For any text, however broken, both count the same number of records. */
  @Property(tries = 1000)
  void countingAgreesWithParsingWhateverTheTextIs(
      @ForAll("texts") String text, @ForAll("quotings") Dialect dialect) throws IOException {
    byte[] bytes = ("a,b\n" + text).getBytes(StandardCharsets.UTF_8);

    FileScan scan = FileScan.of(new ByteArrayInputStream(bytes), dialect);

    assertThat(parsed(bytes, dialect)).hasSize((int) scan.records() + 1);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("1( rows)\"\"\\,,\n\r").ofMaxLength(40);
  }

  @Provide
  Arbitrary<Dialect> quotings() {
    return Arbitraries.of(Dialect.STANDARD, BACKSLASH, NONE);
  }

  @Provide
  Arbitrary<List<List<String>>> cells() {
    Arbitrary<String> cell =
        Arbitraries.strings().withChars("ab \"\\\n\r,;\u00e9\u20ac").ofMaxLength(6);
    return cell.list().ofSize(2).list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> ends() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  @Provide
  Arbitrary<Character> separators() {
    return Arbitraries.of(',', ';', '\t', '|');
  }

  @Provide
  Arbitrary<String> encodings() {
    return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE");
  }

  private static String quoted(String cell, boolean escaped) {
    return "\""
        + (escaped ? cell.replace("\\", "\\\\").replace("\"", "\\\"") : cell.replace("\"", "\"\""))
        + "\"";
  }

  /** A line break within a cell is one character; an empty cell is none. */
  private static String asRead(String cell) {
    return cell.isEmpty() ? null : cell.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static FileScan scan(String text) throws IOException {
    return FileScan.of(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Dialect.STANDARD);
  }

  private static List<CsvRecords.Line> parsed(String text, Dialect dialect) {
    return parsed(text.getBytes(StandardCharsets.UTF_8), dialect);
  }

  private static List<CsvRecords.Line> parsed(byte[] bytes, Dialect dialect) {
    try {
      List<CsvRecords.Line> records = new ArrayList<>();
      new CsvRecords(new ByteArrayInputStream(bytes), dialect).forEachRemaining(records::add);
      return records;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
