package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import kith.extract.DateLimits.Verdict;
import kith.project.Project;
import kith.source.SourceColumn;
import kith.source.SourceSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R17a and R17b on the exact days where they begin and end. */
class DateLimitsTest {

  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");

  private static final SourceColumn STARTED =
      SSD.contract("missing").column("miss_missing_episode_start_date");

  /** A date that may be after the night. */
  private static final SourceColumn EXPECTED = SSD.contract("person").column("pers_expected_dob");

  private static Verdict of(String night, SourceColumn column, String time) {
    return new DateLimits(LocalDate.parse(night)).of(column, Timestamp.valueOf(time));
  }

  @ParameterizedTest
  @CsvSource({
    "1899-12-31 23:59:59.999, IMPOSSIBLE",
    "1900-01-01 00:00:00, POSSIBLE",
    "2025-03-30 23:59:59.999, POSSIBLE",
    "2025-03-31 00:00:00, AHEAD",
    "2026-03-30 23:59:59.999, AHEAD",
    "2026-03-31 00:00:00, IMPOSSIBLE"
  })
  void whatHasHappenedLiesBetween1900AndTheEndOfTheNightAndAYearLaterIsASlip(
      String time, Verdict verdict) {
    // The night is the day on which clocks go forward.
    assertThat(of("2025-03-30", STARTED, time)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "1899-12-31 00:00:00, IMPOSSIBLE",
    "2025-04-01 00:00:00, POSSIBLE",
    "2055-03-31 00:00:00, POSSIBLE",
    "2055-04-01 00:00:00, IMPOSSIBLE"
  })
  void whatMayLieAheadIsPossibleForThirtyYears(String time, Verdict verdict) {
    assertThat(of("2025-03-31", EXPECTED, time)).isEqualTo(verdict);
  }

  @Test
  void aYearAfterALeapDayIsTheLastDayOfFebruary() {
    DateLimits limits = new DateLimits(LocalDate.of(2024, 2, 29));

    assertThat(limits.of(STARTED, Date.valueOf("2025-02-28"))).isEqualTo(Verdict.AHEAD);
    assertThat(limits.of(STARTED, Date.valueOf("2025-03-01"))).isEqualTo(Verdict.IMPOSSIBLE);
  }
}
