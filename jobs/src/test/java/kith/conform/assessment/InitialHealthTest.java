package kith.conform.assessment;

import static kith.table.Tables.DIM_DATE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_HEALTH_CHECK;
import static kith.table.Tables.STG_INITIAL_HEALTH_ASSESSMENT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

class InitialHealthTest {

  private static final Dataset<Row> DATES =
      TestTables.build(new Dates(Project.home()), "2025-03-31", Map.of()).cache();

  @Test
  void itIsDueOnWorkingDay20AfterTheStartWhateverHolidaysLieBetween() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | counts_as_start
            amy       | 1              | 2025-02-03 | true
            ben       | 1              | 2024-12-09 | true
            cat       | 1              | 2022-05-16 | true
            dan       | 1              | 2025-03-01 | true
            """);

    // Amy: four plain weeks. Ben: Christmas and New Year. Cat: the jubilee. Dan: came on a
    // Saturday.
    assertRows(
        build(Map.of(FACT_CARE_PERIOD, periods)),
        """
        child_key | since_on   | due_on     | is_held | is_on_time
        amy       | 2025-02-03 | 2025-03-03 | false   | false
        ben       | 2024-12-09 | 2025-01-09 | false   | false
        cat       | 2022-05-16 | 2022-06-15 | false   | false
        dan       | 2025-03-01 | 2025-03-28 | false   | false
        """);
  }

  @Test
  void onlyPeriodsThatCountAsAStartAreDueOne() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | counts_as_start
            amy       | 1              | 2018-02-03 | 2024-05-01 | false
            amy       | 2              | 2024-07-01 | -          | true
            ben       | 1              | 2024-07-01 | 2024-07-01 | true
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, periods)),
        """
        child_key | care_period_no | since_on
        amy       | 2              | 2024-07-01
        """);
  }

  @Test
  void careThatEndedOnOrBeforeDay20KeepsItsRow() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | counts_as_start
            amy       | 1              | 2025-02-03 | 2025-03-03 | true
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, periods)),
        """
        child_key | due_on     | obligation_ended_on | is_held
        amy       | 2025-03-03 | 2025-03-03          | false
        """);
  }

  @Test
  void heldOnDay20IsOnTimeAndOnDay21IsLate() {
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | consent_on | requested_on | held_on    | source_row
            amy       | 2025-02-03 | 2025-02-04   | 2025-03-03 | iha:1
            ben       | 2025-02-03 | 2025-02-04   | 2025-03-04 | iha:2
            cat       | 2025-02-03 | 2025-02-04   | 2025-02-03 | iha:3
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, fourStarts(), STG_INITIAL_HEALTH_ASSESSMENT, requests)),
        """
        child_key | method   | held_on    | working_days | is_on_time | flags                 | late_step
        amy       | recorded | 2025-03-03 | 20           | true       |                       | -
        ben       | recorded | 2025-03-04 | 21           | false      |                       | clinic
        cat       | recorded | 2025-02-03 | 0            | true       | held_before_requested | -
        dan       | recorded | -          | -            | false      |                       | -
        """);
  }

  @Test
  void whatWasHeldBeforeTheStartOrAfterTheEndDoesNotCount() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | counts_as_start
            amy       | 1              | 2024-06-03 | 2024-08-01 | true
            amy       | 2              | 2025-02-03 | -          | true
            ben       | 1              | 2024-06-03 | 2024-08-01 | true
            """);
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | requested_on | held_on
            amy       | 2024-06-05   | 2024-06-20
            amy       | 2024-11-05   | 2025-01-20
            ben       | 2024-06-05   | 2024-08-01
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, periods, STG_INITIAL_HEALTH_ASSESSMENT, requests)),
        """
        child_key | care_period_no | held_on    | requested_on
        amy       | 1              | 2024-06-20 | 2024-06-05
        amy       | 2              | -          | -
        ben       | 1              | -          | 2024-06-05
        """);
  }

  @Test
  void aSecondRequestThatWasHeldCountsBeforeAFirstThatWasNot() {
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | requested_on | held_on    | source_row
            amy       | 2025-02-04   | -          | iha:1
            amy       | 2025-02-10   | 2025-02-20 | iha:2
            amy       | 2025-02-24   | 2025-03-05 | iha:3
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, fourStarts(), STG_INITIAL_HEALTH_ASSESSMENT, requests))
            .where("is_held"),
        """
        held_on    | requested_on | flags           | source_rows
        2025-02-20 | 2025-02-10   | several_records | row:1+iha:2
        """);
  }

  @Test
  void ofTwoRequestsOfOneDayTheOrderOfLinesDoesNotDecide() {
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | consent_on | requested_on | held_on | source_row
            amy       | 2025-02-04 | -            | -       | iha:1
            amy       | 2025-02-04 | 2025-02-04   | -       | iha:2
            ben       | 2025-02-04 | 2025-02-04   | -       | iha:3
            ben       | 2025-02-04 | -            | -       | iha:4
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, fourStarts(), STG_INITIAL_HEALTH_ASSESSMENT, requests))
            .where("consent_on is not null"),
        """
        child_key | requested_on | source_rows
        amy       | 2025-02-04   | row:1+iha:2
        ben       | 2025-02-04   | row:2+iha:3
        """);
  }

  @Test
  void theFirstStepThatFailedIsNamed() {
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | consent_on | requested_on | held_on
            amy       | 2025-02-09 | 2025-02-09   | 2025-03-20
            ben       | -          | 2025-02-04   | -
            cat       | 2025-02-08 | 2025-02-14   | -
            dan       | 2025-02-08 | 2025-02-13   | -
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, fourStarts(), STG_INITIAL_HEALTH_ASSESSMENT, requests)),
        """
        child_key | late_step
        amy       | consent
        ben       | consent
        cat       | request
        dan       | clinic
        """);
  }

  @Test
  void nothingHasFailedBeforeTheAssessmentIsDue() {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | counts_as_start
            amy       | 1              | 2025-03-17 | true
            """);
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | consent_on | requested_on | held_on
            amy       | 2025-03-18 | 2025-03-19   | 2025-04-02
            """);

    // An appointment after the business date is not held yet.
    assertRows(
        build(Map.of(FACT_CARE_PERIOD, periods, STG_INITIAL_HEALTH_ASSESSMENT, requests)),
        """
        child_key | due_on     | held_on | is_on_time | late_step
        amy       | 2025-04-14 | -       | false      | -
        """);
  }

  @Test
  void withoutTheFileTheFirstStatutoryCheckInThePeriodIsTakenForIt() {
    Dataset<Row> checks =
        rows(
            STG_HEALTH_CHECK,
            """
            child_key | check_type        | checked_on | check_status
            amy       | health_assessment | 2025-01-20 | completed
            amy       | dental_check      | 2025-02-05 | completed
            amy       | health_assessment | 2025-02-10 | refused
            amy       | health_assessment | 2025-02-20 | completed
            amy       | health_assessment | 2025-03-20 | completed
            ben       | health_assessment | 2025-02-12 | -
            cat       | health_assessment | 2025-02-12 | planned
            dan       | health_assessment | -          | completed
            """);

    assertRows(
        build(Map.of(FACT_CARE_PERIOD, fourStarts(), STG_HEALTH_CHECK, checks)),
        """
        child_key | method   | held_on    | is_on_time | late_step
        amy       | inferred | 2025-02-20 | true       | -
        ben       | inferred | 2025-02-12 | true       | -
        cat       | inferred | -          | false      | -
        dan       | inferred | -          | false      | -
        """);
  }

  @Test
  void aRecentAssessmentServesAChildBackInCareWhereTheAuthoritySaysSo(@TempDir Path folder)
      throws IOException {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | counts_as_start
            amy       | 1              | 2024-06-03 | 2024-08-01 | true
            amy       | 2              | 2024-09-01 | -          | true
            ben       | 1              | 2024-06-03 | 2024-08-01 | true
            ben       | 2              | 2025-01-06 | -          | true
            """);
    Dataset<Row> requests =
        rows(
            STG_INITIAL_HEALTH_ASSESSMENT,
            """
            child_key | requested_on | held_on
            amy       | 2024-06-05   | 2024-06-20
            ben       | 2024-06-05   | 2024-06-20
            """);
    Path file = Files.createFile(folder.resolve("parameters.yaml"));
    Files.writeString(
        file,
        Files.readString(Project.home().conf().resolve("parameters.yaml"))
            .replace("iha_reuse_days: 0", "iha_reuse_days: 90"));

    assertRows(
        TestTables.build(
                new Assessments(CodeLists.of(Project.home()), Parameters.read(file)),
                "2025-03-31",
                Map.of(
                    FACT_CARE_PERIOD, periods,
                    STG_INITIAL_HEALTH_ASSESSMENT, requests,
                    DIM_DATE, DATES))
            .where("assessment_type = 'initial_health'"),
        """
        child_key | care_period_no | held_on
        amy       | 1              | 2024-06-20
        ben       | 1              | 2024-06-20
        ben       | 2              | -
        """);
  }

  /** A start of care has the limit of its own day, also once another one applies. */
  @Test
  void aLimitThatChangesOnADayAppliesToCareThatStartsFromThenOn(@TempDir Path folder)
      throws IOException {
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | counts_as_start
            amy       | 1              | 2025-02-28 | true
            ben       | 1              | 2025-03-03 | true
            """);
    Path file = Files.createFile(folder.resolve("parameters.yaml"));
    Files.writeString(
        file,
        Files.readString(Project.home().conf().resolve("parameters.yaml"))
            .replace(
                "iha_working_days: 20",
                "iha_working_days: [{value: 20}, {from: 2025-03-03, value: 10}]"));

    assertRows(
        TestTables.build(
                new Assessments(CodeLists.of(Project.home()), Parameters.read(file)),
                "2025-03-31",
                Map.of(FACT_CARE_PERIOD, periods, DIM_DATE, DATES))
            .where("assessment_type = 'initial_health'"),
        """
        child_key | since_on   | due_on
        amy       | 2025-02-28 | 2025-03-28
        ben       | 2025-03-03 | 2025-03-17
        """);
  }

  private static Dataset<Row> fourStarts() {
    return rows(
        FACT_CARE_PERIOD,
        """
        child_key | care_period_no | started_on | counts_as_start | source_rows
        amy       | 1              | 2025-02-03 | true            | row:1
        ben       | 1              | 2025-02-03 | true            | row:2
        cat       | 1              | 2025-02-03 | true            | row:3
        dan       | 1              | 2025-02-03 | true            | row:4
        """);
  }

  private static Dataset<Row> build(Map<TableName, Dataset<Row>> given) {
    Map<TableName, Dataset<Row>> tables = new HashMap<>(given);
    tables.put(DIM_DATE, DATES);
    return TestTables.build(
            new Assessments(CodeLists.of(Project.home()), Parameters.of(Project.home())),
            "2025-03-31",
            tables)
        .where("assessment_type = 'initial_health'");
  }
}
