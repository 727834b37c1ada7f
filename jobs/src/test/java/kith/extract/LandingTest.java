package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.source.SourceSystem;
import kith.source.folder.NightFolder;
import kith.source.folder.SmallParquet;
import kith.source.folder.TextNight;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records of a file, judged in one pass, for any kind of file. */
class LandingTest {

  private static final String HEADER =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n";

  private static final SourceSystem SOURCE = TextNight.source("missing");

  @TempDir private Path folder;
  private TextNight night;
  private List<String> oddities;

  @BeforeEach
  void oneTable() {
    night = new TextNight(folder.resolve("source"), TextNight.NIGHT, "missing");
  }

  private List<Row> landed(int records) {
    return rows(records).collectAsList();
  }

  private Dataset<Row> rows(int records) {
    NightFolder opened = night.open("ssd_missing", records);
    oddities = opened.oddities();
    Judgement judgement =
        new Judgement(
            SOURCE.contract("missing"),
            TextNight.NIGHT,
            JudgedTable.cells(SOURCE),
            HeldValue.of(Set.of("11")),
            null,
            new FirstSeen(Map.of(), Map.of(), Map.of()),
            Map.of());
    return Landing.rows(
        SparkTest.spark(),
        opened.files().get(0),
        SOURCE.contract("missing"),
        HeldValue.of(judgement),
        null);
  }

  /** Cells are not encoded and decoded again between the two. */
  @Test
  void rowsGoFromTheReaderToTheJudgementAsTheyAre() {
    night.write("ssd_missing.csv", HEADER + "1,11,2025-03-01,M,,,\n");

    assertThat(rows(1).queryExecution().optimizedPlan().toString().split("SerializeFromObject"))
        .hasSize(2);
  }

  @Test
  void recordsOfACsvFileKnowTheirLineAndTheirCellsByTheHeader() {
    night.write(
        "ssd_missing.csv",
        "\uFEFFmiss_person_id,miss_table_id,miss_missing_episode_type,"
            + "miss_missing_episode_end_date,miss_missing_episode_start_date,"
            + "miss_missing_rhi_accepted,miss_missing_rhi_offered\r\n"
            + "11,1,\"M Missing,\r\nwhereabouts unknown\",,2025-03-01 22:30:00.000,NA,Y \r\n"
            + "\r\n"
            + "11,3,A Away\r\n"
            + "#11,4,M,,2025-03-02,,\r\n");

    assertThat(landed(3))
        .extracting(
            row ->
                row.getAs("source_row")
                    + " "
                    + row.getAs("miss_table_id")
                    + " "
                    + row.getAs("miss_missing_episode_start_date")
                    + " "
                    + row.getAs("outcome"))
        .containsExactly(
            "2025-03-31/missing:2 1 2025-03-01 22:30:00.000 loaded",
            "2025-03-31/missing:5 3 null quarantined",
            "2025-03-31/missing:6 4 2025-03-02 quarantined");
  }

  @Test
  void everyReadingJudgesByItself() {
    night.write("ssd_missing.csv", HEADER + "1,11,2025-03-01,M,,,\n1,11,2025-03-01,M ,,,\n");

    List<Row> first = landed(2);

    assertThat(first)
        .extracting(row -> row.<String>getAs("outcome"))
        .containsExactly("loaded", "duplicate");
    assertThat(landed(2)).isEqualTo(first);
  }

  @Test
  void aTableThatTheNightDoesNotHaveHasNoRecords() {
    assertThat(Landing.none(SparkTest.spark(), SOURCE.contract("missing")).columns())
        .contains("miss_table_id", "outcome", "cells_read");
    assertThat(Landing.none(SparkTest.spark(), SOURCE.contract("missing")).isEmpty()).isTrue();
  }

  @Test
  void parquetGivesTheSameRowsAsCsv() throws IOException {
    night.write(
        "ssd_missing.csv", HEADER + "1,11,2025-03-01,M,,,\n2,11,2025-03-02,A,2025-03-03,Y,N\n");
    List<String> fromCsv = hashes(landed(2));
    Path csv = night.folder().resolve("ssd_missing.csv");
    SparkTest.spark()
        .read()
        .option("header", "true")
        .csv(csv.toString())
        .coalesce(1)
        .write()
        .parquet(night.folder().resolve("ssd_missing.parquet").toString());
    Files.delete(csv);

    assertThat(hashes(landed(2))).isEqualTo(fromCsv);
  }

  private static List<String> hashes(List<Row> rows) {
    return rows.stream().map(row -> row.<String>getAs("row_hash")).toList();
  }

  /** As other tools write them: nanoseconds, instants, numbers, and unreadable columns. */
  @Test
  void parquetOfOtherToolsIsRead() throws IOException {
    Files.createDirectories(night.folder());
    SmallParquet.write(
        night.folder().resolve("ssd_missing.parquet"),
        """
        message night {
          optional double miss_table_id;
          optional int64 miss_person_id;
          optional int64 miss_missing_episode_start_date (TIMESTAMP(NANOS,false));
          optional binary miss_missing_episode_type;
          optional int64 miss_missing_episode_end_date (TIMESTAMP(MICROS,true));
          optional binary miss_missing_rhi_offered (STRING);
          optional boolean miss_missing_rhi_accepted;
          optional int64 taken (TIME(NANOS,false));
          optional int64 Taken (TIMESTAMP(NANOS,true));
          optional group more { optional int32 one; }
        }
        """,
        row ->
            row.append("miss_table_id", 1.0)
                .append("miss_person_id", 11L)
                // 22:30 on the clock, in summer time.
                .append("miss_missing_episode_start_date", 1_722_551_400_000_000_001L)
                .append("miss_missing_episode_type", "M")
                // 00:30 UTC of the night when clocks went back: 01:30, the first of two.
                .append("miss_missing_episode_end_date", 1_729_989_000_000_000L)
                .append("miss_missing_rhi_accepted", true)
                .append("taken", 5L)
                .append("Taken", 5L));

    assertThat(landed(1))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("miss_table_id")).isEqualTo("1");
              assertThat(row.<String>getAs("miss_person_id")).isEqualTo("11");
              assertThat(row.<String>getAs("miss_missing_episode_start_date"))
                  .isEqualTo("2024-08-01T22:30:00.000000001");
              assertThat(row.<String>getAs("miss_missing_episode_type")).isEqualTo("M");
              assertThat(row.<String>getAs("miss_missing_episode_end_date"))
                  .isEqualTo("2024-10-27T01:30:00.000000+01:00");
              assertThat(row.<String>getAs("miss_missing_rhi_offered")).isNull();
              assertThat(row.<String>getAs("cells_read")).doesNotContain("unusable");
            });
    assertThat(oddities).singleElement().asString().contains("has 3 column(s)");
  }
}
