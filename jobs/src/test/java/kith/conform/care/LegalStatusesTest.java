package kith.conform.care;

import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.STG_LEGAL_STATUS;
import static kith.table.Tables.STG_PERSON;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class LegalStatusesTest {

  private static final String PEOPLE =
      """
      child_key | birth_on
      amy       | 2012-06-15
      ben       | 2006-06-15
      dan       | 2006-06-15
      eve       | 2006-06-15
      """;

  private static final String EPISODES =
      """
      child_key | episode_no | care_period_no | started_on | counts_until | legal_status | placement_type
      dan       | 1          | 1              | 2024-01-10 | -            | V2           | K2
      eve       | 1          | 1              | 2024-01-10 | 2024-11-01   | V2           | K2
      """;

  @Test
  void recordsOfOneStatusThatTouchOrOverlapAreOneStatus() {
    Dataset<Row> statuses =
        statuses(
            """
            child_key | legal_status | started_on | ended_on   | source_row
            amy       | V2           | 2024-01-10 | 2024-02-01 | legal_status:1
            amy       | C2           | 2024-02-01 | 2024-12-01 | legal_status:2
            amy       | C2           | 2024-03-01 | 2024-04-01 | legal_status:3
            amy       | C2           | 2024-12-01 | -          | legal_status:4
            amy       | V2           | 2024-02-02 | 2024-02-03 | legal_status:5
            amy       | L1           | 2024-01-09 | 2024-01-09 | legal_status:6
            amy       | unknown      | 2024-01-10 | -          | legal_status:7
            """);

    assertRows(
        statuses,
        """
        child_key | legal_status | flags                | family     | started_on | ended_on   | source_rows
        amy       | V2           |                      | voluntary  | 2024-01-10 | 2024-02-01 | legal_status:1
        amy       | C2           |                      | care_order | 2024-02-01 | -          | legal_status:2+legal_status:3+legal_status:4
        amy       | V2           |                      | voluntary  | 2024-02-02 | 2024-02-03 | legal_status:5
        amy       | unknown      | legal_status_unknown | unknown    | 2024-01-10 | -          | legal_status:7
        """);
  }

  @Test
  void r7AndR17aEveryStatusEndsAt18ButV2InACommunityHome() {
    Dataset<Row> statuses =
        statuses(
            """
            child_key | legal_status | started_on | ended_on
            ben       | C2           | 2024-01-10 | -
            ben       | E1           | 2024-06-15 | 2024-07-01
            ben       | V2           | 2024-06-15 | -
            cat       | C2           | 2024-01-10 | -
            dan       | V2           | 2024-01-10 | -
            dan       | C2           | 2024-01-10 | -
            eve       | V2           | 2024-01-10 | -
            """);

    assertRows(
        statuses,
        """
        child_key | legal_status | flags           | started_on | ended_on
        ben       | C2           | runs_past_18    | 2024-01-10 | 2024-06-15
        ben       | E1           | starts_after_18 | 2024-06-15 | 2024-06-15
        ben       | V2           | starts_after_18 | 2024-06-15 | 2024-06-15
        cat       | C2           | birth_unknown   | 2024-01-10 | -
        dan       | V2           |                 | 2024-01-10 | -
        dan       | C2           | runs_past_18    | 2024-01-10 | 2024-06-15
        eve       | V2           | runs_past_18    | 2024-01-10 | 2024-11-01
        """);
  }

  @Test
  void r17aAStatusWithARecordWhoseEndCannotBeReadIsFlagged() {
    Dataset<Row> statuses =
        statuses(
            """
            child_key | legal_status | started_on | ended_on   | end_unreadable
            amy       | V2           | 2024-01-10 | 2024-02-01 | true
            amy       | C2           | 2024-02-01 | -          | false
            """);

    assertRows(
        statuses,
        """
        child_key | legal_status | flags          | started_on | ended_on
        amy       | V2           | end_unreadable | 2024-01-10 | 2024-02-01
        amy       | C2           |                | 2024-02-01 | -
        """);
  }

  private static Dataset<Row> statuses(String records) {
    return build(
        new LegalStatuses(CodeLists.of(Project.home())),
        "2025-03-31",
        Map.of(
            STG_LEGAL_STATUS,
            rows(STG_LEGAL_STATUS, records),
            STG_PERSON,
            rows(STG_PERSON, PEOPLE),
            FACT_CARE_EPISODE,
            rows(FACT_CARE_EPISODE, EPISODES)));
  }
}
