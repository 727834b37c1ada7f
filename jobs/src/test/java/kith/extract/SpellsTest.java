package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kith.source.SourceContract;
import kith.source.SourcePeriod;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/**
 * How the episodes of a person meet. A line is person, start, end, why it ended (X1: another must
 * follow); the night is 2025-03-31 and a gap of three days still follows.
 */
class SpellsTest {

  private static final int GAP_DAYS = 3;
  private static final SourceSystem SOURCE = TextNight.source("cla_episodes");
  private static final SourceContract EPISODES = SOURCE.contract("cla_episodes");
  private static final SourcePeriod NEXT_DAY = EPISODES.periods().get(0);
  private static final SourcePeriod LAST_DAY =
      new SourcePeriod(
          NEXT_DAY.starts(), NEXT_DAY.ends(), List.of(), true, NEXT_DAY.goesOn(), true);

  /** Ends on the first day of another, the day before one, that must go on, that do not. */
  private static List<Long> counted(SourcePeriod period, String... lines) {
    Spells spells =
        new Spells(
            EPISODES, period, JudgedTable.cells(SOURCE), LocalDate.of(2025, 3, 31), GAP_DAYS);
    Row counts = spells.call(Stream.of(lines).map(SpellsTest::record).iterator()).next();
    assertThat(counts.getString(0)).isEqualTo("cla_episodes");
    assertThat(counts.getString(1)).isEqualTo("spells");
    return Arrays.asList(counts.<Long[]>getAs(2));
  }

  private static Row record(String line) {
    Object[] cells = line.split(",", -1);
    return RowFactory.create(cells);
  }

  @Test
  void anEndOnTheFirstDayOfAnotherAndOneOnTheDayBeforeAreTold() {
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-10,", "1,2025-01-10,,"))
        .containsExactly(1L, 0L, 0L, 0L);
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-09,", "1,2025-01-10,,"))
        .containsExactly(0L, 1L, 0L, 0L);
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-08,", "1,2025-01-10,,"))
        .containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void anEndThatMeetsOneOnEitherDaySaysNothing() {
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-10,", "1,2025-01-10,,", "1,2025-01-11,,"))
        .containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void aPeriodDoesNotFollowItself() {
    assertThat(counted(NEXT_DAY, "1,2025-01-10,2025-01-10,")).containsExactly(0L, 0L, 0L, 0L);
    assertThat(counted(NEXT_DAY, "1,2025-01-10,2025-01-09,")).containsExactly(0L, 0L, 0L, 0L);
    assertThat(counted(NEXT_DAY, "1,2025-01-10,2025-01-10,", "1,2025-01-10,,"))
        .as("but another that begins on its day does")
        .containsExactly(1L, 0L, 0L, 0L);
  }

  @Test
  void periodsOfTwoPersonsDoNotMeet() {
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-10,X1", "2,2025-01-10,,"))
        .containsExactly(0L, 0L, 1L, 1L);
  }

  @Test
  void careThatMustGoOnDoesWithinTheGapAndNoLonger() {
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-10,X1", "1,2025-01-13,,"))
        .containsExactly(0L, 0L, 1L, 0L);
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-10,X1", "1,2025-01-14,,"))
        .containsExactly(0L, 0L, 1L, 1L);
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-01-10,E4A"))
        .as("another reason ends it")
        .containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void whereEndsAreLastDaysCareGoesOnFromTheNextDay() {
    assertThat(counted(LAST_DAY, "1,2025-01-01,2025-01-10,X1", "1,2025-01-14,,"))
        .containsExactly(0L, 0L, 1L, 0L);
    assertThat(counted(LAST_DAY, "1,2025-01-01,2025-01-10,X1", "1,2025-01-15,,"))
        .containsExactly(0L, 0L, 1L, 1L);
  }

  @Test
  void whatFollowsAnEndOfTheLastDaysMayNotBeRecordedYet() {
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-03-29,X1")).containsExactly(0L, 0L, 0L, 0L);
    assertThat(counted(NEXT_DAY, "1,2025-01-01,2025-03-28,X1")).containsExactly(0L, 0L, 1L, 1L);
  }

  @Test
  void recordsWithoutAPersonOrAFirstDayAreLeftOut() {
    assertThat(
            counted(
                NEXT_DAY, ",2025-01-01,2025-01-10,X1", "1,soon,2025-01-10,X1", "NULL,2025-01-10,,"))
        .containsExactly(0L, 0L, 0L, 0L);
    assertThat(counted(NEXT_DAY)).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void theReasonIsReadWithTheDates() {
    assertThat(new Spells(EPISODES, NEXT_DAY, null, null, GAP_DAYS).columns())
        .containsExactly(
            "clae_person_id",
            "clae_cla_episode_start_date",
            "clae_cla_episode_ceased_date",
            "clae_cla_episode_ceased_reason");
  }
}
