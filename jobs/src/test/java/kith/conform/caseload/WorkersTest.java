package kith.conform.caseload;

import static kith.contract.Tables.STG_INVOLVEMENT;
import static kith.contract.Tables.STG_PROFESSIONAL;
import static kith.contract.Tables.STG_TEAM;
import static kith.contract.Tables.STG_WORKER_MONTH;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
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
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key
            amy       | ned
            ben       | ned
            ben       | -
            """);

    // Will is not in the last month sent. Ned is known from his cases alone.
    assertRows(
        build(
            new Workers(),
            "2025-03-31",
            Map.of(
                STG_WORKER_MONTH, staff,
                STG_PROFESSIONAL, professionals,
                STG_INVOLVEMENT, involvements)),
        """
        worker_key | role                 | team_key | full_time_equivalent | is_agency | in_post
        wendy      | senior_social_worker | care     | 0.60                 | false     | true
        will       | social_worker        | care     | 1.00                 | true      | false
        max        | team_manager         | -        | -                    | -         | true
        ned        | unknown              | -        | -                    | -         | true
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
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | team_key
            amy       | care
            amy       | north
            amy       | -
            """);

    assertRows(
        build(new Teams(), "2025-03-31", Map.of(STG_TEAM, teams, STG_INVOLVEMENT, involvements)),
        """
        team_key | team_name        | parent_team_key
        care     | Children in Care | county
        duty     | unknown          | -
        north    | unknown          | -
        """);
  }
}
