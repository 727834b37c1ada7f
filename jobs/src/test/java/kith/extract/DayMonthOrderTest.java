package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import kith.project.Project;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.Counts;
import kith.testing.Counted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a column of dates is written month first, which would be misread as other days. */
class DayMonthOrderTest {

  private static final SourceContract MISSING =
      SourceSystem.of(Project.home(), "ssd").contract("missing");
  private static final String ENDED = "miss_missing_episode_end_date";
  private static final SourceColumn END = MISSING.column(ENDED);
  private static final int UNUSABLE_PERCENT = 10;

  private static Map<String, Long> dates(long dayFirst, long monthFirst, long either) {
    return Map.of(
        "filled:" + ENDED, 1_000L,
        "day_first:" + ENDED, dayFirst,
        "month_first:" + ENDED, monthFirst,
        "day_or_month_first:" + ENDED, either);
  }

  private static Optional<String> of(Map<String, Long> counted, boolean isDayFirst) {
    return DayMonthOrder.of(END, Counts.from(counted), UNUSABLE_PERCENT, isDayFirst);
  }

  private static boolean isDayFirst(Map<String, Long> people, Map<String, Long> missing) {
    return DayMonthOrder.isDayFirst(
        Counted.by(Map.of("ssd_person", people, "ssd_missing", missing)));
  }

  @ParameterizedTest
  @CsvSource({
    "31/03/2026, day_first",
    "13/12/2026, day_first",
    "03/31/2026, month_first",
    "12/13/2026 10:15, month_first",
    "03/04/2026, day_or_month_first",
    "3-4-2026, day_or_month_first"
  })
  void aCellSaysWhichOfDayAndMonthComesFirst(String text, String word) {
    StringBuilder odd = new StringBuilder();
    DayMonthOrder.count(END, text, odd);
    assertThat(odd).hasToString(word + ":" + ENDED + ",");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-31", "03/03/2026", "32/01/2026", "31 March 2026", "''"})
  void otherCellsSayNothingOfTheOrder(String text) {
    StringBuilder odd = new StringBuilder();
    DayMonthOrder.count(END, text, odd);
    DayMonthOrder.count(MISSING.column("miss_table_id"), "31/03/2026", odd);
    assertThat(odd).isEmpty();
  }

  @Test
  void oneMonthFirstDateIsASlipAmongTwentyWithTheDayFirstAndHoldsTheNightAmongNineteen() {
    assertThat(of(dates(20, 1, 0), true)).isEmpty();
    assertThat(of(dates(19, 1, 0), true))
        .hasValue("1 dates with the month first, as in 03/31/2026, and 19 with the day first");
  }

  @Test
  void datesThatMayBeEitherHoldTheNightUnlessTheColumnOrTheNightSaysWhich() {
    assertThat(of(dates(0, 0, 200), false))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("200 dates such as 03/04/2026, and nothing"));
    assertThat(of(dates(1, 0, 200), false)).isEmpty();
    assertThat(of(dates(0, 0, 200), true)).isEmpty();
  }

  @Test
  void nineDatesThatMayBeEitherAreSlipsWhereTheyAreASmallShare() {
    assertThat(of(dates(0, 0, 9), false)).isEmpty();
    assertThat(of(dates(0, 0, 10), false)).isPresent();

    Map<String, Long> few = Map.of("filled:" + ENDED, 90L, "day_or_month_first:" + ENDED, 9L);
    assertThat(of(few, false)).as("exactly ten percent").isEmpty();
    few = Map.of("filled:" + ENDED, 89L, "day_or_month_first:" + ENDED, 9L);
    assertThat(of(few, false)).isPresent();
  }

  @Test
  void aNightHasTheDayFirstWhereATwentiethOfItsDatesAtMostHasTheMonthFirst() {
    assertThat(isDayFirst(Map.of(), dates(0, 0, 50))).isFalse();
    assertThat(isDayFirst(Map.of("day_first:pers_dob", 1L), dates(0, 0, 9)))
        .as("another table says so")
        .isTrue();
    assertThat(isDayFirst(Map.of(), dates(20, 1, 0))).isTrue();
    assertThat(isDayFirst(Map.of("month_first:x", 1L), dates(20, 1, 0))).isFalse();
  }
}
