package kith.conform.care;

import static kith.table.Tables.FACT_PLACEMENT;
import static kith.table.Tables.STG_VISIT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Parameters;
import kith.project.Project;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class VisitsTest {

  private static final String PLACEMENTS =
      """
      child_key | placement_no | care_period_no | placed_on  | left_on    | start_observed
      amy       | 1            | 1              | 2025-01-01 | 2025-02-20 | true
      amy       | 2            | 1              | 2025-02-20 | -          | true
      ben       | 1            | 1              | 2020-01-01 | 2025-02-01 | false
      """;

  @Test
  void theFirstVisitIsDueAWeekAfterTheMoveTheOthersSixWeeksAfterTheLast() {
    assertRows(
        visits(
            """
            child_key | visited_on
            amy       | 2025-01-08
            amy       | 2025-02-20
            amy       | 2025-03-03
            """),
        """
        visit_no | visited_on | placement_no | previous_visit_on | due_on     | is_on_time | next_due_on
        1        | 2025-01-08 | 1            | -                 | 2025-01-08 | true       | 2025-02-19
        1        | 2025-02-20 | 2            | -                 | 2025-02-27 | true       | 2025-04-03
        1        | 2025-03-03 | 2            | 2025-02-20        | 2025-04-03 | true       | 2025-04-14
        """);
  }

  @Test
  void aVisitAfterItsDayIsLate() {
    assertRows(
        visits(
            """
            child_key | visited_on
            amy       | 2025-01-09
            amy       | 2025-02-19
            amy       | 2025-02-28
            """),
        """
        visited_on | due_on     | is_on_time
        2025-01-09 | 2025-01-08 | false
        2025-02-19 | 2025-02-20 | true
        2025-02-28 | 2025-02-27 | false
        """);
  }

  @Test
  void whatCannotBeKnownIsLeftOpen() {
    assertRows(
        visits(
            """
            child_key | visited_on | is_seen | is_seen_alone
            ben       | 2025-01-10 | true    | -
            ben       | 2025-03-01 | -       | -
            ben       | 2025-03-05 | false   | true
            ben       | 2025-03-05 | true    | true
            ben       | 2025-04-01 | true    | true
            ben       | -          | -       | -
            """),
        """
        visit_no | visited_on | is_seen | is_seen_alone | placement_no | due_on | is_on_time | flags                                               | next_due_on
        1        | 2025-01-10 | true    | -             | 1            | -      | -          |                                                     | 2025-02-21
        1        | 2025-03-01 | -       | -             | -            | -      | -          | outside_placement+seen_unknown                      | -
        1        | 2025-03-05 | true    | true          | -            | -      | -          | outside_placement+several_on_day                    | -
        2        | 2025-03-05 | false   | true          | -            | -      | -          | outside_placement+several_on_day+alone_but_not_seen | -
        """);
  }

  @Test
  void aVisitAtWhichTheChildWasNotSeenIsNone() {
    // A child not recorded as not seen counts as seen. The third visit is due from the first.
    assertRows(
        visits(
            """
            child_key | visited_on | is_seen
            amy       | 2025-01-08 | -
            amy       | 2025-01-20 | false
            amy       | 2025-02-19 | true
            """),
        """
        visited_on | previous_visit_on | due_on     | is_on_time | next_due_on
        2025-01-08 | -                 | 2025-01-08 | true       | 2025-02-19
        2025-01-20 | 2025-01-08        | 2025-02-19 | -          | 2025-02-19
        2025-02-19 | 2025-01-08        | 2025-02-19 | true       | 2025-04-02
        """);
  }

  private static Dataset<Row> visits(String visits) {
    return TestTables.build(
        new Visits(Parameters.of(Project.home())),
        "2025-03-31",
        Map.of(
            STG_VISIT, rows(STG_VISIT, visits),
            FACT_PLACEMENT, rows(FACT_PLACEMENT, PLACEMENTS)));
  }
}
