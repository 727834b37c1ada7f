package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.project.Project;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.Counts;
import org.junit.jupiter.api.Test;

/**
 * R17b: one date after the night is a typing error, more than one percent of a column a wrong
 * extract.
 */
class DatesAheadTest {

  private static final String STARTED = "miss_missing_episode_start_date";
  private static final SourceContract MISSING =
      SourceSystem.of(Project.home(), "ssd").contract("missing");

  private static List<String> found(Map<String, Long> counted) {
    return DatesAhead.of(MISSING, Set.of(STARTED), Counts.from(counted));
  }

  @Test
  void exactlyOnePercentPassesAndMoreHoldsTheNight() {
    assertThat(MISSING.limits().aheadPercent()).isEqualTo(1);

    assertThat(found(Map.of("filled:" + STARTED, 200L, "later_than_night:" + STARTED, 2L)))
        .isEmpty();
    assertThat(found(Map.of("filled:" + STARTED, 1_199L, "later_than_night:" + STARTED, 12L)))
        .containsExactly("ssd_missing." + STARTED + " (12 of 1,199 filled cells)");
  }

  @Test
  void oneDateNeverHoldsATableHoweverSmall() {
    assertThat(found(Map.of("filled:" + STARTED, 1L, "later_than_night:" + STARTED, 1L))).isEmpty();
    assertThat(found(Map.of("filled:" + STARTED, 2L, "later_than_night:" + STARTED, 2L)))
        .hasSize(1);
  }

  @Test
  void fillersAreNoFilledCells() {
    assertThat(
            found(
                Map.of(
                    "filled:" + STARTED, 200L,
                    "filler:" + STARTED, 1L,
                    "later_than_night:" + STARTED, 2L)))
        .containsExactly("ssd_missing." + STARTED + " (2 of 199 filled cells)");
  }

  @Test
  void aColumnOnWhichNoKpiRestsHoldsNoNight() {
    assertThat(
            DatesAhead.of(
                MISSING,
                Set.of(),
                Counts.from(Map.of("filled:" + STARTED, 9L, "later_than_night:" + STARTED, 9L))))
        .isEmpty();
  }
}
