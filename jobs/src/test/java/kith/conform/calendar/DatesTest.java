package kith.conform.calendar;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kith.project.Project;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DatesTest {

  private static final Dataset<Row> DATES =
      build(new Dates(Project.home()), "2025-03-31", Map.of()).cache();

  @Test
  void theYearRunsFromAprilToMarch() {
    assertRows(
        days("2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01", "2000-01-01"),
        """
        date       | financial_year | financial_year_label | financial_quarter | quarter_end | month_end
        2024-12-31 | 2024           | 2024-25              | 3                 | 2024-12-31  | 2024-12-31
        2025-01-01 | 2024           | 2024-25              | 4                 | 2025-03-31  | 2025-01-31
        2025-03-31 | 2024           | 2024-25              | 4                 | 2025-03-31  | 2025-03-31
        2025-04-01 | 2025           | 2025-26              | 1                 | 2025-06-30  | 2025-04-30
        2000-01-01 | 1999           | 1999-00              | 4                 | 2000-03-31  | 2000-01-31
        """);
  }

  @Test
  void theDaysRunFrom1990ToFiveYearsAhead() {
    assertThat(DATES.selectExpr("string(min(date))", "string(max(date))", "count(*)").first())
        .hasToString("[1990-01-01,2030-03-31,14700]");
  }

  @Test
  void aChristmasOnAWeekendMovesItsHolidayToTheNextWorkingDays() {
    assertRows(
        days("2021-12-24", "2021-12-25", "2021-12-27", "2021-12-28", "2021-12-29", "2022-12-27"),
        """
        date       | day_of_week | is_working_day
        2021-12-24 | 5           | true
        2021-12-25 | 6           | false
        2021-12-27 | 1           | false
        2021-12-28 | 2           | false
        2021-12-29 | 3           | true
        2022-12-27 | 2           | false
        """);
  }

  @Test
  void oneOffHolidaysCountAndMovedOnesDoNot() {
    assertRows(
        days("2020-05-04", "2020-05-08", "2022-05-30", "2022-06-02", "2022-06-03", "2022-09-19"),
        """
        date       | is_bank_holiday | is_working_day
        2020-05-04 | false           | true
        2020-05-08 | true            | false
        2022-05-30 | false           | true
        2022-06-02 | true            | false
        2022-06-03 | true            | false
        2022-09-19 | true            | false
        """);
  }

  @Test
  void englandKeepsEasterMondayAndTheLastMondayOfAugust() {
    assertRows(
        days("2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25", "2025-03-17"),
        """
        date       | is_bank_holiday
        2025-04-18 | true
        2025-04-21 | true
        2025-05-05 | true
        2025-05-26 | true
        2025-08-25 | true
        2025-03-17 | false
        """);
  }

  @Test
  void aDayOffHasTheNumberOfTheWorkingDayBefore() {
    // One number for the four days of Easter, the next on the Tuesday.
    Row numbers =
        days("2025-04-17", "2025-04-18", "2025-04-19", "2025-04-21", "2025-04-22")
            .selectExpr(
                "transform(sort_array(collect_list(struct(date, working_day_number))),"
                    + " day -> day.working_day_number - 9000) as n")
            .first();
    assertThat(numbers.getList(0).stream().distinct()).hasSize(2);
    assertThat((int) numbers.getList(0).get(4) - (int) numbers.getList(0).get(0)).isEqualTo(1);
  }

  @Test
  void theLatestSchoolTermThatHadEndedIsKnownOnEveryDayThatTheCalendarReaches() {
    assertRows(
        days("2018-12-20", "2024-12-19", "2024-12-20", "2025-01-06", "2025-04-10", "2029-01-01"),
        """
        date       | term_ended_from
        2018-12-20 | -
        2024-12-19 | 2024-04-15
        2024-12-20 | 2024-09-02
        2025-01-06 | 2024-09-02
        2025-04-10 | 2024-09-02
        2029-01-01 | -
        """);
  }

  private static Dataset<Row> days(Object... days) {
    return DATES.where(col("date").cast("string").isin(days));
  }
}
