package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Counts;
import kith.table.StepCounts;
import kith.testing.Counted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds a night back once everything is loaded, from what the steps have counted. */
class ControlTotalsTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);
  private static final String STARTED = "miss_missing_episode_start_date";
  private static final String ENDED = "miss_missing_episode_end_date";

  @TempDir private Path folder;
  private final MemoryLake lake = new MemoryLake();
  private SourceSystem source = TextNight.source("missing", "disability");
  private final StepCounts counts = new StepCounts();
  private final Map<String, Long> records = new HashMap<>();
  private Set<String> needed = TextNight.needed();
  private NightBefore before;

  @BeforeEach
  void twoTables() {
    counts.put(Volume.NAME, new Counts());
    loaded("missing", 100, 0);
    loaded("disability", 1, 0);
  }

  /** A table with this many records, of which some are quarantined and all others loaded. */
  private void loaded(String table, long all, long quarantined) {
    records.put(table, all);
    counts.put(
        "ssd_" + table,
        Counts.from(
            Map.of(
                "parsed",
                all,
                "raw_rows",
                all - quarantined,
                "quarantine_rows",
                quarantined,
                "duplicate",
                0L,
                "extra_columns",
                0L)));
  }

  private void count(String table, String measure, long number) {
    counts.of("ssd_" + table).put(measure, number);
  }

  private Map<String, Long> check(String... accepted) {
    MemoryNight night = new MemoryNight(source, NIGHT);
    source
        .contracts()
        .forEach(contract -> night.counting(contract.table(), records.get(contract.table())));
    ControlTotals step =
        new ControlTotals(
            List.of(night),
            List.of(),
            needed,
            Optional.ofNullable(before),
            Set.of(accepted),
            lake,
            counts);
    return step.run().counts().byMeasure();
  }

  private void heldBack(String what) {
    assertThatThrownBy(this::check)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(what);
  }

  private List<String> totals(String columns) {
    return lake
        .table(ControlTotals.CONTROL_TOTAL)
        .orderBy("source_table")
        .selectExpr("concat_ws(' ', source_table, " + columns + ")")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  // --- promise 1

  @Test
  void totalsOfEveryTableAreWrittenAndHold() {
    loaded("missing", 200, 1);
    count("missing", "duplicate", 2);
    count("missing", "raw_rows", 197);

    assertThat(check()).isEqualTo(Map.of("tables", 2L));
    assertThat(
            totals(
                "source_rows, loaded_rows, quarantined_rows, duplicate_rows, holds, fingerprint"))
        .containsExactly(
            "disability 1 1 0 0 true fingerprint", "missing 200 197 1 2 true fingerprint");
  }

  @Test
  void oneRowMoreOrLessThanTheSourceHasHoldsTheNightAndIsWritten() {
    count("missing", "raw_rows", 101);
    heldBack("ssd_missing (100 in the source, 101 loaded, 0 quarantined, 0 duplicates)");
    assertThat(totals("holds")).containsExactly("disability true", "missing false");

    count("missing", "raw_rows", 99);
    heldBack("ssd_missing (100 in the source, 99 loaded, 0 quarantined, 0 duplicates)");
  }

  @Test
  void aRecordThatTheCounterSeesAndTheParserDoesNotHoldsTheNight() {
    count("missing", "parsed", 99);

    heldBack("The control totals of 2025-03-31 do not hold for ssd_missing (100 in the source");
  }

  @Test
  void onlyWhatIsCountedByColumnIsASourceCount() {
    count("missing", "filler:" + ENDED, 3);
    check();

    assertThat(lake.table(ControlTotals.SOURCE_COUNT).collectAsList())
        .extracting(
            row ->
                row.getAs("source_table")
                    + " "
                    + row.getAs("measure")
                    + " "
                    + row.getAs("column")
                    + " "
                    + row.getAs("cells"))
        .containsExactly("missing filler " + ENDED + " 3");
  }

  // --- quarantined records

  @Test
  void onePercentOfATableMayBeQuarantinedAndOneRecordMoreHoldsTheNight() {
    assertThat(source.contract("missing").limits().quarantinedPercent()).isEqualTo(1);

    loaded("missing", 100, 1);
    check();
    loaded("missing", 100, 2);
    heldBack("quarantined than the contracts allow: ssd_missing (2 of 100)");
    loaded("missing", 200, 2);
    check();
    loaded("missing", 200, 3);
    heldBack("quarantined than the contracts allow: ssd_missing (3 of 200)");
  }

  @Test
  void aContractMaySetItsOwnLimit() {
    loaded("missing", 2, 1);

    source =
        source.with(List.of(limited("quarantined_percent: 50"), source.contract("disability")));
    check();
    source =
        source.with(List.of(limited("quarantined_percent: 49"), source.contract("disability")));
    heldBack("ssd_missing (1 of 2)");
  }

  private SourceContract limited(String limits) {
    return TextNight.limited(folder, "missing", limits);
  }

  @Test
  void strangersWhomTheSourceIsKnownToHoldAreNotToBeCorrected() {
    loaded("missing", 100, 20);
    count("missing", "out_of_scope", 19);
    check();
    assertThat(totals("quarantined_rows, holds")).contains("missing 20 true");

    count("missing", "out_of_scope", 18);
    heldBack("ssd_missing (2 of 100)");
  }

  // --- columns

  @Test
  void aColumnThatIsWrittenAnotherWayHoldsTheNight() {
    count("missing", "filled:" + ENDED, 20);
    count("missing", "unusable:" + ENDED, 12);

    heldBack(
        "cannot be read as their contract requires: ssd_missing." + ENDED + " (12 of 20 filled");
  }

  @Test
  void datesThatMayHaveTheDayOrTheMonthFirstHoldTheNightUnlessAnotherTableSaysWhich() {
    count("missing", "filled:" + STARTED, 20);
    count("missing", "day_or_month_first:" + STARTED, 20);
    heldBack("ssd_missing." + STARTED + " (20 dates such as 03/04/2026");

    count("disability", "day_first:disa_any_date", 1);
    check();
  }

  @Test
  void aColumnWithDatesAheadHoldsTheNight() {
    count("missing", "filled:" + STARTED, 100);
    count("missing", "later_than_night:" + STARTED, 2);

    heldBack("have dates after that day: ssd_missing." + STARTED + " (2 of 100 filled cells)");
  }

  @Test
  void aColumnOnWhichNoKpiRestsHoldsNoNight() {
    needed = Set.of();
    count("missing", "filled:" + ENDED, 20);
    count("missing", "unusable:" + ENDED, 20);
    check();

    needed = Set.of("ssd.missing." + ENDED);
    heldBack("ssd_missing." + ENDED + " (20 of 20 filled");
  }

  @Test
  void aColumnThatLostItsCellsHoldsTheNightUntilSomebodyAcceptsIt() {
    before =
        new NightBefore(
            NIGHT.minusDays(1),
            Counted.by(Map.of("ssd_missing", Map.of("parsed", 100L, "filled:" + ENDED, 60L))));
    count("missing", "filled:" + ENDED, 29);

    heldBack("ssd_missing." + ENDED + " (filled in 60 of 100 records, now in 29 of 100)");

    assertThat(check("ssd_missing")).containsEntry("accepted:ssd_missing", 1L);
    assertThat(totals("volume_accepted")).containsExactly("disability false", "missing true");
  }

  @Test
  void aVolumeThatWasAcceptedBeforeTheTablesWereLoadedIsWrittenToo() {
    counts.of(Volume.NAME).put("accepted:ssd_missing", 1);

    check();

    assertThat(totals("volume_accepted")).containsExactly("disability false", "missing true");
  }

  @Test
  void everyReasonOfTheNightIsToldAtOnce() {
    loaded("missing", 100, 2);
    count("missing", "filled:" + STARTED, 100);
    count("missing", "later_than_night:" + STARTED, 2);

    heldBack("ssd_missing (2 of 100).\nColumns of 2025-03-31 have dates after that day");
  }
}
