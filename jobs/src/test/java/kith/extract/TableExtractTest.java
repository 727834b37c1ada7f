package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import kith.project.Project;
import kith.source.Extracted;
import kith.source.SourceContract;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Counts;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Written;
import kith.table.Zone;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the step of a table waits for, reads, writes and counts. */
class TableExtractTest {

  private static final LocalDate NIGHT = JudgedTable.NIGHT;
  private static final LocalDate LAST = JudgedTable.LAST;
  private static final SourceSystem SOURCE = TextNight.source("person", "missing", "disability");
  private static final SourceContract MISSING = SOURCE.contract("missing");
  private static final TableName RAW = MISSING.in(Zone.RAW);
  private static final TableName QUARANTINE = MISSING.in(Zone.QUARANTINE);

  private static final String COLUMNS =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted";

  private static final String WHOLE = "1,11,2025-03-02,M,2025-03-04,,";
  private static final String BROKEN = "2,11,,M,2025-03-04,,";

  private final MemoryLake lake = new MemoryLake();

  @BeforeEach
  void onePersonIsKnown() {
    for (LocalDate night : List.of(LAST, NIGHT)) {
      lake.give(
          SOURCE.contract("person").in(Zone.RAW),
          night,
          new JudgedTable(SOURCE, "person")
              .knowingNobody()
              .judge(TextNight.PERSON_11.split("\n")[1])
              .raw());
    }
  }

  private static MemoryNight night(LocalDate date, String... records) {
    return new MemoryNight(SOURCE, date).with("missing", COLUMNS, records);
  }

  private TableExtract step(MemoryNight night, TonightAndBefore compared) {
    return new TableExtract(
        night,
        MISSING,
        JudgedTable.cells(SOURCE),
        new KnownPersons(night, JudgedTable.cells(SOURCE), lake, lake.versions()),
        compared,
        lake);
  }

  private StageStep.Result run(LocalDate date, String... records) {
    return step(night(date, records), null).run();
  }

  private List<String> numbers(TableName table) {
    return lake.table(table).collectAsList().stream()
        .map(row -> row.<String>getAs("miss_table_id"))
        .toList();
  }

  // --- what it waits for

  private static List<String> after(String shape, String table) {
    SourceSystem source =
        SourceSystem.of(Project.home(), "ssd").in(SourceShape.of(Project.home(), "ssd", shape));
    return new TableExtract(
            new MemoryNight(source, NIGHT), source.contract(table), null, null, null, null)
        .after();
  }

  @Test
  void aTableWaitsForTheVolumeAndForThePersonsThatItNames() {
    assertThat(after("plain", "person")).containsExactly("volume");
    assertThat(after("plain", "department")).as("names nobody").containsExactly("volume");
    assertThat(after("plain", "cla_placement")).containsExactly("volume", "ssd_person");
  }

  @Test
  void aTableWhosePersonsAnotherNamesWaitsForThatTableToo() {
    assertThat(after("mosaic", "cla_placement"))
        .containsExactly("volume", "ssd_person", "ssd_cla_episodes");
  }

  // --- what it writes

  @Test
  void aNightWithoutRejectedRecordsWritesNoQuarantine() {
    StageStep.Result result = run(NIGHT, WHOLE);

    assertThat(result.tables()).extracting(Written::table).containsExactly(RAW);
    assertThat(numbers(RAW)).containsExactly("1");
    assertThat(result.counts().of(Extracted.RAW_ROWS)).isOne();
    assertThat(result.counts().has(Extracted.QUARANTINE_ROWS)).isTrue();
    assertThat(lake.version(QUARANTINE)).isNegative();
  }

  @Test
  void whatARepairedExtractNoLongerRejectsLeavesTheQuarantine() {
    StageStep.Result rejected = run(NIGHT, WHOLE, BROKEN);
    assertThat(lake.table(QUARANTINE).count()).isOne();
    assertThat(rejected.counts().of(Extracted.QUARANTINE_ROWS)).isOne();

    StageStep.Result repaired = run(NIGHT, WHOLE);

    assertThat(repaired.tables()).extracting(Written::table).containsExactly(RAW, QUARANTINE);
    assertThat(lake.table(QUARANTINE).isEmpty()).isTrue();
    assertThat(repaired.counts().of(Extracted.QUARANTINE_ROWS)).isZero();
  }

  @Test
  void aTableThatTheNightDoesNotHaveIsEmpty() {
    StageStep.Result result = step(new MemoryNight(SOURCE, NIGHT), null).run();

    assertThat(lake.table(RAW).isEmpty()).isTrue();
    assertThat(lake.table(RAW).columns()).contains("miss_table_id", "row_hash", "verdict");
    assertThat(result.counts().of(Extracted.SOURCE)).isZero();
    assertThat(result.counts().of(Extracted.PARSED)).isZero();
    assertThat(result.counts().of(Extracted.RAW_ROWS)).isZero();
  }

  /** The better version comes later in the file, when the first is already taken. */
  @Test
  void ofTwoVersionsOfARecordTheMoreCompleteIsLoadedWhereverItIs() {
    String open = "1,11,2025-03-02,M,,,";
    for (List<String> file : List.of(List.of(open, WHOLE), List.of(WHOLE, open))) {
      StageStep.Result result = run(NIGHT, file.toArray(String[]::new));

      assertThat(lake.table(RAW).select("miss_missing_episode_end_date").collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly("2025-03-04");
      assertThat(lake.table(QUARANTINE).collectAsList())
          .singleElement()
          .satisfies(row -> assertThat(reasons(row)).containsExactly("version"));
      assertThat(result.counts().of(Judgement.VERSION)).isOne();
      assertThat(result.counts().of(Extracted.LOADED)).isOne();
      assertThat(result.counts().of(Extracted.QUARANTINED)).isOne();
    }
  }

  private static List<String> reasons(Row row) {
    return row.getList(row.fieldIndex("reasons"));
  }

  // --- what it counts

  @Test
  void everyRecordIsCountedOnBothSides() {
    Counts counts = run(NIGHT, WHOLE, WHOLE, BROKEN, "3,99,2025-03-02,M,,,").counts();

    assertThat(counts.of(Extracted.SOURCE)).isEqualTo(4);
    assertThat(counts.of(Extracted.PARSED)).isEqualTo(4);
    assertThat(counts.of(Extracted.LOADED)).isOne();
    assertThat(counts.of(Extracted.DUPLICATE)).isOne();
    assertThat(counts.of(Extracted.QUARANTINED)).isEqualTo(2);
  }

  /** What hardly ever occurs would otherwise fill the table of counts with zeros. */
  @Test
  void rareMeasuresAreCountedOnlyWhereThereAreAny() {
    assertThat(run(NIGHT, WHOLE).counts().byMeasure().keySet())
        .contains("loaded", "quarantined", "duplicate")
        .doesNotContain("replaces", "version", "out_of_scope", "verdict_new");
  }

  @Test
  void aRecordThatBeganBeforeTheNightBeforeIsEnteredLate() {
    run(LAST, WHOLE);
    MemoryNight tonight =
        night(NIGHT, WHOLE, "4,11,2025-03-29,M,,,", "5,11,2025-03-30,M,,,")
            .from(LAST.minusYears(6));
    StepCounts before =
        new StepCounts().put("ssd_missing", new Counts().put(Extracted.RAW_ROWS, 1));

    Counts counts =
        step(tonight, new TonightAndBefore(tonight, new NightBefore(LAST, before), lake))
            .run()
            .counts();

    assertThat(counts.of("verdict_unchanged")).isOne();
    assertThat(counts.of("verdict_new")).isEqualTo(2);
    assertThat(counts.of("late_entry")).as("the 29th, not the 30th").isOne();
  }

  // --- since when a record is rejected

  @Test
  void aRecordThatIsRejectedAgainKeepsTheNightThatFirstSawIt() {
    run(LAST, WHOLE, BROKEN);

    run(NIGHT, WHOLE, BROKEN, "7,11,2025-03-02,M,2025-03-01,,");

    assertThat(lake.table(QUARANTINE).orderBy("line").collectAsList())
        .extracting(row -> row.<Date>getAs("first_seen_on") + " " + row.<Date>getAs("last_seen_on"))
        .containsExactly("2025-03-30 2025-03-31", "2025-03-31 2025-03-31");
  }
}
