package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Counts;
import kith.table.StepCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many fewer records than in the night before hold a night back. */
class VolumeTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  @TempDir private Path folder;
  private SourceSystem source = TextNight.source("missing", "disability");

  /**
   * Runs the step on a night whose tables have this many records; none means that a table is
   * absent.
   */
  private Map<String, Long> check(
      Map<String, Long> last, Map<String, Long> now, String... accepted) {
    MemoryNight night = new MemoryNight(source, NIGHT).beside(1);
    now.forEach(night::counting);
    StepCounts counts = new StepCounts();
    last.forEach(
        (table, records) -> counts.put("ssd_" + table, new Counts().put("source", records)));
    return new Volume(
            List.of(night),
            Optional.of(new NightBefore(NIGHT.minusDays(1), counts)),
            Set.of(accepted))
        .run()
        .counts()
        .byMeasure();
  }

  private void heldBack(Map<String, Long> last, Map<String, Long> now, String tables) {
    assertThatThrownBy(() -> check(last, now))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("Far fewer records than in the night of 2025-03-30: " + tables + ".");
  }

  @Test
  void fortyPercentFewerHoldTheNightBackAndThirtyNineDoNot() {
    assertThat(source.contract("missing").limits().fewerRowsPercent()).isEqualTo(40);

    heldBack(Map.of("missing", 100L), Map.of("missing", 60L), "ssd_missing (100 records, now 60)");
    assertThat(check(Map.of("missing", 100L), Map.of("missing", 61L)))
        .isEqualTo(Map.of("tables", 2L, "extra_files", 1L));
  }

  @Test
  void noRecordsWhereThereWasOneHoldTheNightBack() {
    heldBack(Map.of("missing", 1L), Map.of("missing", 0L), "ssd_missing (1 records, now 0)");
    heldBack(Map.of("missing", 1L), Map.of(), "ssd_missing (1 records, now 0)");
  }

  @Test
  void asManyOrMoreRecordsAndATableThatWasNotThereGoOn() {
    check(Map.of("missing", 10L), Map.of("missing", 10L));
    check(Map.of("missing", 10L), Map.of("missing", 1_000L));
    check(Map.of(), Map.of("missing", 1L));
    check(Map.of("missing", 0L), Map.of("missing", 0L));
  }

  @Test
  void everyTableIsToldWithHowToAcceptIt() {
    assertThatThrownBy(() -> check(Map.of("missing", 7L, "disability", 1L), Map.of("missing", 4L)))
        .hasMessageContaining("ssd_missing (7 records, now 4), ssd_disability (1 records, now 0)")
        .hasMessageContaining("--accept-volume missing --accept-volume disability");
  }

  @Test
  void aTableThatSomebodyAcceptedGoesOnAndIsCounted() {
    Map<String, Long> last = Map.of("missing", 7L, "disability", 1L);

    assertThat(check(last, Map.of("missing", 4L), "ssd_missing", "ssd_disability"))
        .containsEntry("accepted:ssd_missing", 1L)
        .containsEntry("accepted:ssd_disability", 1L);
    assertThatThrownBy(() -> check(last, Map.of("missing", 4L), "ssd_disability"))
        .hasMessageContaining(": ssd_missing (7 records, now 4).");
  }

  @Test
  void acceptingATableThatHasEnoughCountsNothing() {
    assertThat(check(Map.of("missing", 7L), Map.of("missing", 7L), "ssd_missing"))
        .doesNotContainKey("accepted:ssd_missing");
  }

  @Test
  void aContractMaySetItsOwnLimitAndAHundredIsNever() {
    source = source.with(List.of(TextNight.limited(folder, "missing", "fewer_rows_percent: 60")));
    check(Map.of("missing", 100L), Map.of("missing", 41L));
    heldBack(Map.of("missing", 100L), Map.of("missing", 40L), "ssd_missing (100 records, now 40)");

    source = source.with(List.of(TextNight.limited(folder, "missing", "fewer_rows_percent: 100")));
    check(Map.of("missing", 100L), Map.of("missing", 0L));
  }

  @Test
  void theFirstNightHasNothingToBeComparedWith() {
    MemoryNight night = new MemoryNight(source, NIGHT).beside(1);

    assertThat(new Volume(List.of(night), Optional.empty(), Set.of()).run().counts().byMeasure())
        .isEqualTo(Map.of("tables", 2L, "extra_files", 1L));
  }
}
