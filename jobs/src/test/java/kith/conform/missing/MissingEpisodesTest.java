package kith.conform.missing;

import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_MISSING_EPISODE;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.table.TableName;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MissingEpisodesTest {

  @Test
  void anIncidentHasItsKindItsOrderAndItsHours() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | kind    | started_at       | ended_at
            amy       | A       | 2025-02-10 20:00 | 2025-02-10 22:15
            amy       | M       | 2025-01-05 18:30 | 2025-01-07 06:00
            ben       | unknown | 2025-03-01 09:00 | -
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents)),
        """
        child_key | incident_no | kind    | started_on | ended_on   | flags        | hours_missing
        amy       | 1           | missing | 2025-01-05 | 2025-01-07 |              | 35.5
        amy       | 2           | away    | 2025-02-10 | 2025-02-10 |              | 2.25
        ben       | 1           | unknown | 2025-03-01 | -          | kind_unknown | -
        """);
  }

  @Test
  void twoIncidentsOfOneDayWithoutAClockAreTwoWhateverTheOrderOfLines() {
    String[] lines = {
      "amy | M | inc1 | 2025-01-05 00:00 | 2025-01-05 00:00 | true  | row:%d",
      "amy | M | inc2 | 2025-01-05 00:00 | 2025-01-05 00:00 | false | row:%d"
    };
    String header =
        "child_key | kind | missing_id | started_at | ended_at | interview_offered | source_row\n";
    String expected =
        """
        incident_no | kind    | interview_offered
        1           | missing | true
        2           | missing | false
        """;

    assertRows(
        build(
            Map.of(
                STG_MISSING_EPISODE,
                rows(
                    STG_MISSING_EPISODE,
                    header + lines[0].formatted(1) + "\n" + lines[1].formatted(2) + "\n"))),
        expected);
    assertRows(
        build(
            Map.of(
                STG_MISSING_EPISODE,
                rows(
                    STG_MISSING_EPISODE,
                    header + lines[1].formatted(1) + "\n" + lines[0].formatted(2) + "\n"))),
        expected);
  }

  @Test
  void aRecordThatArrivesLateChangesTheKeyOfNoOtherIncident() {
    String held =
        """
        child_key | kind | missing_id | started_at       | ended_at         | interview_offered
        amy       | M    | 9          | 2025-02-10 00:00 | 2025-02-10 00:00 | true
        amy       | M    | 12         | 2025-02-10 00:00 | -                | false
        amy       | A    | 10         | 2025-02-10 00:00 | 2025-02-11 00:00 | true
        ben       | M    | 11         | 2025-02-10 00:00 | 2025-02-10 00:00 | true
        """;
    String late =
        """
        amy       | M    | 13         | 2025-01-05 18:30 | 2025-01-07 06:00 | true
        amy       | M    | 100        | 2025-02-10 00:00 | 2025-02-10 00:00 | true
        """;

    List<String> before = keys(held);
    List<String> after = keys(held + late);

    assertThat(before).hasSize(4).doesNotHaveDuplicates();
    assertThat(after).hasSize(6).doesNotHaveDuplicates().containsAll(before);
  }

  /** Key of each incident, with what tells the incidents of the test apart. */
  private static List<String> keys(String incidents) {
    return build(Map.of(STG_MISSING_EPISODE, rows(STG_MISSING_EPISODE, incidents)))
        .selectExpr("concat_ws(' ', incident_key, child_key, kind, started_at, ended_at)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void r17aAnIncidentWhoseReturnCannotBeReadStaysAndIsFlagged() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | kind | started_at       | ended_at | end_unreadable
            amy       | M    | 2025-01-05 18:30 | -        | true
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents)),
        """
        child_key | started_on | ended_on | flags
        amy       | 2025-01-05 | -        | end_unreadable
        """);
  }

  @Test
  void aNightInWhichTheClocksChangeHasAnHourLessOrMore() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | kind | started_at       | ended_at
            amy       | M    | 2024-03-30 22:00 | 2024-03-31 22:00
            ben       | M    | 2024-10-26 22:00 | 2024-10-27 22:00
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents)),
        """
        child_key | hours_missing
        amy       | 23
        ben       | 25
        """);
  }

  @Test
  void theLondonDaySaysWhetherTheChildWasLookedAfter() {
    // Half past midnight in summer is still the day before in UTC.
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | kind | started_at       | ended_at
            amy       | M    | 2024-07-01 00:30 | 2024-07-01 10:30
            ben       | M    | 2024-07-01 00:30 | 2024-07-01 10:30
            cat       | M    | 2024-07-01 23:59 | 2024-07-02 10:30
            """);
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on
            amy       | 2              | 2024-07-01 | -
            ben       | 1              | 2024-01-01 | 2024-07-01
            """);
    Dataset<Row> episodes =
        rows(
            FACT_CARE_EPISODE,
            """
            child_key | episode_no | care_period_no | started_on | ended_on   | counts_until | counted_placement_type
            amy       | 4          | 2              | 2024-07-01 | -          | -            | K2
            ben       | 1          | 1              | 2024-01-01 | 2024-07-01 | 2024-07-01   | U6
            cat       | 1          | -              | 2024-07-01 | -          | -            | U6
            """);

    assertRows(
        build(
            Map.of(
                STG_MISSING_EPISODE, incidents,
                FACT_CARE_PERIOD, periods,
                FACT_CARE_EPISODE, episodes)),
        """
        child_key | looked_after_at_start | care_period_no | placement_type
        amy       | true                  | 2              | K2
        ben       | false                 | -              | -
        cat       | false                 | -              | -
        """);
  }

  @Test
  void aChildInCareWithoutAHeldEpisodeIsMissingFromAnUnknownPlacement() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | kind | started_at       | ended_at
            amy       | M    | 2018-07-01 20:30 | 2018-07-02 10:30
            """);
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | history_from
            amy       | 1              | 2015-01-01 | 2019-04-01
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents, FACT_CARE_PERIOD, periods)),
        """
        child_key | looked_after_at_start | placement_type
        amy       | true                  | unknown
        """);
  }

  @Test
  void ofTwoEpisodesOnOneDayTheLaterStartCounts() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | kind | started_at       | ended_at
            amy       | M    | 2024-07-01 20:30 | 2024-07-02 10:30
            """);
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on
            amy       | 1              | 2024-01-01
            """);
    Dataset<Row> episodes =
        rows(
            FACT_CARE_EPISODE,
            """
            child_key | episode_no | care_period_no | started_on | counts_until | counted_placement_type
            amy       | 1          | 1              | 2024-01-01 | -            | U6
            amy       | 2          | 1              | 2024-06-01 | -            | K2
            """);

    assertRows(
        build(
            Map.of(
                STG_MISSING_EPISODE, incidents,
                FACT_CARE_PERIOD, periods,
                FACT_CARE_EPISODE, episodes)),
        """
        child_key | incident_no | placement_type
        amy       | 1           | K2
        """);
  }

  @Test
  void incidentsThatRunAtTheSameTimeAreFlaggedAndThoseThatTouchAreNot() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | kind | started_at       | ended_at
            amy       | M    | 2025-01-05 18:00 | 2025-01-09 06:00
            amy       | A    | 2025-01-06 18:00 | 2025-01-07 06:00
            amy       | M    | 2025-01-08 18:00 | 2025-01-08 22:00
            amy       | M    | 2025-01-09 06:00 | 2025-01-09 22:00
            ben       | M    | 2025-01-05 18:00 | -
            ben       | M    | 2025-02-05 18:00 | 2025-02-06 18:00
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents)),
        """
        child_key | flags    | incident_no
        amy       | overlaps | 1
        amy       | overlaps | 2
        amy       | overlaps | 3
        amy       |          | 4
        ben       | overlaps | 1
        ben       | overlaps | 2
        """);
  }

  private static Dataset<Row> build(Map<TableName, Dataset<Row>> given) {
    return TestTables.build(new MissingEpisodes(), "2025-03-31", new HashMap<>(given));
  }
}
