package kith.conform.workforce;

import static kith.table.Tables.FACT_CARE_LEAVER_CONTACT;
import static kith.table.Tables.FACT_CASE_ALLOCATION;
import static kith.table.Tables.STG_PROFESSIONAL;
import static kith.table.Tables.STG_TEAM;
import static kith.table.Tables.STG_WORKER_MONTH;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.HashMap;
import java.util.Map;
import kith.table.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void theLastMonthOfTheStaffRecordsTellsBeforeTheCaseSystem() {
    Dataset<Row> staff =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | full_time_equivalent | agency | role          | team_key | in_post
            wendy      | 2025-01-31 | 1.00                 | false  | social_worker | duty     | true
            wendy      | 2025-02-28 | 0.60                 | false  | -             | care     | true
            will       | 2024-09-30 | 1.00                 | true   | social_worker | care     | true
            """);
    Dataset<Row> professionals =
        rows(
            STG_PROFESSIONAL,
            """
            worker_key | full_time_equivalent | agency | job_title
            wendy      | 1.00                 | -      | Senior Social Worker
            max        | -                    | -      | Team Manager
            """);
    Dataset<Row> allocations =
        rows(
            FACT_CASE_ALLOCATION,
            """
            child_key | worker_key
            amy       | ned
            ben       | ned
            """);

    // Will is not in the last month sent. Ned is known from his cases alone.
    assertRows(
        build(
                new Workers(),
                "2025-03-31",
                Map.of(
                    STG_WORKER_MONTH, staff,
                    STG_PROFESSIONAL, professionals,
                    FACT_CASE_ALLOCATION, allocations))
            .where("is_current"),
        """
        worker_key | role                 | team_key | full_time_equivalent | is_agency | in_post
        wendy      | senior_social_worker | care     | 0.60                 | false     | true
        will       | social_worker        | care     | 1.00                 | true      | false
        max        | team_manager         | -        | -                    | -         | true
        ned        | unknown              | -        | -                    | -         | true
        """);
  }

  @Test
  void aVersionBeginsWithTheMonthInWhichSomethingDiffers() {
    Dataset<Row> staff =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | full_time_equivalent | agency | role          | team_key | in_post
            wendy      | 2024-10-31 | 1.00                 | false  | social_worker | duty     | true
            wendy      | 2024-11-30 | 1.00                 | false  | social_worker | duty     | true
            wendy      | 2024-12-31 | 0.60                 | false  | social_worker | care     | true
            wendy      | 2025-01-31 | 0.60                 | false  | social_worker | care     | false
            will       | 2024-10-31 | 1.00                 | true   | social_worker | care     | true
            will       | 2025-01-31 | 1.00                 | true   | social_worker | care     | true
            xena       | 2024-11-30 | 1.00                 | -      | -             | -        | true
            """);

    // November and December were sent without Will, December and January without Xena.
    assertRows(
        build(new Workers(), "2025-02-10", Map.of(STG_WORKER_MONTH, staff)),
        """
        worker_key | valid_from | valid_to   | is_current | team_key | full_time_equivalent | in_post
        wendy      | 1900-01-01 | 2024-12-01 | false      | duty     | 1.00                 | true
        wendy      | 2024-12-01 | 2025-01-01 | false      | care     | 0.60                 | true
        wendy      | 2025-01-01 | -          | true       | care     | 0.60                 | false
        will       | 1900-01-01 | 2024-11-01 | false      | care     | 1.00                 | true
        will       | 2024-11-01 | 2025-01-01 | false      | care     | 1.00                 | false
        will       | 2025-01-01 | -          | true       | care     | 1.00                 | true
        xena       | 1900-01-01 | 2024-12-01 | false      | -        | 1.00                 | true
        xena       | 2024-12-01 | -          | true       | -        | 1.00                 | false
        """);
  }

  @Test
  void aMonthThatNobodySentSaysNothing() {
    Dataset<Row> staff =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | full_time_equivalent
            wendy      | 2024-10-31 | 1.00
            wendy      | 2024-12-31 | 1.00
            will       | 2024-10-31 | 1.00
            """);

    assertRows(
        build(new Workers(), "2025-02-10", Map.of(STG_WORKER_MONTH, staff)),
        """
        worker_key | valid_from | valid_to   | in_post
        wendy      | 1900-01-01 | -          | true
        will       | 1900-01-01 | 2024-12-01 | true
        will       | 2024-12-01 | -          | false
        """);
  }

  @Test
  void aWorkerOrTeamThatOnlyFactsNameIsAPlaceholderUntilANightBringsIt() {
    Map<TableName, Dataset<Row>> facts =
        Map.of(
            FACT_CASE_ALLOCATION,
            rows(
                FACT_CASE_ALLOCATION,
                """
                child_key | worker_key | team_key
                amy       | ned        | north
                """),
            FACT_CARE_LEAVER_CONTACT,
            rows(
                FACT_CARE_LEAVER_CONTACT,
                """
                child_key | worker_key | team_key
                ben       | pat        | south
                cat       | -          | -
                """));

    assertRows(
        build(new Workers(), "2025-03-30", facts),
        """
        worker_key | valid_from | role    | in_post | is_placeholder
        ned        | 1900-01-01 | unknown | true    | true
        pat        | 1900-01-01 | unknown | true    | true
        """);
    assertRows(
        build(new Teams(), "2025-03-30", facts),
        """
        team_key | team_name | is_placeholder
        north    | unknown   | true
        south    | unknown   | true
        """);

    Map<TableName, Dataset<Row>> nextNight = new HashMap<>(facts);
    nextNight.put(
        STG_PROFESSIONAL,
        rows(
            STG_PROFESSIONAL,
            """
            worker_key | job_title
            ned        | Social Worker
            """));
    nextNight.put(
        STG_WORKER_MONTH,
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | role             | in_post
            pat        | 2025-02-28 | personal_adviser | true
            """));
    nextNight.put(
        STG_TEAM,
        rows(
            STG_TEAM,
            """
            team_key | team_name
            north    | Children in Care
            """));

    assertRows(
        build(new Workers(), "2025-03-31", nextNight),
        """
        worker_key | role             | is_placeholder
        ned        | social_worker    | false
        pat        | personal_adviser | false
        """);
    assertRows(
        build(new Teams(), "2025-03-31", nextNight),
        """
        team_key | team_name        | is_placeholder
        north    | Children in Care | false
        south    | unknown          | true
        """);
  }

  @Test
  void aRoleIsReadFromTheWordsOfAJobTitle() {
    Dataset<Row> professionals =
        rows(
            STG_PROFESSIONAL,
            """
            worker_key | job_title
            ann        | Social Worker
            bob        | Newly Qualified Social Worker (ASYE)
            cyd        | Advanced Social Work Practitioner
            deb        | Student Social Worker
            eli        | Team Manager, Social Workers
            fin        | Leaving Care Personal Advisor
            gil        | Social Work Assistant
            hal        | Independent Reviewing Officer
            ida        | -
            """);

    assertRows(
        build(new Workers(), "2025-03-31", Map.of(STG_PROFESSIONAL, professionals)),
        """
        worker_key | role
        ann        | social_worker
        bob        | social_worker
        cyd        | senior_social_worker
        deb        | student_social_worker
        eli        | team_manager
        fin        | personal_adviser
        gil        | unknown
        hal        | unknown
        ida        | unknown
        """);
  }

  @Test
  void aTeamThatNobodyListedStillHasARow() {
    Dataset<Row> teams =
        rows(
            STG_TEAM,
            """
            team_key | team_name        | parent_team_key
            care     | Children in Care | county
            duty     | -                | -
            """);
    Dataset<Row> allocations =
        rows(
            FACT_CASE_ALLOCATION,
            """
            child_key | team_key
            amy       | care
            amy       | north
            amy       | -
            """);

    assertRows(
        build(
            new Teams(), "2025-03-31", Map.of(STG_TEAM, teams, FACT_CASE_ALLOCATION, allocations)),
        """
        team_key | team_name        | parent_team_key | is_placeholder
        care     | Children in Care | county          | false
        duty     | unknown          | -               | false
        county   | unknown          | -               | true
        north    | unknown          | -               | true
        """);
  }
}
