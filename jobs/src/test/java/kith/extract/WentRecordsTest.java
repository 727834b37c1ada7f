package kith.extract;

import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The list of records that disappeared: what is looked for again, and what has returned. */
class WentRecordsTest {

  private static final LocalDate LAST = JudgedTable.LAST;
  private static final SourceSystem SOURCE = TextNight.source("missing", "cla_visits", "contacts");

  private static final String COLUMNS =
      "went_on | source_system | source_table | content_hash | key_hash | verdict\n";

  private static Dataset<Row> missing(String rows) {
    return SparkTest.spark()
        .createDataFrame(
            TestTables.parse(COLUMNS + rows).stream().map(WentRecordsTest::row).toList(),
            WentRecords.COLUMNS);
  }

  private static Row row(Map<String, String> cells) {
    return RowFactory.create(
        Date.valueOf(cells.get("went_on")),
        cells.get("source_system"),
        cells.get("source_table"),
        Long.valueOf(cells.get("content_hash")),
        Long.valueOf(cells.get("key_hash")),
        cells.get("verdict"));
  }

  // --- what a night looks for

  @Test
  void nothingIsLookedForBeforeARecordHasGone() {
    MemoryLake lake = new MemoryLake();

    assertThat(WentRecords.of(lake, LAST)).isNull();
    assertThat(WentRecords.hashes(lake, LAST, SOURCE.contract("missing"))).isNull();
  }

  @Test
  void aTableLooksForContentsAndKeysOfItsOwnRecordsOfTheNightBefore() {
    MemoryLake lake = new MemoryLake();
    lake.give(
        WentRecords.TABLE,
        LAST,
        missing(
            """
            2025-03-30 | ssd   | missing    | 1 | 10 | deleted
            2025-03-29 | ssd   | missing    | 2 | 20 | merged
            2025-03-30 | ssd   | cla_visits | 3 | 30 | deleted
            2025-03-30 | other | missing    | 4 | 40 | deleted
            """));
    lake.give(
        WentRecords.TABLE,
        LAST.minusDays(1),
        missing("2025-03-29 | ssd | missing | 5 | 50 | deleted"));

    assertThat(hashes(lake, "missing")).containsExactlyInAnyOrder(1L, 10L, 2L, 20L);
    assertThat(hashes(lake, "cla_visits")).containsExactlyInAnyOrder(3L, 30L);
  }

  /** A longer window brings back what aged out the night before. */
  @Test
  void aRecordThatAgedOutIsLookedForOnTheNextNight() {
    MemoryLake lake = new MemoryLake();
    lake.give(WentRecords.TABLE, LAST, missing("2025-03-30 | ssd | missing | 1 | 10 | aged_out"));

    assertThat(hashes(lake, "missing")).containsExactlyInAnyOrder(1L, 10L);
  }

  private static List<Long> hashes(MemoryLake lake, String table) {
    return WentRecords.hashes(lake, LAST, SOURCE.contract(table)).collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  // --- what is still missing

  @Test
  void aRecordReturnsByItsContentOrByItsBusinessKey() {
    Dataset<Row> missing =
        missing(
            """
            2025-03-28 | ssd | missing | 1 | 10 | deleted
            2025-03-29 | ssd | missing | 2 | 20 | deleted
            2025-03-30 | ssd | missing | 3 | 30 | merged
            """);

    assertRows(
        WentRecords.notBack(missing, back("missing | 1 | 11", "missing | 22 | 20")),
        COLUMNS + "2025-03-30 | ssd | missing | 3 | 30 | merged");
  }

  /** A visit and a contact of a child on one day have the same business key. */
  @Test
  void aRecordReturnsInItsOwnTableOnly() {
    Dataset<Row> missing =
        missing(
            """
            2025-03-30 | ssd | cla_visits | 1 | 10 | deleted
            2025-03-30 | ssd | contacts   | 2 | 10 | deleted
            """);

    assertRows(
        WentRecords.notBack(missing, back("cla_visits | 1 | 10")),
        COLUMNS + "2025-03-30 | ssd | contacts | 2 | 10 | deleted");
  }

  @Test
  void aRecordReturnsInItsOwnSourceOnly() {
    Dataset<Row> missing =
        missing(
            """
            2025-03-30 | ssd   | missing | 1 | 10 | deleted
            2025-03-30 | other | missing | 1 | 10 | deleted
            """);

    assertRows(
        WentRecords.notBack(missing, back("missing | 1 | 10")),
        COLUMNS + "2025-03-30 | other | missing | 1 | 10 | deleted");
  }

  /** A child may have two contacts on a day: they have one business key. */
  @Test
  void ofTwoRecordsWithOneBusinessKeyTheOneThatReturnedIsClosed() {
    Dataset<Row> missing =
        missing(
            """
            2025-03-30 | ssd | contacts | 1 | 10 | deleted
            2025-03-30 | ssd | contacts | 2 | 10 | deleted
            2025-03-30 | ssd | contacts | 3 | 20 | deleted
            2025-03-30 | ssd | contacts | 4 | 20 | deleted
            2025-03-30 | ssd | contacts | 5 | 30 | deleted
            2025-03-30 | ssd | contacts | 6 | 30 | deleted
            """);

    assertRows(
        WentRecords.notBack(
            missing,
            back(
                "contacts | 2 | 10",
                "contacts | 9 | 20",
                "contacts | 5 | 30",
                "contacts | 8 | 30")),
        COLUMNS
            + """
            2025-03-30 | ssd | contacts | 1 | 10 | deleted
            2025-03-30 | ssd | contacts | 4 | 20 | deleted
            """);
  }

  /** Half of all hashes are negative as a number, and one in sixteen begins with a zero. */
  @Test
  void aHashIsFoundWhateverItsFirstDigitIs() {
    Dataset<Row> missing =
        missing(
            """
            2025-03-30 | ssd | missing | -1 | -10 | deleted
            2025-03-30 | ssd | missing | 5  | -20 | deleted
            2025-03-30 | ssd | missing | -9 | 30  | deleted
            """);

    assertRows(
        WentRecords.notBack(missing, back("missing | -1 | 2", "missing | 3 | -20")),
        COLUMNS + "2025-03-30 | ssd | missing | -9 | 30 | deleted");
  }

  @Test
  void whatHasNotReturnedKeepsTheNightOnWhichItWentAndLosesThatOfTheList() {
    MemoryLake lake = new MemoryLake();
    lake.give(WentRecords.TABLE, LAST, missing("2025-03-02 | ssd | missing | 1 | 10 | deleted"));

    Dataset<Row> still = WentRecords.notBack(WentRecords.of(lake, LAST), List.of());

    assertThat(still.columns()).isEqualTo(WentRecords.COLUMNS.fieldNames());
    assertRows(still, COLUMNS + "2025-03-02 | ssd | missing | 1 | 10 | deleted");
  }

  /** Rows that returned tonight: table, and the numbers of their two hashes. */
  private static List<Dataset<Row>> back(String... rows) {
    return TestTables.parse("table | content | key\n" + String.join("\n", rows)).stream()
        .map(
            cells ->
                WentRecords.back(
                    SOURCE.contract(cells.get("table")),
                    SparkTest.spark()
                        .createDataFrame(
                            List.of(
                                RowFactory.create(
                                    hash(cells.get("content")), hash(cells.get("key")))),
                            new StructType()
                                .add("row_hash", DataTypes.StringType)
                                .add("business_key_hash", DataTypes.StringType))))
        .toList();
  }

  /** A hash as {@code raw} holds it, of which this is the number. */
  private static String hash(String number) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(Long.parseLong(number)).putLong(7).array();
    String hash = Fingerprints.hex(bytes);
    assertThat(Fingerprints.number(hash)).isEqualTo(Long.parseLong(number));
    return hash;
  }

  @Test
  void aRecordThatAgedOutIsListedOnOneNightOnly() {
    Dataset<Row> missing =
        missing(
            """
            2025-03-30 | ssd | missing | 1 | 10 | aged_out
            2025-03-30 | ssd | missing | 2 | 20 | deleted
            """);

    assertRows(
        WentRecords.notBack(missing, List.of()),
        COLUMNS + "2025-03-30 | ssd | missing | 2 | 20 | deleted");
  }
}
