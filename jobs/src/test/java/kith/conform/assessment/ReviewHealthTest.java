package kith.conform.assessment;

import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.DIM_DATE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_HEALTH_CHECK;
import static kith.table.Tables.STG_INITIAL_HEALTH_ASSESSMENT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.HashMap;
import java.util.Map;
import kith.conform.calendar.Dates;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.TableName;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ReviewHealthTest {

  private static final Dataset<Row> DATES =
      TestTables.build(new Dates(Project.home()), "2025-03-31", Map.of()).cache();

  @Test
  void eachAssessmentEndsOneObligationAndOpensTheNext() {
    Dataset<Row> checks = checks("amy", "2022-05-20", "2023-05-20", "2024-06-01");

    assertRows(
        build(
            Map.of(
                FACT_CARE_PERIOD,
                period("2022-05-02", "-"),
                CHILD_BIRTH,
                born("2010-01-01"),
                STG_HEALTH_CHECK,
                checks)),
        """
        since_on   | due_on     | held_on    | is_held | is_on_time | method
        2022-05-02 | 2023-05-02 | 2022-05-20 | true    | true       | recorded
        2022-05-20 | 2023-05-20 | 2023-05-20 | true    | true       | recorded
        2023-05-20 | 2024-05-20 | 2024-06-01 | true    | false      | recorded
        2024-06-01 | 2025-06-01 | -          | false   | false      | recorded
        """);
  }

  @Test
  void aCheckWithADayAndNoStatusWasHeldAndOneWhoseStatusSaysOtherwiseWasNot() {
    Dataset<Row> checks =
        rows(
            STG_HEALTH_CHECK,
            """
            child_key | check_type        | checked_on | check_status
            amy       | health_assessment | 2023-07-01 | -
            amy       | health_assessment | 2023-08-01 | completed
            amy       | health_assessment | 2023-09-01 | planned
            amy       | health_assessment | 2023-10-01 | refused
            amy       | health_assessment | 2023-11-01 | cancelled
            """);

    assertRows(
        build(
                Map.of(
                    FACT_CARE_PERIOD,
                    period("2023-05-01", "-"),
                    CHILD_BIRTH,
                    born("2010-01-01"),
                    STG_HEALTH_CHECK,
                    checks))
            .where("is_held"),
        """
        since_on   | held_on
        2023-05-01 | 2023-07-01
        2023-07-01 | 2023-08-01
        """);
  }

  @Test
  void aChildStillUnder5OnTheDayItFallsDueIsDueAfter6Months() {
    Dataset<Row> checks = checks("amy", "2024-01-10", "2024-07-14", "2024-07-15");

    // Amy turns 5 on 15 January 2025.
    assertRows(
        build(
            Map.of(
                FACT_CARE_PERIOD,
                period("2023-12-01", "-"),
                CHILD_BIRTH,
                born("2020-01-15"),
                STG_HEALTH_CHECK,
                checks)),
        """
        since_on   | due_on
        2023-12-01 | 2024-06-01
        2024-01-10 | 2024-07-10
        2024-07-14 | 2025-01-14
        2024-07-15 | 2025-07-15
        """);
  }

  @Test
  void theMonthsLastDayStandsForADayThatDoesNotExist() {
    Dataset<Row> checks = checks("amy", "2024-08-31", "2025-02-28");

    assertRows(
        build(
            Map.of(
                FACT_CARE_PERIOD,
                period("2024-08-01", "-"),
                CHILD_BIRTH,
                born("2023-01-15"),
                STG_HEALTH_CHECK,
                checks)),
        """
        since_on   | due_on     | is_on_time
        2024-08-01 | 2025-02-01 | true
        2024-08-31 | 2025-02-28 | true
        2025-02-28 | 2025-08-28 | false
        """);
  }

  @Test
  void aChildBornOn29FebruaryTurns5On1March() {
    Dataset<Row> checks = checks("amy", "2024-08-29", "2024-09-01");

    assertRows(
        build(
            Map.of(
                FACT_CARE_PERIOD,
                period("2024-08-01", "-"),
                CHILD_BIRTH,
                born("2020-02-29"),
                STG_HEALTH_CHECK,
                checks)),
        """
        since_on   | due_on
        2024-08-01 | 2025-02-01
        2024-08-29 | 2025-02-28
        2024-09-01 | 2025-09-01
        """);
  }

  @Test
  void recordedInitialAssessmentsAreLinksOfTheChainAndOneDayIsOneLink() {
    Dataset<Row> checks = checks("amy", "2024-05-20", "2025-04-20");
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | held_on    | source_row
            amy       | 2024-05-20 | iha:1
            amy       | 2024-06-20 | iha:2
            """);

    // The check of 20 April 2025 lies after the business date.
    assertRows(
        build(
            Map.of(
                FACT_CARE_PERIOD,
                period("2024-05-02", "-"),
                CHILD_BIRTH,
                born("2010-01-01"),
                STG_HEALTH_CHECK,
                checks,
                STG_INITIAL_HEALTH_ASSESSMENT,
                requests)),
        """
        since_on   | held_on    | working_days | source_rows
        2024-05-02 | 2024-05-20 | 11           | check:1+iha:1+period:1
        2024-05-20 | 2024-06-20 | 22           | check:1+iha:1+iha:2
        2024-06-20 | -          | -            | iha:2
        """);
  }

  @Test
  void anAssessmentOnTheDayThatCareBeginsIsTheFirstOfTheChain() {
    assertRows(
        build(
            Map.of(
                FACT_CARE_PERIOD,
                period("2024-05-02", "-"),
                CHILD_BIRTH,
                born("2010-01-01"),
                STG_HEALTH_CHECK,
                checks("amy", "2024-05-02"))),
        """
        since_on   | held_on | is_held | flags         | source_rows
        2024-05-02 | -       | false   | held_at_start | check:1+period:1
        """);
  }

  @Test
  void theChainRestartsWithEachPeriodOfCare() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | start_observed
            amy       | 1              | 2019-05-02 | 2023-07-01 | false
            amy       | 2              | 2023-07-01 | -          | true
            """);
    Dataset<Row> checks = checks("amy", "2018-05-20", "2023-06-30", "2023-07-01", "2024-01-10");

    assertRows(
        build(
            Map.of(
                FACT_CARE_PERIOD,
                periods,
                CHILD_BIRTH,
                born("2010-01-01"),
                STG_HEALTH_CHECK,
                checks)),
        """
        care_period_no | since_on   | held_on    | flags              | obligation_ended_on
        1              | 2019-05-02 | 2023-06-30 | start_not_observed | 2023-07-01
        1              | 2023-06-30 | -          |                    | 2023-07-01
        2              | 2023-07-01 | 2024-01-10 | held_at_start      | -
        2              | 2024-01-10 | -          |                    | -
        """);
  }

  @Test
  void aChildWhoseBirthDateNobodyHoldsIsCountedAs5OrOver() {
    assertRows(
        build(Map.of(FACT_CARE_PERIOD, period("2024-08-01", "-"))),
        """
        since_on   | flags         | due_on
        2024-08-01 | birth_unknown | 2025-08-01
        """);
  }

  private static Dataset<Row> period(String startedOn, String endedOn) {
    return rows(
        FACT_CARE_PERIOD,
        """
        child_key | care_period_no | started_on | ended_on | start_observed | source_rows
        amy       | 1              | %s         | %s       | true           | period:1
        """
            .formatted(startedOn, endedOn));
  }

  private static Dataset<Row> born(String birthOn) {
    return rows(
        CHILD_BIRTH,
        """
        child_key | birth_on
        amy       | %s
        """
            .formatted(birthOn));
  }

  private static Dataset<Row> checks(String child, String... days) {
    StringBuilder text =
        new StringBuilder("child_key | check_type | checked_on | check_status | source_row\n");
    for (int i = 0; i < days.length; i++) {
      text.append(
          child + " | health_assessment | " + days[i] + " | completed | check:" + (i + 1) + "\n");
    }
    return rows(STG_HEALTH_CHECK, text.toString());
  }

  private static Dataset<Row> build(Map<TableName, Dataset<Row>> given) {
    Map<TableName, Dataset<Row>> tables = new HashMap<>(given);
    tables.put(DIM_DATE, DATES);
    return TestTables.build(
            new Assessments(CodeLists.of(Project.home()), Parameters.of(Project.home())),
            "2025-03-31",
            tables)
        .where("assessment_type = 'review_health'");
  }
}
