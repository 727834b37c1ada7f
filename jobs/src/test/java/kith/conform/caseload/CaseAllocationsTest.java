package kith.conform.caseload;

import static kith.table.Tables.STG_INVOLVEMENT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kith.project.Parameters;
import kith.project.Project;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CaseAllocationsTest {

  @Test
  void allocationsToTheSameWorkerThatTouchAreOne() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | team_key | started_on | ended_on   | source_row
            amy       | wendy      | CW   | duty     | 2024-01-10 | 2024-03-01 | inv:1
            amy       | wendy      | CW   | care     | 2024-03-01 | 2024-05-01 | inv:2
            amy       | will       | CW   | care     | 2024-05-01 | 2024-07-01 | inv:3
            amy       | wendy      | CW   | care     | 2024-08-01 | -          | inv:4
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | worker_key | team_key | started_on | ended_on   | flags | source_rows
        amy       | wendy      | care     | 2024-01-10 | 2024-05-01 |       | inv:1+inv:2
        amy       | will       | care     | 2024-05-01 | 2024-07-01 |       | inv:3
        amy       | wendy      | care     | 2024-08-01 | -          |       | inv:4
        """);
  }

  @Test
  void r17aAnAllocationWithAnEndThatCannotBeReadIsFlagged() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | started_on | ended_on   | end_unreadable
            amy       | wendy      | CW   | 2024-01-10 | 2024-03-01 | true
            amy       | will       | CW   | 2024-03-01 | -          | false
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | flags          | worker_key | started_on | ended_on
        amy       | end_unreadable | wendy      | 2024-01-10 | 2024-03-01
        amy       |                | will       | 2024-03-01 | -
        """);
  }

  @Test
  void ofTwoOpenAllocationsTheOneThatBeganLastHasTheCase() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | started_on | ended_on
            amy       | wendy      | CW   | 2024-01-10 | -
            amy       | will       | CW   | 2024-03-01 | -
            ben       | wendy      | CW   | 2024-01-10 | 2024-04-01
            ben       | will       | AW   | 2024-03-01 | 2024-06-01
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | worker_key | role | started_on | flags      | ended_on
        amy       | wendy      | CW   | 2024-01-10 | overlapped | 2024-03-01
        amy       | will       | CW   | 2024-03-01 |            | -
        ben       | wendy      | CW   | 2024-01-10 | overlapped | 2024-03-01
        ben       | will       | AW   | 2024-03-01 |            | 2024-06-01
        """);
  }

  /**
   * What a simple count of open involvements by worker includes and this table does not: an
   * involvement that was recorded again under another number or for another team of the worker (a
   * case is a child), and one without a known first day. Involvements of unknown people are
   * quarantined.
   */
  @Test
  void aChildIsOneCaseOfAWorkerHoweverOftenTheInvolvementIsRecorded() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | team_key | started_on | ended_on | source_row
            amy       | wendy      | CW   | care     | 2024-01-10 | -        | inv:1
            amy       | wendy      | CW   | care     | 2024-01-10 | -        | inv:2
            ben       | wendy      | CW   | care     | 2024-01-10 | -        | inv:3
            ben       | wendy      | CW   | duty     | 2024-01-10 | -        | inv:4
            cat       | wendy      | CW   | care     | -          | -        | inv:5
            """);

    assertRows(
        allocations(involvements).select("child_key", "worker_key", "started_on", "ended_on"),
        """
        child_key | worker_key | started_on | ended_on
        amy       | wendy      | 2024-01-10 | -
        ben       | wendy      | 2024-01-10 | -
        """);
  }

  @Test
  void ofTwoWorkersOfOneDayTheOrderOfLinesDoesNotDecide() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | started_on | ended_on | source_row
            amy       | wendy      | CW   | 2024-01-10 | -        | inv:1
            amy       | will       | CW   | 2024-01-10 | -        | inv:2
            ben       | will       | CW   | 2024-01-10 | -        | inv:3
            ben       | wendy      | CW   | 2024-01-10 | -        | inv:4
            """);

    assertThat(allocations(involvements).select("worker_key").distinct().count()).isEqualTo(1);
  }

  @Test
  void ofTwoThatDifferInTheirEndOnlyTheOrderOfLinesDoesNotDecide() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | started_on | ended_on | end_unreadable | source_row
            amy       | wendy      | CW   | 2024-01-10 | -        | true           | inv:1
            amy       | wendy      | CW   | 2024-01-10 | -        | false          | inv:2
            ben       | wendy      | CW   | 2024-01-10 | -        | false          | inv:3
            ben       | wendy      | CW   | 2024-01-10 | -        | true           | inv:4
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | flags          | source_rows
        amy       | end_unreadable | inv:1
        ben       | end_unreadable | inv:4
        """);
  }

  @Test
  void aWorkerWhoseAllocationStayedOpenHasTheCaseAgainAfterTheCover() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | started_on | ended_on
            amy       | wendy      | CW   | 2024-01-10 | -
            amy       | will       | CW   | 2024-03-01 | 2024-04-01
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | worker_key | started_on | flags      | ended_on
        amy       | wendy      | 2024-01-10 | overlapped | 2024-03-01
        amy       | will       | 2024-03-01 |            | 2024-04-01
        amy       | wendy      | 2024-04-01 | overlapped | -
        """);
  }

  @Test
  void twoRowsOfOneWorkerThatOverlapAreOneAllocation() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | started_on | ended_on   | source_row
            amy       | wendy      | CW   | 2024-01-10 | 2024-06-01 | inv:1
            amy       | wendy      | CW   | 2024-03-01 | 2024-04-01 | inv:2
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | worker_key | started_on | ended_on   | flags | source_rows
        amy       | wendy      | 2024-01-10 | 2024-06-01 |       | inv:1+inv:2
        """);
  }

  @Test
  void ofTwoThatBeganOnOneDayTheOneThatLastsLongerHasTheCase() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role | started_on | ended_on
            amy       | wendy      | CW   | 2024-01-10 | -
            amy       | will       | CW   | 2024-01-10 | 2024-04-01
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | worker_key | started_on | ended_on
        amy       | wendy      | 2024-01-10 | -
        """);
  }

  @Test
  void aPersonalAdviserStandsBesideTheMainWorkerAndAgenciesAreNone() {
    Dataset<Row> involvements =
        rows(
            STG_INVOLVEMENT,
            """
            child_key | worker_key | role    | started_on | ended_on
            amy       | wendy      | CW      | 2024-01-10 | -
            amy       | pat        | 16PLUS  | 2024-01-10 | -
            amy       | nurse      | KA      | 2024-01-10 | -
            amy       | will       | AT      | 2024-01-10 | -
            amy       | will       | unknown | 2024-01-10 | -
            amy       | -          | CW      | 2024-02-10 | -
            amy       | will       | CW      | -          | -
            amy       | will       | CW      | 2024-03-10 | 2024-03-10
            amy       | will       | CW      | 2025-04-01 | -
            """);

    assertRows(
        allocations(involvements),
        """
        child_key | worker_key | role   | is_main_worker | started_on | ended_on
        amy       | wendy      | CW     | true           | 2024-01-10 | -
        amy       | pat        | 16PLUS | false          | 2024-01-10 | -
        """);
  }

  private static Dataset<Row> allocations(Dataset<Row> involvements) {
    return build(
        new CaseAllocations(Parameters.of(Project.home())),
        "2025-03-31",
        Map.of(STG_INVOLVEMENT, involvements));
  }
}
