package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.extract.NightComparison.OddRow;
import kith.source.Extracted;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.source.SourceTable;
import kith.source.folder.TextNight;
import kith.table.Counts;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What a table is compared with, and which rows only one of two nights has. */
class TonightAndBeforeTest {

  private static final LocalDate NIGHT = JudgedTable.NIGHT;
  private static final LocalDate LAST = JudgedTable.LAST;
  private static final SourceSystem SOURCE = TextNight.source("missing");
  private static final SourceContract MISSING = SOURCE.contract("missing");
  private static final TableName RAW = MISSING.in(Zone.RAW);

  private static final String COLUMNS =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted";

  private static final String STAYS = "1,11,2025-03-02,M,2025-03-04,,";
  private static final String GOES = "2,11,2025-03-05,M,2025-03-06,,";
  private static final String AGES_OUT = "3,11,2019-03-05,M,2019-03-06,,";
  private static final String COMES = "4,11,2025-03-07,M,2025-03-08,,";

  private final MemoryLake lake = new MemoryLake();
  private final MemoryNight night =
      new MemoryNight(SOURCE, NIGHT)
          .from(JudgedTable.WINDOW_START)
          .with("missing", COLUMNS, STAYS, COMES);

  private static Dataset<Row> rows(String... lines) {
    return new JudgedTable(SOURCE, "missing").judge(lines).raw();
  }

  private TonightAndBefore compared() {
    StepCounts counted =
        new StepCounts().put("ssd_missing", new Counts().put(Extracted.RAW_ROWS, 3));
    return new TonightAndBefore(night, new NightBefore(LAST, counted), lake);
  }

  /** Reads tonight's file as the table's step does, and lands what is loaded. */
  private void land(TonightAndBefore compared) {
    SourceTable table = night.table(MISSING).orElseThrow();
    Judgement judgement =
        new Judgement(
            MISSING,
            NIGHT,
            JudgedTable.cells(SOURCE),
            HeldValue.of(Set.of("11")),
            null,
            new FirstSeen(Map.of(), Map.of(), Map.of()),
            Map.of());
    Dataset<Row> judged =
        Landing.rows(
            SparkTest.spark(),
            table,
            MISSING,
            HeldValue.of(judgement),
            compared.of(MISSING, Judgement.schema(MISSING)));
    lake.give(
        RAW, NIGHT, SparkTest.spark().createDataFrame(judged.collectAsList(), judged.schema()));
  }

  @Test
  void aTableIsComparedWithItsRowsOfTheNightBeforeAndWhatIsMissingSince() {
    lake.give(RAW, LAST, rows(STAYS, GOES));
    lake.give(RAW, LAST.minusDays(1), rows(AGES_OUT));
    lake.give(
        WentRecords.TABLE,
        LAST,
        SparkTest.spark().createDataFrame(List.<Row>of(), WentRecords.COLUMNS));

    Landing.NightRows beside = compared().of(MISSING, Judgement.schema(MISSING));

    assertThat(beside.last().count()).isEqualTo(2);
    assertThat(beside.went().isEmpty()).isTrue();
    assertThat(beside.setting().before()).isEqualTo(LAST);
    assertThat(beside.setting().windowStart()).isEqualTo(JudgedTable.WINDOW_START);
  }

  @Test
  void aTableThatTheLakeDoesNotHaveIsComparedWithNothing() {
    Landing.NightRows beside = compared().of(MISSING, Judgement.schema(MISSING));

    assertThat(beside.last()).isNull();
    assertThat(beside.went()).isNull();
  }

  @Test
  void theRowsBeforeAreThoseThatTheNightBeforeCounted() {
    assertThat(compared().rowsBefore(MISSING)).isEqualTo(3);
    assertThat(
            new TonightAndBefore(night, new NightBefore(LAST, new StepCounts()), lake)
                .rowsBefore(MISSING))
        .isZero();
  }

  @Test
  void theReaderTellsWhichRowsOnlyOneNightHas() {
    lake.give(RAW, LAST, rows(STAYS, GOES, AGES_OUT));
    TonightAndBefore compared = compared();
    land(compared);

    assertThat(compared.oddRows(MISSING, lake.versions()))
        .extracting(row -> row.isTonight() + " " + row.hasLeft())
        .containsExactlyInAnyOrder("true false", "false false", "false true");
  }

  /** What a stopped run was told is gone with its memory. */
  @Test
  void aRunThatResumesFindsTheSameRowsInWhatHasLanded() {
    lake.give(RAW, LAST, rows(STAYS, GOES, AGES_OUT));
    TonightAndBefore stopped = compared();
    land(stopped);
    List<OddRow> told = stopped.oddRows(MISSING, lake.versions());

    assertThat(compared().oddRows(MISSING, lake.versions()))
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(told);
  }

  /** A table is read twice where a better version of a record came later in its file. */
  @Test
  void ofTwoReadingsTheLastCounts() {
    lake.give(RAW, LAST, rows(STAYS, GOES, AGES_OUT));
    TonightAndBefore compared = compared();
    land(compared);

    compared.of(MISSING, Judgement.schema(MISSING));

    assertThat(compared.oddRows(MISSING, lake.versions())).isEmpty();
  }
}
