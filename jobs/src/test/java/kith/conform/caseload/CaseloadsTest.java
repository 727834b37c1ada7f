package kith.conform.caseload;

import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.FACT_CASE_ALLOCATION;
import static kith.table.Tables.SOURCE_NIGHT;
import static kith.table.Tables.STG_PROFESSIONAL;
import static kith.table.Tables.STG_WORKER_MONTH;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.HashMap;
import java.util.Map;
import kith.project.Parameters;
import kith.project.Project;
import kith.table.TableName;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The night is that of 15 March 2025; history begins on 10 December 2024. */
class CaseloadsTest {

  @Test
  void aCaseCountsOnEachMonthEndThatItCoversFromTheBeginningOfHistory() {
    Dataset<Row> allocations =
        rows(
            FACT_CASE_ALLOCATION,
            """
            child_key | worker_key | role | started_on | ended_on
            amy       | wendy      | CW   | 2024-01-31 | 2025-01-31
            ben       | wendy      | AW   | 2025-01-31 | -
            cat       | wendy      | CW   | 2025-02-01 | 2025-02-28
            dan       | wendy      | CW   | 2025-03-01 | -
            """);

    // Amy's case ended on the last day of January. The end of March lies after the night.
    assertRows(
        build(Map.of(FACT_CASE_ALLOCATION, allocations)),
        """
        worker_key | month_end  | cases | cases_looked_after | role    | is_case_holding_role
        wendy      | 2024-12-31 | 1     | 0                  | unknown | true
        wendy      | 2025-01-31 | 1     | 0                  | unknown | true
        wendy      | 2025-02-28 | 1     | 0                  | unknown | true
        """);
  }

  @Test
  void casesOfLookedAfterChildrenAreCountedAmongThem() {
    Dataset<Row> allocations =
        rows(
            FACT_CASE_ALLOCATION,
            """
            child_key | worker_key | role | team_key | started_on | ended_on
            amy       | wendy      | CW   | duty     | 2024-02-01 | 2025-01-15
            ben       | wendy      | CW   | care     | 2024-03-01 | 2025-01-15
            cat       | wendy      | CW   | -        | 2024-04-01 | 2025-01-15
            """);
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on
            amy       | 1              | 2020-01-01 | 2021-01-01
            amy       | 2              | 2024-12-31 | -
            ben       | 1              | 2024-01-01 | 2024-12-31
            """);

    assertRows(
        build(Map.of(FACT_CASE_ALLOCATION, allocations, FACT_CARE_PERIOD, periods)),
        """
        worker_key | month_end  | cases | cases_looked_after | team_key
        wendy      | 2024-12-31 | 3     | 1                  | care
        """);
  }

  @Test
  void personalAdvisersCasesAreNoMainWorkersCases() {
    Dataset<Row> allocations =
        rows(
            FACT_CASE_ALLOCATION,
            """
            child_key | worker_key | role   | started_on | ended_on
            amy       | pat        | 16PLUS | 2024-02-01 | 2025-01-15
            ben       | wendy      | CW     | 2024-03-01 | 2025-01-15
            """);

    assertRows(
        build(Map.of(FACT_CASE_ALLOCATION, allocations)),
        """
        worker_key | month_end  | cases
        wendy      | 2024-12-31 | 1
        """);
  }

  @Test
  void theStaffRecordOfTheMonthComesBeforeTheCurrentValues() {
    Dataset<Row> allocations =
        rows(
            FACT_CASE_ALLOCATION,
            """
            child_key | worker_key | role | team_key | started_on | ended_on
            amy       | wendy      | CW   | duty     | 2024-02-01 | 2025-02-15
            """);
    Dataset<Row> staff =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | full_time_equivalent | agency | role          | team_key
            wendy      | 2024-12-31 | 0.60                 | true   | social_worker | care
            max        | 2024-12-31 | 1.00                 | false  | team_manager  | care
            max        | 2024-11-30 | 1.00                 | false  | team_manager  | care
            nia        | 2024-12-31 | -                    | false  | social_worker | care
            ned        | 2024-12-30 | 0.50                 | false  | team_manager  | care
            ned        | 2024-12-01 | 1.00                 | false  | team_manager  | care
            """);
    Dataset<Row> professionals =
        rows(
            STG_PROFESSIONAL,
            """
            worker_key | full_time_equivalent | agency | job_title
            wendy      | 1.00                 | false  | Senior Social Worker
            nia        | 0.70                 | false  | Social Worker
            """);

    // November lies before history; a month may be recorded on another of its days; a worker
    // without a case is there because the staff records say
    // so. A value missing in a month's staff record is not taken from the worker's current record.
    assertRows(
        build(
            Map.of(
                FACT_CASE_ALLOCATION, allocations,
                STG_WORKER_MONTH, staff,
                STG_PROFESSIONAL, professionals)),
        """
        worker_key | month_end  | cases | full_time_equivalent | is_agency | role                 | team_key | is_case_holding_role
        wendy      | 2024-12-31 | 1     | 0.60                 | true      | social_worker        | care     | true
        wendy      | 2025-01-31 | 1     | 1.00                 | false     | senior_social_worker | duty     | true
        max        | 2024-12-31 | 0     | 1.00                 | false     | team_manager         | care     | false
        ned        | 2024-12-31 | 0     | 0.50                 | false     | team_manager         | care     | false
        nia        | 2024-12-31 | 0     | -                    | false     | social_worker        | care     | true
        """);
  }

  @Test
  void aWorkerWhomTheSourceRepeatsIsOneWorkerAndTheOrderOfLinesDecidesNothing() {
    Dataset<Row> allocations =
        rows(
            FACT_CASE_ALLOCATION,
            """
            child_key | worker_key | role | started_on | ended_on
            amy       | wendy      | CW   | 2024-02-01 | 2025-01-15
            ben       | will       | CW   | 2024-02-01 | 2025-01-15
            """);
    Dataset<Row> professionals =
        rows(
            STG_PROFESSIONAL,
            """
            worker_key | full_time_equivalent | agency | job_title     | source_row
            wendy      | -                    | -      | -             | professionals:2
            wendy      | 0.60                 | false  | Social Worker | professionals:3
            wendy      | 0.80                 | true   | Social Worker | professionals:4
            wendy      | -                    | -      | -             | professionals:5
            will       | 0.80                 | true   | Social Worker | professionals:6
            will       | 0.60                 | false  | Social Worker | professionals:7
            """);

    assertRows(
        build(Map.of(FACT_CASE_ALLOCATION, allocations, STG_PROFESSIONAL, professionals)),
        """
        worker_key | month_end  | cases | full_time_equivalent | is_agency | role
        wendy      | 2024-12-31 | 1     | 0.80                 | true      | social_worker
        will       | 2024-12-31 | 1     | 0.80                 | true      | social_worker
        """);
  }

  @Test
  void ofTwoRecordsOfAMonthTheOneThatSaysMostCountsWhateverTheOrderOfLines() {
    Dataset<Row> staff =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | full_time_equivalent | agency | role          | source_row
            wendy      | 2024-12-31 | 0.60                 | true   | social_worker | month:2
            wendy      | 2024-12-31 | 1.00                 | -      | -             | month:3
            will       | 2024-12-31 | 1.00                 | -      | -             | month:4
            will       | 2024-12-31 | 0.60                 | true   | social_worker | month:5
            """);

    assertRows(
        build(Map.of(STG_WORKER_MONTH, staff)),
        """
        worker_key | month_end  | full_time_equivalent | is_agency | role
        wendy      | 2024-12-31 | 0.60                 | true      | social_worker
        will       | 2024-12-31 | 0.60                 | true      | social_worker
        """);
  }

  @Test
  void aMonthThatDoesNotSayWhetherAWorkerIsFromAnAgencyTakesItFromTheNearestThatDoes() {
    Dataset<Row> staff =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | agency | role
            wendy      | 2024-10-31 | false  | social_worker
            wendy      | 2024-11-30 | true   | social_worker
            wendy      | 2024-12-31 | -      | social_worker
            will       | 2024-12-31 | -      | social_worker
            will       | 2025-01-31 | false  | social_worker
            """);

    assertRows(
        build(Map.of(STG_WORKER_MONTH, staff)),
        """
        worker_key | month_end  | is_agency
        wendy      | 2024-12-31 | true
        will       | 2024-12-31 | false
        will       | 2025-01-31 | false
        """);
  }

  private static Dataset<Row> build(Map<TableName, Dataset<Row>> given) {
    Map<TableName, Dataset<Row>> tables = new HashMap<>(given);
    tables.put(
        SOURCE_NIGHT,
        rows(
            SOURCE_NIGHT,
            """
            source_system | business_date | history_from
            ssd           | 2025-03-15    | 2024-12-10
            """));
    return TestTables.build(new Caseloads(Parameters.of(Project.home())), "2025-03-15", tables);
  }
}
