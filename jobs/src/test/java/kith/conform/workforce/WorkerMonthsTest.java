package kith.conform.workforce;

import static kith.table.Tables.STG_PROFESSIONAL;
import static kith.table.Tables.STG_WORKER_MONTH;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class WorkerMonthsTest {

  private static final Dataset<Row> PROFESSIONALS =
      rows(
          STG_PROFESSIONAL,
          """
          worker_key | job_title     | full_time_equivalent | agency | source_row
          wendy      | Social Worker | 1.00                 | false  | professionals:2
          max        | Team Manager  | -                    | -      | professionals:3
          """);

  @Test
  void theStaffRecordsTellOfEachMonth() {
    Dataset<Row> months =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | full_time_equivalent | agency | role                 | team_key | in_post | has_left | absence_days | source_row
            wendy      | 2025-01-31 | 0.60                 | true   | senior_social_worker | care     | true    | false    | 1.5          | month:2
            wendy      | 2025-02-28 | -                    | -      | unknown              | -        | false   | true     | 0            | month:3
            wendy      | 2025-04-30 | 0.60                 | true   | social_worker        | care     | true    | false    | 0            | month:4
            """);

    // April has not come yet. Max is in no month, so there is no month of his.
    assertRows(
        build(
            new WorkerMonths(),
            "2025-03-31",
            Map.of(STG_WORKER_MONTH, months, STG_PROFESSIONAL, PROFESSIONALS)),
        """
        worker_key | month_end  | team_key | role                 | full_time_equivalent | is_agency | in_post | has_left | absence_days | method   | flags | source_rows
        wendy      | 2025-01-31 | care     | senior_social_worker | 0.60                 | true      | true    | false    | 1.5          | recorded |       | month:2
        wendy      | 2025-02-28 | -        | social_worker        | -                    | true      | false   | true     | 0            | recorded |       | month:3
        """);
  }

  @Test
  void aMonthThatDoesNotSayWhetherAWorkerIsFromAnAgencyIsReadFromTheWorkersOtherMonthsFirst() {
    Dataset<Row> months =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | agency | in_post
            wendy      | 2024-11-30 | -      | true
            wendy      | 2024-12-31 | true   | true
            wendy      | 2025-01-31 | -      | true
            wendy      | 2025-02-28 | false  | true
            wendy      | 2025-03-31 | -      | true
            vic        | 2025-02-28 | -      | true
            max        | 2025-02-28 | -      | true
            """);
    Dataset<Row> professionals =
        rows(
            STG_PROFESSIONAL,
            """
            worker_key | agency
            wendy      | true
            vic        | true
            """);

    assertRows(
        build(
            new WorkerMonths(),
            "2025-03-31",
            Map.of(STG_WORKER_MONTH, months, STG_PROFESSIONAL, professionals)),
        """
        worker_key | month_end  | is_agency
        wendy      | 2024-11-30 | true
        wendy      | 2024-12-31 | true
        wendy      | 2025-01-31 | true
        wendy      | 2025-02-28 | false
        wendy      | 2025-03-31 | false
        vic        | 2025-02-28 | true
        max        | 2025-02-28 | -
        """);
  }

  @Test
  void aRecordOfAnotherDayIsMovedToTheMonthEndAndTheLatestIsUsed() {
    Dataset<Row> months =
        rows(
            STG_WORKER_MONTH,
            """
            worker_key | month_end  | full_time_equivalent | in_post | has_left | source_row
            wendy      | 2025-02-10 | 1.00                 | true    | -        | month:2
            wendy      | 2025-02-27 | 0.50                 | -       | true     | month:3
            will       | 2025-02-28 | 1.00                 | -       | -        | month:4
            """);

    assertRows(
        build(new WorkerMonths(), "2025-03-31", Map.of(STG_WORKER_MONTH, months)),
        """
        worker_key | month_end  | full_time_equivalent | in_post | flags                                         | source_rows
        wendy      | 2025-02-28 | 0.50                 | false   | not_month_end+several_records+in_post_unknown | month:2+month:3
        will       | 2025-02-28 | 1.00                 | true    | in_post_unknown                               | month:4
        """);
  }

  @Test
  void aWorkerWhomTheListRepeatsIsOneWorkerAndHoursForAShareAreFlagged() {
    Dataset<Row> professionals =
        rows(
            STG_PROFESSIONAL,
            """
            worker_key | job_title     | full_time_equivalent | full_time_out_of_range | source_row
            wendy      | Social Worker | -                    | false                  | professionals:2
            wendy      | -             | 0.80                 | false                  | professionals:3
            will       | Social Worker | -                    | true                   | professionals:4
            """);

    assertRows(
        build(new WorkerMonths(), "2025-03-31", Map.of(STG_PROFESSIONAL, professionals)),
        """
        worker_key | flags                  | month_end  | role          | full_time_equivalent | source_rows
        wendy      |                        | 2025-03-31 | social_worker | 0.80                 | professionals:2+professionals:3
        will       | full_time_out_of_range | 2025-03-31 | social_worker | -                    | professionals:4
        """);
  }

  @Test
  void withoutStaffRecordsTheListOfWorkersTellsOfTheLastMonthEnd() {
    assertRows(
        build(new WorkerMonths(), "2025-04-29", Map.of(STG_PROFESSIONAL, PROFESSIONALS)),
        """
        worker_key | month_end  | role          | full_time_equivalent | in_post | has_left | absence_days | method   | source_rows
        wendy      | 2025-03-31 | social_worker | 1.00                 | true    | -        | -            | inferred | professionals:2
        max        | 2025-03-31 | team_manager  | -                    | true    | -        | -            | inferred | professionals:3
        """);
  }
}
