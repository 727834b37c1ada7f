package kith.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same word, Reporting year, means another day in every publication. */
class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2025, --03-31, 2025-03-31",
    "2025, --09-30, 2025-09-30",
    "2024, --06-30, 2024-06-30",
    "202425, --08-31, 2025-08-31",
    "2024/25, --08-31, 2025-08-31",
    "199900, --08-31, 2000-08-31"
  })
  void aYearEndsOnTheDayOfItsDataset(String time, String day, LocalDate end) {
    assertThat(Period.end(time, MonthDay.parse(day))).contains(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "25", "202426", "2025 (prov)", "2022-24"})
  void anythingElseIsNoYear(String time) {
    assertThat(Period.end(time, MonthDay.of(3, 31))).isEmpty();
  }
}
