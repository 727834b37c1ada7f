package kith.conform.calendar;

import static kith.table.Tables.STG_CARE_EPISODE;
import static kith.table.Tables.STG_SOURCE_NIGHT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SourceNightsTest {

  private static final Dataset<Row> EPISODES =
      rows(
          STG_CARE_EPISODE,
          """
          child_key | started_on | ended_on
          amy       | 2010-02-01 | -
          ben       | 2015-01-10 | 2017-05-03
          cat       | 2012-01-10 | 2017-04-02
          """);

  @Test
  void historyBeginsWithTheWindowThatTheMarkerNames() {
    Dataset<Row> night = night("2019-04-01");

    assertRows(
        build(
            new SourceNights(),
            "2025-03-31",
            Map.of(STG_SOURCE_NIGHT, night, STG_CARE_EPISODE, EPISODES)),
        """
        source_system | window_start | history_from
        ssd           | 2019-04-01   | 2019-04-01
        """);
  }

  @Test
  void r17cWithoutAWindowHistoryBeginsWithTheMonthOfTheFirstEndHeld() {
    Dataset<Row> night = night("-");

    assertRows(
        build(
            new SourceNights(),
            "2025-03-31",
            Map.of(STG_SOURCE_NIGHT, night, STG_CARE_EPISODE, EPISODES)),
        """
        source_system | window_start | history_from
        ssd           | -            | 2017-04-01
        """);
  }

  @Test
  void anExtractThatNobodyLeftReachesBackToItsOwnDay() {
    assertRows(
        build(new SourceNights(), "2025-03-31", Map.of(STG_SOURCE_NIGHT, night("-"))),
        """
        source_system | history_from
        ssd           | 2025-03-31
        """);
  }

  private static Dataset<Row> night(String windowStart) {
    return rows(
        STG_SOURCE_NIGHT,
        """
        source_system | business_date | window_start
        ssd           | 2025-03-31    | %s
        """
            .formatted(windowStart));
  }
}
