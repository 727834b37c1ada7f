package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.source.ColumnType;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that are not written as their contract requires, exactly at their limits. */
class UnreadableColumnsTest {

  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");
  private static final SourceContract MISSING = SSD.contract("missing");
  private static final String ENDED = "miss_missing_episode_end_date";
  private static final String TYPE = "miss_missing_episode_type";

  @TempDir private Path folder;

  /** Every column is read, and every one can hold the night. */
  private static List<String> found(SourceContract contract, Map<String, Long> counted) {
    Set<String> all =
        contract.landed().stream().map(SourceColumn::name).collect(Collectors.toSet());
    return UnreadableColumns.of(contract, all, all, Counts.from(counted), true);
  }

  private static Map<String, Long> cells(String column, long filled, String odd, long cells) {
    return Map.of("filled:" + column, filled, odd + ":" + column, cells);
  }

  @Test
  void tenPercentOfTheCellsMayBeUnusableAndMoreHoldTheNight() {
    assertThat(MISSING.limits().unusablePercent()).isEqualTo(10);

    assertThat(found(MISSING, cells(ENDED, 100, "unusable", 10))).isEmpty();
    assertThat(found(MISSING, cells(ENDED, 1_209, "unusable", 121)))
        .containsExactly(
            "ssd_missing." + ENDED + " (121 of 1,209 filled cells are not of type timestamp)");
  }

  @Test
  void nineCellsSayNothingOfAColumn() {
    assertThat(found(MISSING, cells(ENDED, 9, "unusable", 9))).isEmpty();
    assertThat(found(MISSING, cells(ENDED, 10, "unusable", 10))).hasSize(1);
  }

  @Test
  void halfOfTheCodesMayBeUnknownAndMoreHoldTheNight() {
    assertThat(MISSING.limits().unknownCodePercent()).isEqualTo(50);

    assertThat(found(MISSING, cells(TYPE, 22, "unknown_code", 11))).isEmpty();
    assertThat(found(MISSING, cells(TYPE, 21, "unknown_code", 11)))
        .containsExactly(
            "ssd_missing."
                + TYPE
                + " (11 of 21 filled cells are codes that are not in the list missing)");
  }

  @Test
  void fillersAreNoFilledCells() {
    assertThat(
            found(
                MISSING,
                Map.of("filled:" + TYPE, 30L, "filler:" + TYPE, 9L, "unknown_code:" + TYPE, 11L)))
        .singleElement()
        .asString()
        .contains("(11 of 21 filled cells");
  }

  @Test
  void numbersOutsideTheRangeOfTheirUnitCountAsWell() {
    SourceContract months = SSD.contract("hr_worker_month");
    String column =
        months.landed().stream()
            .filter(one -> one.type() == ColumnType.DECIMAL)
            .findFirst()
            .orElseThrow()
            .name();

    assertThat(found(months, cells(column, 99, "out_of_range", 10)))
        .containsExactly(
            "ssd_hr_worker_month."
                + column
                + " (10 of 99 filled cells are out of the range of their unit)");
  }

  @Test
  void aContractMaySetItsOwnLimits() {
    SourceContract lenient =
        TextNight.limited(folder, "missing", "unusable_percent: 60, unknown_code_percent: 53");

    assertThat(found(lenient, cells(ENDED, 20, "unusable", 12))).isEmpty();
    assertThat(found(lenient, cells(ENDED, 20, "unusable", 13))).hasSize(1);
    assertThat(found(lenient, cells(TYPE, 21, "unknown_code", 11))).isEmpty();
  }

  @Test
  void aColumnThatNothingReadsHoldsNoNightAndOneWithoutAKpiOnlyByItsSpelling() {
    Counts unusable = Counts.from(cells(ENDED, 20, "unusable", 20));
    Counts monthFirst = Counts.from(cells(ENDED, 20, "month_first", 20));

    assertThat(UnreadableColumns.of(MISSING, Set.of(), Set.of(ENDED), unusable, true)).isEmpty();
    assertThat(UnreadableColumns.of(MISSING, Set.of(), Set.of(ENDED), monthFirst, true)).isEmpty();
    assertThat(UnreadableColumns.of(MISSING, Set.of(ENDED), Set.of(), unusable, true)).isEmpty();
    assertThat(UnreadableColumns.of(MISSING, Set.of(ENDED), Set.of(), monthFirst, true))
        .singleElement()
        .asString()
        .startsWith("ssd_missing." + ENDED + " (20 dates with the month first");
  }

  @Test
  void ofAColumnTheOrderOfDayAndMonthIsToldBeforeTheCellsThatCannotBeRead() {
    assertThat(
            found(
                MISSING,
                Map.of(
                    "filled:" + ENDED, 20L, "unusable:" + ENDED, 20L, "month_first:" + ENDED, 9L)))
        .singleElement()
        .asString()
        .contains("with the month first");
  }
}
