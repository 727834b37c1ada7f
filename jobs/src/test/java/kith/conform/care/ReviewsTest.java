package kith.conform.care;

import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.DIM_DATE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.SOURCE_NIGHT;
import static kith.table.Tables.STG_REVIEW;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.apache.spark.sql.functions.expr;

import java.util.Map;
import kith.conform.calendar.Dates;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.CodeLists;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ReviewsTest {

  private static final Dataset<Row> DATES =
      TestTables.build(new Dates(Project.home()), "2025-03-31", Map.of()).cache();

  private static final String AMY_IN_CARE =
      """
      child_key | care_period_no | started_on | start_observed | source_rows
      amy       | 1              | 2024-05-01 | true           | period:1
      """;

  private static final String AMY_BORN =
      """
      child_key | birth_on
      amy       | 2010-01-01
      """;

  /** 20 working days after 1 May 2024 end on 31 May: 6 and 27 May are bank holidays. */
  @Test
  void theFirstIsDueIn20WorkingDaysTheSecondAfter3MonthsTheOthersAfter6() {
    assertRows(
        reviews(
            AMY_IN_CARE,
            AMY_BORN,
            """
            child_key | held_on    | due_on     | participation | source_row
            amy       | 2024-05-31 | 2024-05-31 | PN1           | review:1
            amy       | 2024-09-01 | 2024-08-31 | PN7           | review:2
            amy       | 2025-03-01 | 2025-03-01 | PN6           | review:3
            """),
        """
        review_no | since_on   | due_on     | held_on    | is_held | is_on_time | participation | has_participated | flags | source_rows
        1         | 2024-05-01 | 2024-05-31 | 2024-05-31 | true    | true       | PN1           | true             |       | period:1+review:1
        2         | 2024-05-31 | 2024-08-31 | 2024-09-01 | true    | false      | PN7           | false            |       | review:1+review:2
        3         | 2024-09-01 | 2025-03-01 | 2025-03-01 | true    | true       | PN6           | true             |       | review:2+review:3
        4         | 2025-03-01 | 2025-09-01 | -          | false   | false      | -             | false            |       | review:3
        """);
  }

  @Test
  void whatIsPlannedCancelledOrAheadIsNotHeld() {
    assertRows(
        reviews(
            AMY_IN_CARE,
            AMY_BORN,
            """
            child_key | held_on    | due_on     | is_cancelled
            amy       | -          | 2024-05-30 | false
            amy       | 2024-05-20 | 2024-05-30 | true
            amy       | 2025-04-01 | 2024-05-30 | false
            """),
        """
        review_no | due_on     | recorded_due_on | held_on | is_held | is_on_time
        1         | 2024-05-31 | -               | -       | false   | false
        """);
  }

  @Test
  void aReviewWithADayAndNoStatusWasHeld() {
    assertRows(
        reviews(
                AMY_IN_CARE,
                AMY_BORN,
                """
                child_key | held_on    | is_cancelled
                amy       | 2024-05-20 | -
                amy       | 2024-08-20 | true
                """)
            .where("is_held"),
        """
        child_key | held_on
        amy       | 2024-05-20
        """);
  }

  @Test
  void theClockRestartsWithEachPeriodOfCare() {
    assertRows(
        reviews(
            """
            child_key | care_period_no | started_on | ended_on   | start_observed
            amy       | 1              | 2024-01-02 | 2024-03-01 | true
            amy       | 2              | 2024-05-01 | 2024-05-10 | true
            amy       | 3              | 2024-07-01 | 2024-07-01 | true
            """,
            AMY_BORN,
            """
            child_key | held_on    | due_on
            amy       | 2024-01-20 | 2024-01-30
            amy       | 2024-03-01 | -
            """),
        """
        care_period_no | review_no | since_on   | due_on     | held_on    | obligation_ended_on
        1              | 1         | 2024-01-02 | 2024-01-30 | 2024-01-20 | 2024-03-01
        1              | 2         | 2024-01-20 | 2024-04-20 | -          | 2024-03-01
        2              | 1         | 2024-05-01 | 2024-05-31 | -          | 2024-05-10
        """);
  }

  @Test
  void whereTheStartWasNotSeenTheFirstReviewHeldIsDueAsRecordedAndTheNextAfter6Months() {
    assertRows(
        reviews(
            """
            child_key | care_period_no | started_on | start_observed
            amy       | 1              | 2020-05-01 | false
            """,
            AMY_BORN,
            """
            child_key | held_on    | due_on     | participation
            amy       | 2024-05-20 | 2024-05-30 | PN1
            amy       | 2024-12-01 | 2024-11-30 | -
            """),
        """
        review_no | due_on     | held_on    | flags                             | is_on_time
        1         | 2024-05-30 | 2024-05-20 | start_not_observed                | true
        2         | 2024-11-20 | 2024-12-01 | due_differs+participation_unknown | false
        3         | 2025-06-01 | -          |                                   | false
        """);
  }

  /**
   * Cat's first review was due on 28 March 2024, Dan's on 2 April, the first day of the history.
   * The others came into care two years before; Ben's review from before the history is held.
   */
  @Test
  void r17TheFirstReviewHeldIsNotReviewOneWhereThoseBeforeTheHistoryAreMissing() {
    assertRows(
        reviews(
                """
                child_key | care_period_no | started_on | start_observed
                amy       | 1              | 2022-05-01 | true
                ben       | 1              | 2022-05-01 | true
                cat       | 1              | 2024-02-29 | true
                dan       | 1              | 2024-03-01 | true
                eve       | 1              | 2022-05-01 | true
                """,
                AMY_BORN,
                """
                child_key | held_on    | due_on
                amy       | 2024-05-20 | 2024-05-30
                ben       | 2024-03-20 | -
                cat       | 2024-04-02 | -
                dan       | 2024-04-02 | -
                """,
                """
                source_system | history_from
                ssd           | 2024-01-01
                other         | 2024-04-02
                """)
            .withColumn("unseen", expr("array_contains(flags, 'start_not_observed')")),
        """
        child_key | review_no | due_on     | held_on    | unseen
        amy       | 1         | 2024-05-30 | 2024-05-20 | true
        amy       | 2         | 2024-11-20 | -          | false
        ben       | 1         | 2022-05-30 | 2024-03-20 | false
        ben       | 2         | 2024-06-20 | -          | false
        cat       | 1         | 2024-04-02 | 2024-04-02 | true
        cat       | 2         | 2024-10-02 | -          | false
        dan       | 1         | 2024-04-02 | 2024-04-02 | false
        dan       | 2         | 2024-07-02 | -          | false
        eve       | 1         | 2022-05-30 | -          | true
        """);
  }

  @Test
  void childrenUnder4DoNotTakePartAndPn0From4OnIsRaised() {
    assertRows(
        reviews(
                """
                child_key | care_period_no | started_on | start_observed
                amy       | 1              | 2024-05-01 | true
                ben       | 1              | 2024-05-01 | true
                cat       | 1              | 2024-05-01 | true
                """,
                """
                child_key | birth_on
                amy       | 2020-05-20
                ben       | 2020-05-21
                """,
                """
                child_key | held_on    | participation
                amy       | 2024-05-20 | PN0
                ben       | 2024-05-20 | PN0
                cat       | 2024-05-20 | PN5
                """)
            .where("is_held"),
        """
        child_key | counts_for_participation | flags           | has_participated
        amy       | true                     | under_four_code | false
        ben       | false                    |                 | false
        cat       | true                     | birth_unknown   | true
        """);
  }

  @Test
  void recordsOfOneDayAreOneReviewAndTheFullestPartTakenCounts() {
    assertRows(
        reviews(
                AMY_IN_CARE,
                AMY_BORN,
                """
                child_key | held_on    | participation | due_on     | source_row
                amy       | 2024-05-20 | PN7           | 2024-05-31 | review:2
                amy       | 2024-05-20 | PN2           | 2024-05-31 | review:1
                amy       | 2024-05-20 | unknown       | -          | review:3
                amy       | 2024-08-20 | PN0           | -          | review:4
                amy       | 2024-08-20 | PN6           | -          | review:5
                amy       | 2024-08-20 | PN4           | -          | review:6
                amy       | 2025-02-20 | PN7           | -          | review:7
                amy       | 2025-02-20 | PN4           | -          | review:8
                """)
            .where("is_held"),
        """
        held_on    | participation | has_participated | flags           | source_rows
        2024-05-20 | PN2           | true             | several_records | period:1+review:1+review:2+review:3
        2024-08-20 | PN6           | true             | several_records | review:1+review:2+review:3+review:4+review:5+review:6
        2025-02-20 | PN4           | false            | several_records | review:4+review:5+review:6+review:7+review:8
        """);
  }

  private static Dataset<Row> reviews(String periods, String births, String reviews) {
    return reviews(periods, births, reviews, "source_system | history_from");
  }

  private static Dataset<Row> reviews(
      String periods, String births, String reviews, String history) {
    return TestTables.build(
        new Reviews(CodeLists.of(Project.home()), Parameters.of(Project.home())),
        "2025-03-31",
        Map.of(
            FACT_CARE_PERIOD, rows(FACT_CARE_PERIOD, periods),
            STG_REVIEW, rows(STG_REVIEW, reviews),
            CHILD_BIRTH, rows(CHILD_BIRTH, births),
            DIM_DATE, DATES,
            SOURCE_NIGHT, rows(SOURCE_NIGHT, history)));
  }
}
