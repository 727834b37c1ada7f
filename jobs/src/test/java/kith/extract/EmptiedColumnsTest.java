package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.project.Project;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Counts;
import kith.table.StepCounts;
import kith.testing.Counted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that lost their cells since the night before, by their share of the records. */
class EmptiedColumnsTest {

  private static final String ENDED = "miss_missing_episode_end_date";
  private static final SourceContract MISSING =
      SourceSystem.of(Project.home(), "ssd").contract("missing");

  @TempDir private Path folder;

  private static Map<String, Long> night(long filled, long records) {
    return Map.of("parsed", records, "filled:" + ENDED, filled);
  }

  private static List<String> found(
      SourceContract contract, Map<String, Long> last, Map<String, Long> now) {
    NightBefore before =
        new NightBefore(LocalDate.of(2025, 3, 30), Counted.by(Map.of("ssd_missing", last)));
    return new EmptiedColumns(before).of(contract, Set.of(ENDED), Counts.from(now));
  }

  @Test
  void halfOfTheCellsMayGoAndOneMoreIsTold() {
    assertThat(MISSING.limits().emptiedPercent()).isEqualTo(50);

    assertThat(found(MISSING, night(22, 40), night(11, 40))).isEmpty();
    assertThat(found(MISSING, night(22, 40), night(10, 40)))
        .containsExactly("ssd_missing." + ENDED + " (filled in 22 of 40 records, now in 10 of 40)");
  }

  @Test
  void sharesAreComparedNotNumbers() {
    assertThat(found(MISSING, night(22, 40), night(16, 60))).as("16 of 60 is less").hasSize(1);
    assertThat(found(MISSING, night(2_200, 4_000), night(6, 20))).as("6 of 20 is not").isEmpty();
  }

  @Test
  void fewerThanTwentyCellsComeAndGo() {
    assertThat(found(MISSING, night(19, 40), night(0, 40))).isEmpty();
    assertThat(found(MISSING, night(20, 40), night(0, 40))).hasSize(1);
  }

  @Test
  void fillersWordsForNothingAndOpenEndsAreNoFilledCells() {
    for (String blank : List.of("filler:", "word_for_nothing:", "open_end:")) {
      Map<String, Long> now = new HashMap<>(night(22, 40));
      now.put(blank + ENDED, 12L);
      assertThat(found(MISSING, night(22, 40), now)).as(blank).hasSize(1);
    }
  }

  @Test
  void aTableWithoutRecordsOrThatWasNotThereLostNoCells() {
    assertThat(found(MISSING, night(22, 40), night(0, 0))).isEmpty();
    assertThat(
            new EmptiedColumns(new NightBefore(LocalDate.of(2025, 3, 30), new StepCounts()))
                .of(MISSING, Set.of(ENDED), Counts.from(night(0, 40))))
        .isEmpty();
  }

  @Test
  void aLimitOfAHundredIsNever() {
    SourceContract never = TextNight.limited(folder, "missing", "emptied_percent: 100");

    assertThat(found(never, night(40, 40), night(0, 40))).isEmpty();
  }

  @Test
  void aColumnOnWhichNoKpiRestsHoldsNoNight() {
    NightBefore before =
        new NightBefore(
            LocalDate.of(2025, 3, 30), Counted.by(Map.of("ssd_missing", night(40, 40))));

    assertThat(new EmptiedColumns(before).of(MISSING, Set.of(), Counts.from(night(0, 40))))
        .isEmpty();
  }
}
