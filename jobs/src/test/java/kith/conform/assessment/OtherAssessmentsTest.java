package kith.conform.assessment;

import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.DIM_DATE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_CHILD_FAMILY_ASSESSMENT;
import static kith.table.Tables.STG_HEALTH_CHECK;
import static kith.table.Tables.STG_IMMUNISATION;
import static kith.table.Tables.STG_SDQ_SCORE;
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

/** Dental checks, questionnaires, immunisations, child and family assessments. */
class OtherAssessmentsTest {

  private static final Dataset<Row> DATES =
      TestTables.build(new Dates(Project.home()), "2025-03-31", Map.of()).cache();

  @Test
  void aDentalCheckIsDueEvery12MonthsAndARefusedOneIsNone() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | start_observed | source_rows
            amy       | 1              | 2022-05-02 | true           | period:1
            """);
    Dataset<Row> checks =
        rows(
            STG_HEALTH_CHECK,
            """
            child_key | check_type        | checked_on | check_status | source_row
            amy       | dental_check      | 2023-04-30 | completed    | check:1
            amy       | dental_check      | 2024-03-01 | refused      | check:2
            amy       | dental_check      | 2024-05-01 | -            | check:3
            amy       | health_assessment | 2024-02-01 | completed    | check:4
            """);

    assertRows(
        build("dental", Map.of(FACT_CARE_PERIOD, periods, STG_HEALTH_CHECK, checks)),
        """
        since_on   | due_on     | held_on    | is_on_time | source_rows
        2022-05-02 | 2023-05-02 | 2023-04-30 | true       | check:1+period:1
        2023-04-30 | 2024-04-30 | 2024-05-01 | false      | check:1+check:3
        2024-05-01 | 2025-05-01 | -          | false      | check:3
        """);
  }

  @Test
  void aDevelopmentCheckIsDueUnderFiveAndOneHeldLaterIsKept() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2020-06-01
            ben       | 2019-01-10
            """);
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | start_observed | source_rows
            amy       | 1              | 2022-05-02 | true           | period:1
            ben       | 1              | 2023-01-10 | true           | period:2
            cat       | 1              | 2023-01-10 | true           | period:3
            """);
    Dataset<Row> checks =
        rows(
            STG_HEALTH_CHECK,
            """
            child_key | check_type        | checked_on | check_status | source_row
            amy       | health_check      | 2023-04-30 | completed    | check:1
            amy       | health_check      | 2024-03-01 | refused      | check:2
            amy       | health_check      | 2024-05-31 | -            | check:3
            amy       | health_assessment | 2024-02-01 | completed    | check:4
            ben       | health_check      | 2024-01-12 | completed    | check:5
            """);

    // Amy is five on 1 June 2025, one day after the check after the last falls due. Ben was five on
    // the
    // day on which his first one fell due.
    assertRows(
        build(
            "development",
            Map.of(FACT_CARE_PERIOD, periods, CHILD_BIRTH, births, STG_HEALTH_CHECK, checks)),
        """
        child_key | since_on   | due_on     | held_on    | is_on_time | source_rows
        amy       | 2022-05-02 | 2023-05-02 | 2023-04-30 | true       | check:1+period:1
        amy       | 2023-04-30 | 2024-04-30 | 2024-05-31 | false      | check:1+check:3
        amy       | 2024-05-31 | 2025-05-31 | -          | false      | check:3
        ben       | 2023-01-10 | 2024-01-10 | 2024-01-12 | false      | check:5+period:2
        cat       | 2023-01-10 | 2024-01-10 | -          | false      | period:3
        """);
  }

  @Test
  void aQuestionnaireIsDueWhereTheChildIs5To16ByThenAndAScoreMustBeGiven() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2018-06-01
            ben       | 2008-06-01
            cat       | 2007-03-01
            dan       | 2022-06-01
            eve       | 2015-06-01
            """);
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | start_observed | source_rows
            amy       | 1              | 2020-01-01 | true           | period:1
            ben       | 1              | 2023-01-10 | true           | period:2
            cat       | 1              | 2023-04-10 | true           | period:3
            dan       | 1              | 2023-04-10 | true           | period:4
            eve       | 1              | 2023-04-10 | true           | period:5
            """);
    Dataset<Row> scores =
        rows(
            STG_SDQ_SCORE,
            """
            child_key | completed_on | score | no_score_reason | source_row
            amy       | 2022-05-31   | 9     | -               | sdq:1
            amy       | 2023-05-01   | 12    | -               | sdq:2
            amy       | 2024-04-20   | -     | SDQ2            | sdq:3
            ben       | 2023-12-01   | 40    | -               | sdq:4
            ben       | 2024-12-01   | 17    | -               | sdq:5
            ben       | 2025-02-01   | 20    | -               | sdq:6
            dan       | 2023-04-10   | 3     | -               | sdq:7
            eve       | 2023-04-10   | 8     | -               | sdq:8
            """);

    // Amy's chain begins at 4, a year before she is asked; Dan is not 4 by the night. Ben is 17 in
    // June 2025, so his last one was not due but is held; Cat was in 2024. Eve's was on the first
    // day.
    assertRows(
        build("sdq", Map.of(FACT_CARE_PERIOD, periods, CHILD_BIRTH, births, STG_SDQ_SCORE, scores)),
        """
        child_key | since_on   | due_on     | held_on    | is_held | since_score | flags         | score
        amy       | 2022-06-01 | 2023-06-01 | 2023-05-01 | true    | -           |               | 12
        amy       | 2023-05-01 | 2024-05-01 | -          | false   | 12          |               | -
        ben       | 2023-01-10 | 2024-01-10 | 2023-12-01 | true    | -           |               | 40
        ben       | 2023-12-01 | 2024-12-01 | 2024-12-01 | true    | 40          |               | 17
        ben       | 2024-12-01 | 2025-12-01 | 2025-02-01 | true    | 17          |               | 20
        eve       | 2023-04-10 | 2024-04-10 | -          | false   | 8           | held_at_start | -
        """);
  }

  @Test
  void immunisationsAreUpToDateOrNotInTheLatestPeriodOfCare() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | start_observed | source_rows
            amy       | 1              | 2019-05-02 | 2020-07-01 | true           | period:1
            amy       | 2              | 2023-07-01 | -          | true           | period:2
            ben       | 1              | 2023-07-01 | -          | true           | period:3
            cat       | 1              | 2023-07-01 | 2024-07-01 | true           | period:4
            dan       | 1              | 2023-07-01 | -          | true           | period:5
            """);
    Dataset<Row> states =
        rows(
            STG_IMMUNISATION,
            """
            child_key | is_up_to_date | recorded_on | source_row
            amy       | true          | 2022-01-01  | immunisation:1
            ben       | false         | 2024-01-01  | immunisation:2
            cat       | -             | 2024-01-01  | immunisation:3
            """);

    assertRows(
        build("immunisation", Map.of(FACT_CARE_PERIOD, periods, STG_IMMUNISATION, states)),
        """
        child_key | care_period_no | since_on   | due_on     | held_on | is_held | is_on_time | recorded_on | obligation_ended_on | flags                | source_rows
        amy       | 2              | 2023-07-01 | 2024-07-01 | -       | true    | true       | 2022-01-01  | -                   | recorded_before_care | immunisation:1+period:2
        ben       | 1              | 2023-07-01 | 2024-07-01 | -       | false   | false      | 2024-01-01  | -                   |                      | immunisation:2+period:3
        cat       | 1              | 2023-07-01 | 2024-07-01 | -       | false   | false      | 2024-01-01  | 2024-07-01          | state_unknown        | immunisation:3+period:4
        dan       | 1              | 2023-07-01 | 2024-07-01 | -       | false   | false      | -           | -                   |                      | period:5
        """);
  }

  @Test
  void aChildAndFamilyAssessmentIsDueByWorkingDay45() {
    Dataset<Row> assessments =
        rows(
            STG_CHILD_FAMILY_ASSESSMENT,
            """
            child_key | started_on | authorised_on | source_row
            amy       | 2024-06-03 | 2024-08-05    | assessment:1
            ben       | 2024-06-03 | 2024-08-06    | assessment:2
            cat       | 2024-06-03 | -             | assessment:3
            dan       | 2025-03-03 | 2025-04-01    | assessment:4
            eli       | 2024-06-03 | -             | assessment:5
            eli       | 2024-06-03 | 2024-07-01    | assessment:6
            fin       | -          | 2024-07-01    | assessment:7
            """);

    // Dan's was signed off after the business date; 18 and 21 April are bank holidays, as is 5 May.
    assertRows(
        build("child_and_family", Map.of(STG_CHILD_FAMILY_ASSESSMENT, assessments)),
        """
        child_key | care_period_no | since_on   | due_on     | held_on    | is_on_time | working_days | flags           | source_rows
        amy       | -              | 2024-06-03 | 2024-08-05 | 2024-08-05 | true       | 45           |                 | assessment:1
        ben       | -              | 2024-06-03 | 2024-08-05 | 2024-08-06 | false      | 46           |                 | assessment:2
        cat       | -              | 2024-06-03 | 2024-08-05 | -          | false      | -            |                 | assessment:3
        dan       | -              | 2025-03-03 | 2025-05-08 | -          | false      | -            |                 | assessment:4
        eli       | -              | 2024-06-03 | 2024-08-05 | 2024-07-01 | true       | 20           | several_records | assessment:5+assessment:6
        """);
  }

  private static Dataset<Row> build(String type, Map<TableName, Dataset<Row>> given) {
    Map<TableName, Dataset<Row>> tables = new HashMap<>(given);
    tables.put(DIM_DATE, DATES);
    return TestTables.build(
            new Assessments(CodeLists.of(Project.home()), Parameters.of(Project.home())),
            "2025-03-31",
            tables)
        .where("assessment_type = '" + type + "'");
  }
}
