package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class PeriodsTest {

  private static Dataset<Row> windows(String asAt) {
    return Periods.withWindows(
        SparkTest.spark().sql("select 840 as authority_code, date'%s' as as_at".formatted(asAt)));
  }

  private static Dataset<Row> points(String nights, String businessDate, Optional<Quarters> only) {
    return Periods.of(rows(Tables.SOURCE_NIGHT, nights), LocalDate.parse(businessDate), only)
        .where("period_type = 'POINT'");
  }

  @Test
  void windowsEndOnTheAsAtDateAndYearsRunFromAprilToMarch() {
    assertRows(
        windows("2025-12-31"),
        """
        period_type | window_start | quarter_start | ytd_start  | r12_start  | r24_start  | r36_start
        POINT       | 2025-12-31   | 2025-10-01    | 2025-04-01 | 2025-01-01 | 2024-01-01 | 2023-01-01
        QTR         | 2025-10-01   | 2025-10-01    | 2025-04-01 | 2025-01-01 | 2024-01-01 | 2023-01-01
        YTD         | 2025-04-01   | 2025-10-01    | 2025-04-01 | 2025-01-01 | 2024-01-01 | 2023-01-01
        R12         | 2025-01-01   | 2025-10-01    | 2025-04-01 | 2025-01-01 | 2024-01-01 | 2023-01-01
        R24         | 2024-01-01   | 2025-10-01    | 2025-04-01 | 2025-01-01 | 2024-01-01 | 2023-01-01
        R36         | 2023-01-01   | 2025-10-01    | 2025-04-01 | 2025-01-01 | 2024-01-01 | 2023-01-01
        """);
  }

  @Test
  void theYearToDateOfMarchBeganTheAprilBefore() {
    assertRows(
        windows("2025-03-31").where("period_type = 'YTD'"),
        """
        ytd_start  | r12_start
        2024-04-01 | 2024-04-01
        """);
  }

  @Test
  void twelveMonthsThatEndOn29FebruaryStartOn1MarchOfTheYearBefore() {
    assertRows(
        windows("2024-02-29").where("period_type = 'R12'"),
        """
        r12_start  | r24_start  | r36_start
        2023-03-01 | 2022-03-01 | 2021-03-01
        """);
  }

  @Test
  void quarterEndsRunFromTheFirstThatHistoryCoversToTheBusinessDate() {
    assertRows(
        points(TinyMarts.NIGHTS, "2025-06-10", Optional.empty()),
        """
        as_at      | history_from | is_latest
        2024-03-31 | 2024-02-15   | false
        2024-06-30 | 2024-02-15   | false
        2024-09-30 | 2024-02-15   | false
        2024-12-31 | 2024-02-15   | false
        2025-03-31 | 2024-02-15   | true
        """);
  }

  @Test
  void aQuarterThatEndsOnTheBusinessDateOrOnTheFirstDayOfHistoryIsThere() {
    String nights =
        """
        source_system | business_date | history_from
        ssd           | 2025-06-30    | 2025-03-31
        """;

    assertRows(
        points(nights, "2025-06-30", Optional.empty()),
        """
        as_at
        2025-03-31
        2025-06-30
        """);
    assertRows(points(nights, "2025-06-29", Optional.empty()), "as_at\n2025-03-31");
    assertThat(points(nights, "2025-03-30", Optional.empty()).count()).isZero();
  }

  @Test
  void historyOfAnAuthorityWithTwoSystemsBeginsWithTheLaterOne() {
    String nights =
        """
        authority_code | source_system | history_from
        840            | ssd           | 2024-10-01
        840            | other         | 2025-01-01
        841            | ssd           | 2024-12-31
        """;

    assertRows(
        points(nights, "2025-04-01", Optional.empty()),
        """
        authority_code | as_at      | history_from
        840            | 2025-03-31 | 2025-01-01
        841            | 2024-12-31 | 2024-12-31
        841            | 2025-03-31 | 2024-12-31
        """);
  }

  @Test
  void aWindowThatBeginsOnTheFirstDayOfHistoryHasAllOfItAndOneADayEarlierHasNot() {
    String nights =
        """
        authority_code | source_system | history_from
        840            | ssd           | 2024-07-01
        841            | ssd           | 2024-07-02
        """;

    assertRows(
        Periods.of(
                rows(Tables.SOURCE_NIGHT, nights), LocalDate.parse("2025-06-30"), Optional.empty())
            .where("period_type = 'R12' and as_at = '2025-06-30'"),
        """
        authority_code | has_full_history
        840            | true
        841            | false
        """);
  }

  @Test
  void aBackfillHasItsQuartersOnlyOfWhichTheLastIsNotTheLatest() {
    assertRows(
        points(TinyMarts.NIGHTS, "2025-06-10", TinyMarts.quarters("2024-06-30", "2024-09-30")),
        """
        as_at      | is_latest
        2024-06-30 | false
        2024-09-30 | false
        """);
  }
}
