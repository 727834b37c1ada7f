package kith.conform.permanence;

import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.FACT_PLACEMENT;
import static kith.table.Tables.STG_PERMANENCE;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.assertSameRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AdoptionsTest {

  /** One period of care of everybody, which ended with an adoption. */
  private static final String PERIODS =
      """
      child_key | care_period_no | started_on | ended_on   | end_reason | start_observed
      amy       | 1              | 2022-01-10 | 2024-03-01 | E12        | true
      """;

  private static final String NO_RECORDS = "child_key";

  private static Dataset<Row> adoptions(
      String periods, String permanence, String episodes, String placements) {
    return TestTables.build(
        new Adoptions(CodeLists.of(Project.home())),
        "2025-03-31",
        Map.of(
            FACT_CARE_PERIOD, rows(FACT_CARE_PERIOD, periods),
            STG_PERMANENCE, rows(STG_PERMANENCE, permanence),
            FACT_CARE_EPISODE, rows(FACT_CARE_EPISODE, episodes),
            FACT_PLACEMENT, rows(FACT_PLACEMENT, placements)));
  }

  private static Dataset<Row> ofAmy(String permanence, String placements) {
    return adoptions(PERIODS, permanence, NO_RECORDS, placements);
  }

  @Test
  void everyPeriodThatEndedWithAnAdoptionHasARow() {
    assertRows(
        adoptions(
            """
            child_key | care_period_no | started_on | ended_on   | end_reason | start_observed | history_from
            amy       | 1              | 2022-01-10 | 2024-03-01 | E11        | true           | -
            ben       | 1              | 2022-01-10 | 2024-03-01 | E12        | false          | 2022-01-10
            cat       | 1              | 2022-01-10 | 2024-03-01 | E12        | false          | 2022-06-01
            dan       | 1              | 2022-01-10 | 2024-03-01 | E4A        | true           | -
            eve       | 1              | 2022-01-10 | -          | -          | true           | -
            fay       | 1              | 2022-01-10 | 2022-01-10 | E12        | true           | -
            """,
            NO_RECORDS,
            NO_RECORDS,
            NO_RECORDS),
        """
        child_key | entered_care_on | entry_observed | adopted_on | moved_in_on | flags
        amy       | 2022-01-10      | true           | 2024-03-01 | -           | moving_in_unknown+no_permanence_record
        ben       | 2022-01-10      | false          | 2024-03-01 | -           | moving_in_unknown+no_permanence_record
        cat       | 2022-01-10      | true           | 2024-03-01 | -           | moving_in_unknown+no_permanence_record
        """);
  }

  @Test
  void theDaysAreThoseOfTheRecord() {
    assertRows(
        ofAmy(
            """
            child_key | decided_on | placement_order_on | matched_on | placed_for_adoption_on | source_row
            amy       | 2022-06-01 | 2022-09-01         | 2023-01-15 | 2023-02-01             | permanence:1
            ben       | 2022-06-01 | 2022-09-01         | 2023-01-15 | 2023-02-01             | permanence:2
            """,
            NO_RECORDS),
        """
        decided_on | placement_order_on | matched_on | moved_in_on | method   | is_by_carer | flags | source_rows
        2022-06-01 | 2022-09-01         | 2023-01-15 | 2023-02-01  | recorded | false       |       | permanence:1+row:1
        """);
  }

  @Test
  void withoutARecordTheFirstDayPlacedForAdoptionIsTakenAndNotTheDayOfFosteringForAdoption() {
    assertRows(
        adoptions(
            PERIODS,
            NO_RECORDS,
            """
            child_key | episode_no | care_period_no | started_on | placement_type
            amy       | 1          | 1              | 2022-01-10 | U6
            amy       | 2          | 1              | 2022-05-01 | U5
            amy       | 3          | 1              | 2022-11-01 | A5
            amy       | 4          | 1              | 2023-02-01 | A3
            """,
            """
            child_key | placement_no | care_period_no | placed_on  | left_on    | placement_type | last_placement_type
            amy       | 1            | 1              | 2022-01-10 | 2022-05-01 | U6             | U6
            amy       | 2            | 1              | 2022-05-01 | 2024-03-01 | U5             | A3
            """),
        """
        moved_in_on | method   | is_by_carer | flags
        2022-11-01  | inferred | false       | no_permanence_record
        """);
  }

  @Test
  void aCarersOwnAdoptionStopsOnTheDayOfThatFostering() {
    String placements =
        """
        child_key | placement_no | care_period_no | placed_on  | left_on    | placement_type | last_placement_type
        amy       | 1            | 1              | 2022-01-10 | 2022-05-01 | U6             | U6
        amy       | 2            | 1              | 2022-05-01 | 2024-03-01 | U4             | A5
        amy       | 3            | 1              | 2023-08-01 | 2023-08-10 | T3             | T3
        """;
    // As recorded, then from the placement: because the record says so, and because A5 does.
    assertRows(
        ofAmy(
            """
            child_key | placed_for_adoption_on | is_adopted_by_carer | placed_with_carer_on
            amy       | 2023-02-01             | true                | 2022-04-28
            """,
            placements),
        """
        moved_in_on | method   | is_by_carer
        2022-04-28  | recorded | true
        """);
    assertRows(
        ofAmy(
            """
            child_key | placed_for_adoption_on | is_adopted_by_carer | placed_with_carer_on
            amy       | 2023-02-01             | true                | -
            """,
            placements),
        """
        moved_in_on | method   | is_by_carer
        2022-05-01  | inferred | true
        """);
    assertRows(
        ofAmy(NO_RECORDS, placements),
        """
        moved_in_on | method   | is_by_carer
        2022-05-01  | inferred | true
        """);
  }

  @Test
  void fosteringForAdoptionIsNoAdoptionByTheFosterCarer() {
    assertRows(
        ofAmy(
            """
            child_key | placed_for_adoption_on | is_adopted_by_carer | placed_with_carer_on
            amy       | 2022-11-01             | true                | 2022-05-01
            """,
            """
            child_key | placement_no | care_period_no | placed_on  | left_on    | placement_type | last_placement_type
            amy       | 1            | 1              | 2022-05-01 | 2024-03-01 | U5             | A5
            """),
        """
        moved_in_on | method   | is_by_carer
        2022-11-01  | recorded | false
        """);
  }

  @Test
  void aRecordOfAPlanThatWasDroppedIsLeftAside() {
    assertRows(
        adoptions(
            PERIODS,
            """
            child_key | decided_on | placement_order_on | matched_on | placed_for_adoption_on | reversed_on | source_row
            amy       | 2022-03-01 | 2022-04-01         | 2022-05-01 | 2022-06-01             | 2022-09-01  | permanence:1
            """,
            """
            child_key | episode_no | care_period_no | started_on | placement_type
            amy       | 1          | 1              | 2022-06-01 | A6
            amy       | 2          | 1              | 2022-09-01 | U6
            amy       | 3          | 1              | 2023-05-01 | A6
            """,
            NO_RECORDS),
        """
        decided_on | placement_order_on | moved_in_on | method   | flags                | source_rows
        -          | -                  | 2023-05-01  | inferred | no_permanence_record | row:1
        """);
  }

  @Test
  void ofSeveralRecordsTheOneDecidedLastIsUsedAndOfTheseTheOneThatSaysMost() {
    assertRows(
        ofAmy(
            """
            child_key | decided_on | placement_order_on | matched_on | placed_for_adoption_on | source_row
            amy       | 2022-03-01 | 2022-04-01         | 2022-05-01 | 2022-06-01             | permanence:1
            amy       | 2022-07-01 | 2022-09-01         | -          | -                      | permanence:2
            amy       | 2022-07-01 | 2022-09-01         | 2023-01-15 | 2023-02-01             | permanence:3
            amy       | -          | -                  | -          | -                      | permanence:4
            """,
            NO_RECORDS),
        """
        decided_on | matched_on | moved_in_on | flags           | source_rows
        2022-07-01 | 2023-01-15 | 2023-02-01  | several_records | permanence:1+permanence:2+permanence:3+row:1
        """);
  }

  @Test
  void daysThatCannotBeRightAndDaysThatAreMissingAreFlagged() {
    assertRows(
        ofAmy(
            """
            child_key | placement_order_on | matched_on | placed_for_adoption_on
            amy       | 2022-01-09         | -          | 2022-01-09
            """,
            NO_RECORDS),
        """
        moved_in_on | flags
        2022-01-09  | match_unknown+moved_in_before_care+order_or_match_before_care
        """);
  }

  @Test
  void madeForOneChildTheRowsAreThoseThatItHasAmongOthers() {
    String records =
        """
        child_key | decided_on | placed_for_adoption_on | source_row
        amy       | 2022-06-01 | 2023-02-01             | permanence:1
        """;
    String others = "ben | 1 | 2021-01-10 | 2024-02-01 | E11 | true\n";

    assertSameRows(
        adoptions(
                PERIODS + others,
                records + "ben | 2021-06-01 | 2022-02-01 | permanence:2",
                NO_RECORDS,
                NO_RECORDS)
            .where("adopted_on = date'2024-03-01'"),
        ofAmy(records, NO_RECORDS));
  }

  @Test
  void aChildAdoptedTwiceHasTwoRowsEachWithItsOwnRecord() {
    assertRows(
        adoptions(
            """
            child_key | care_period_no | started_on | ended_on   | end_reason | start_observed
            amy       | 1              | 2018-01-10 | 2019-09-01 | E12        | true
            amy       | 2              | 2022-01-10 | 2024-03-01 | E12        | true
            """,
            """
            child_key | decided_on | placed_for_adoption_on
            amy       | 2018-06-01 | 2019-02-01
            amy       | 2022-06-01 | 2023-02-01
            """,
            NO_RECORDS,
            NO_RECORDS),
        """
        care_period_no | moved_in_on
        1              | 2019-02-01
        2              | 2023-02-01
        """);
  }
}
