package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text files as servers, programs and people write them: read if the format is certain, otherwise
 * rejected.
 */
class TextFilesTest {

  private static final String HEADER = "disa_table_id,disa_person_id,disa_disability_code\n";
  private static final String PLAIN = HEADER + "1,11,VIS\n2,12,HEAR\n";
  private static final List<String> RECORDS = List.of("2: 1 | 11 | VIS", "3: 2 | 12 | HEAR");
  private static final String FILE = "ssd_disability.csv";

  @TempDir private Path source;
  private TextNight night;
  private List<String> oddities = List.of();

  @BeforeEach
  void oneTable() {
    night = new TextNight(source, TextNight.NIGHT, "disability");
  }

  private List<String> read(String text, int records) {
    return read(FILE, text.getBytes(StandardCharsets.UTF_8), records);
  }

  private List<String> read(String name, byte[] bytes, int records) {
    NightFolder opened = night.write(name, bytes).open("ssd_disability", records);
    oddities = opened.oddities();
    return night.records(opened, "disability");
  }

  private void refused(String text, String why) {
    refused(text.getBytes(StandardCharsets.UTF_8), why);
  }

  private void refused(byte[] bytes, String why) {
    night.write(FILE, bytes);
    refused(why);
  }

  private void refused(String why) {
    assertThatThrownBy(() -> night.open("ssd_disability", 2))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
        .hasMessageContaining("Cannot load ssd.disability for 2025-03-31: ")
        .hasMessageContaining(why);
  }

  private void told(String what) {
    assertThat(oddities)
        .containsExactly(
            "1 of 1 files are not plain CSV in UTF-8 with commas; they were read as follows:"
                + " ssd_disability ("
                + what
                + ").");
  }

  @Test
  void plainCsvIsReadAndNothingIsToldOfIt() {
    assertThat(read(PLAIN, 2)).isEqualTo(RECORDS);
    assertThat(read("\uFEFF" + PLAIN.replace("\n", "\r\n"), 2)).isEqualTo(RECORDS);
    assertThat(read(PLAIN.replace("\n", "\r"), 2)).isEqualTo(RECORDS);
    assertThat(oddities).isEmpty();
  }

  // --- separators

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"; semicolons", "| 'vertical bars'", "^ '\"^\"'"})
  void cellsMayBePartedByOtherCharacters(String separator, String name) {
    assertThat(read(PLAIN.replace(",", separator), 2)).isEqualTo(RECORDS);
    told(name + " between cells");
  }

  @Test
  void tabsMayPartCells() {
    String tabs = PLAIN.replace(",", "\t").replace("VIS", "\"V\tI, S\"");

    assertThat(read("ssd_disability.tsv", tabs.getBytes(StandardCharsets.UTF_8), 2))
        .containsExactly("2: 1 | 11 | V\tI, S", "3: 2 | 12 | HEAR");
    told("tabs between cells");
  }

  @Test
  void excelsFirstLineNamesTheSeparator() {
    assertThat(read("sep=,\n" + PLAIN, 2)).containsExactly("3: 1 | 11 | VIS", "4: 2 | 12 | HEAR");
    told("a line above the header");

    assertThat(read("\"sep=^\"\n" + PLAIN.replace(",", "^"), 2)).hasSize(2);
    told("\"^\" between cells, a line above the header");
  }

  // --- encodings

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aMarkNamesTheEncoding(String encoding) {
    byte[] bytes =
        ("\uFEFF" + PLAIN.replace("VIS", "caf\u00e9")).getBytes(Charset.forName(encoding));

    assertThat(read(FILE, bytes, 2)).containsExactly("2: 1 | 11 | caf\u00e9", RECORDS.get(1));
    told(encoding);

    refused(
        Arrays.copyOf(bytes, bytes.length - 1),
        "it ends within a character on line 3: it was cut off, or is not " + encoding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void utf16IsKnownWithoutAMarkByItsZeroBytes(String encoding) {
    assertThat(read(FILE, PLAIN.getBytes(Charset.forName(encoding)), 2)).isEqualTo(RECORDS);
    told(encoding);
  }

  @Test
  void whatIsNotUtf8IsRefusedWithTheLineAndTheLikelyEncoding() {
    String accented = PLAIN.replace("HEAR", "caf\u00e9 x");

    refused(
        accented.getBytes(Charset.forName("windows-1252")),
        "line 3 is not UTF-8, the encoding it should have; it may be Windows-1252");

    byte[] marked = ("\uFEFF" + accented).getBytes(StandardCharsets.UTF_8);
    marked[marked.length - 3] = (byte) 0xFF;
    refused(
        marked, "line 3 is not UTF-8, the encoding that the byte order mark at its start declares");
  }

  @Test
  void whatIsCutOffWithinACharacterIsToldSo() {
    byte[] bytes = (PLAIN + "3,11,caf\u00e9").getBytes(StandardCharsets.UTF_8);

    refused(
        Arrays.copyOf(bytes, bytes.length - 1),
        "it ends within a character on line 4: it was cut off, or is not UTF-8");
  }

  // --- gzip, and files that are not CSV

  @Test
  void gzipIsUnpackedByWhateverNameItHas() {
    byte[] utf16 = ("\uFEFF" + PLAIN).getBytes(StandardCharsets.UTF_16LE);

    assertThat(read(FILE, TextNight.packed(utf16), 2)).isEqualTo(RECORDS);
    told("gzip, UTF-16LE");
  }

  @Test
  void gzipThatWasCutOffOrDamagedIsRefused() {
    byte[] packed = TextNight.packed(PLAIN.repeat(99).getBytes(StandardCharsets.UTF_8));

    for (int kept : List.of(2, 9, packed.length / 2, packed.length - 5)) {
      refused(Arrays.copyOf(packed, kept), "its gzip content cannot be unpacked: it was cut off");
    }
    packed[packed.length / 2] ^= 0x55;
    refused(packed, "its gzip content cannot be unpacked: it was cut off or damaged");
  }

  @Test
  void filesOfOtherKindsAreNamed() {
    refused("PK\u0003\u0004...", "the file is a ZIP archive or an Excel workbook, not CSV");
    refused("PAR1...", "the file is a Parquet file, not CSV");
    refused("<!DOCTYPE html>\n<html>", "the file is XML or HTML, not CSV");
    refused("[{\"disa_table_id\": 1}]", "the file is JSON, not CSV");
    refused("", "the file is empty, not even a header");
  }

  // --- quotation marks

  @Test
  void aBackslashMayStandBeforeAQuotationMark() {
    String spark = HEADER + "1,11,\"the \\\"old\\\" code, C:\\\\dir\"\n2,12,HEAR\n";

    assertThat(read(spark, 2))
        .containsExactly("2: 1 | 11 | the \"old\" code, C:\\dir", RECORDS.get(1));
    told("a backslash before a quotation mark in a cell");
  }

  @Test
  void aBackslashIsACharacterLikeAnyOtherWhereMarksAreDoubled() {
    String text = HEADER + "1,11,\"C:\\dir\\\"\n2,12,\"the \"\"old\"\" code\"\n";

    assertThat(read(text, 2))
        .containsExactly("2: 1 | 11 | C:\\dir\\", "3: 2 | 12 | the \"old\" code");
    assertThat(oddities).isEmpty();
  }

  @Test
  void twoWaysOfQuotingInOneFileAreRefusedWithTheLine() {
    refused(
        HEADER + "1,11,\"a \"\"b\"\" c\"\n2,12,\"a \\\"b\\\" c\"\n",
        "line 3 has a single quotation mark within a quoted cell");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6\" wide", "\"old code", "\"", "the \"old\" code", "wide 6\""})
  void loneQuotationMarksAreTextWhereNothingIsQuoted(String cell) {
    assertThat(read(HEADER + "1,11," + cell + "\n2,12,HEAR\n", 2))
        .containsExactly("2: 1 | 11 | " + cell, RECORDS.get(1));
  }

  /** A record without all its cells does not decide how the other records are read. */
  @Test
  void aRecordOfOtherCellsDoesNotMakeAMarkOfTextARefusal() {
    assertThat(read(HEADER + "1,11,\"old code\n2,12,HEAR,x\n3,11,VIS\n", 3)).hasSize(3);
    told("quotation marks that are ordinary characters");
  }

  @Test
  void aLoneQuotationMarkIsRefusedWithItsLineWhereOthersQuote() {
    refused(
        HEADER + "1,11,\"VIS\"\n2,12,\"old code\n3,11,VIS\n4,12,HEAR\n",
        "the quotation mark that opens a cell on line 3 is never closed");
    refused(
        HEADER + "1,11,\"old code\n2,12,HEAR\n3,11,\"VIS, HEAR\"\n",
        "the quotation mark that opens a cell on line 2 is closed by one in the middle of text on"
            + " line 4");
    refused(
        HEADER + "1,11,the \"old, code\"\n2,12,\"VIS\"\n",
        "line 2 has a quotation mark within an unquoted cell");
  }

  @Test
  void aFileThatStopsWithinQuotesWasCutOff() {
    refused(
        HEADER + "1,11,VIS\n2,\"12",
        "it ends within the quoted cell that begins on line 3: the file was cut off.");
    refused(
        HEADER + "1,11,VIS\n2,12,\"first line\nsecond line\n",
        "it ends within the quoted cell that begins on line 3: the file was cut off, or that"
            + " quotation mark is stray");
  }

  // --- what tools write above and below

  @Test
  void dashesBelowTheHeaderAndACountBelowTheRecordsAreNoRecords() {
    String sqlcmd =
        "disa_table_id,disa_person_id,disa_disability_code\n"
            + "-------------,--------------,--------------------\n"
            + "            1,11            ,VIS                 \n"
            + "            2,12            ,NULL                \n"
            + "\n"
            + "(2 rows affected)\n";

    assertThat(read(sqlcmd, 2))
        .hasSize(2)
        .element(0)
        .asString()
        .startsWith("3:             1 | 11");
    told("a line of dashes below the header, a count below the last record");

    assertThat(read(PLAIN + "\n(2 rows)\n", 2)).isEqualTo(RECORDS);
    assertThat(read(PLAIN + "\n2 rows selected.", 2)).isEqualTo(RECORDS);
    assertThat(
            read(
                PLAIN + "\n(2 rows affected)\n\nCompletion time: 2025-03-31T01:02:03.4+01:00\n", 2))
        .isEqualTo(RECORDS);
  }

  /** Ctrl-Z ended a text in DOS, and some exports still write it. */
  @Test
  void theEndMarkOfDosIsNoRecord() {
    assertThat(read(PLAIN + "\u001a", 2)).isEqualTo(RECORDS);
  }

  @Test
  void aCountBelowTheRecordsMustBeTheirs() {
    refused(PLAIN + "\n(3 rows affected)\n", "line 5 says that it has 3 records, but it has 2");
    refused(
        PLAIN + "(2 rows affected)\n3,11,VIS\n",
        "line 4 gives the number of records above it, but there are 1 records below it");
  }

  @Test
  void linesThatToolsWriteAboveTheHeaderAreNoRecords() {
    assertThat(read("#TYPE System.Data.DataRow\r\n" + PLAIN.replace("\n", "\r\n"), 2)).hasSize(2);
    told("a line above the header");
    assertThat(read("Changed database context to 'HDM'.\n\n" + PLAIN, 2))
        .containsExactly("4: 1 | 11 | VIS", "5: 2 | 12 | HEAR");
    told("2 lines above the header");

    refused(
        "3,11,VIS\n" + PLAIN,
        "its header is on line 2, but line 1 is not a line that tools write above a header, so it"
            + " may be a record");
  }

  // --- header and cells

  @Test
  void aHeaderThatStandsTwiceIsNoRecord() {
    refused(
        PLAIN + HEADER + "3,13,VIS\n",
        "its header appears a second time, on line 4: several files were put together");
  }

  @Test
  void aHeaderMayBeInOtherLettersAndInQuotes() {
    for (String header :
        List.of(
            "\"DISA_TABLE_ID\", Disa_Person_Id ,disa_disability_code\n",
            "[disa_table_id],[disa_person_id],[disa_disability_code]\n")) {
      NightFolder opened =
          night.write(FILE, PLAIN.replace(HEADER, header)).open("ssd_disability", 2);

      assertThat(opened.files().get(0).columns()).containsExactly(HEADER.strip().split(","));
    }
  }

  @Test
  void blankCellsAtTheEndOfEveryRecordOrOfTheHeaderAreLeftOut() {
    assertThat(read(HEADER + "1,11,VIS,\n2,12,HEAR,\n", 2)).hasSize(2);
    told("1 blank cells at the end of each record");
    assertThat(read(PLAIN.replace("code\n", "code,,\n"), 2)).isEqualTo(RECORDS);
    assertThat(oddities).anyMatch(text -> text.contains("2 blank cells at the end of the header"));

    // Some with, some without: a comma within a cell looks the same.
    assertThat(read(HEADER + "1,11,VIS,\n2,12,HEAR\n", 2)).hasSize(2);
    assertThat(oddities).isEmpty();
  }

  @Test
  void aFileOfWhichMostRecordsHaveOtherCellsIsRefusedWithTheFirst() {
    refused(
        HEADER + "1,11,VIS\n2,12,HEAR,x\n3,11,VIS,x\n",
        "2 of 3 records do not have the 3 cells of the header; the first, on line 3, has 4");
  }
}
