package kith.conform.placement;

import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;

import kith.conform.care.CareRecords;
import org.junit.jupiter.api.Test;

/** Placements that share days, and days that are not recorded (R4, R6). */
class OverlappingPlacementsTest {

  @Test
  void r6OfSeveralMovesOnOneDayOnlyTheLastCounts() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | P            | 2024-02-01 | X1         | home2:U4
            amy       | 2024-02-01 | P            | -          | -          | home3:U4
            ben       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            ben       | 2024-02-01 | P            | 2024-02-01 | X1         | home2:U4
            ben       | 2024-02-01 | P            | -          | -          | home1:U4
            cat       | 2024-01-10 | S            | 2024-01-10 | X1         | home1:U4
            cat       | 2024-01-10 | P            | -          | -          | home2:U4
            dan       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            dan       | 2024-02-01 | P            | 2024-02-01 | X1         | home2:U4
            dan       | 2024-02-01 | L            | -          | -          | home2:U4
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on    | start_reason
        amy       | 1            | 2024-01-10 | 2024-02-01 | S
        amy       | 2            | 2024-02-01 | -          | P
        ben       | 1            | 2024-01-10 | -          | S
        cat       | 1            | 2024-01-10 | -          | P
        dan       | 1            | 2024-01-10 | 2024-02-01 | S
        dan       | 2            | 2024-02-01 | -          | P
        """);
    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | care_period_no | placement_no
        amy       | 1          | 1              | 1
        amy       | 2          | 1              | -
        amy       | 3          | 1              | 2
        ben       | 1          | 1              | 1
        ben       | 2          | 1              | -
        ben       | 3          | 1              | 1
        cat       | 1          | 1              | -
        cat       | 2          | 1              | 1
        dan       | 1          | 1              | 1
        dan       | 2          | 1              | 2
        dan       | 3          | 1              | 2
        """);
  }

  @Test
  void r6PlacementsThatOverlapAreRaisedAndTheLaterStartIsUsed() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-03-01 | X1         | home1:U4
            amy       | 2024-02-01 | P            | -          | -          | home2:U4
            ben       | 2024-01-10 | S            | -          | -          | home3:U4
            ben       | 2024-02-01 | P            | -          | -          | home4:U4
            cat       | 2024-01-10 | S            | 2024-02-01 | X1         | home5:U4
            cat       | 2024-02-01 | P            | -          | -          | home6:U4
            """);
    records.with(
        STG_PLACEMENT_RECORD,
        """
        child_key | placement_id | placed_on  | left_on    | placement_type
        amy       | home1        | 2024-01-10 | 2024-03-01 | U4
        amy       | home2        | 2024-02-01 | -          | U4
        ben       | home3        | 2024-01-10 | -          | U4
        ben       | home4        | 2024-02-01 | -          | U4
        cat       | home5        | 2024-01-10 | 2024-02-01 | U4
        cat       | home6        | 2024-02-01 | -          | U4
        """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | flags                                              | left_on
        amy       | 2024-01-10 | overlaps+records_overlap                           | 2024-02-01
        amy       | 2024-02-01 | overlaps+records_overlap                           | -
        ben       | 2024-01-10 | overlaps+records_overlap+records_two_open+two_open | 2024-02-01
        ben       | 2024-02-01 | overlaps+records_overlap+records_two_open+two_open | -
        cat       | 2024-01-10 |                                                    | 2024-02-01
        cat       | 2024-02-01 |                                                    | -
        """);
  }

  @Test
  void r6PlacementRecordsAreComparedToo() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | P            | -          | -          | home2:U4
            ben       | 2024-01-10 | S            | 2024-02-01 | X1         | home3:U4
            ben       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
            ben       | 2024-02-08 | P            | -          | -          | home3:U4
            cat       | 2024-01-10 | S            | -          | -          | home4:U4
            """);
    records.with(
        STG_PLACEMENT_RECORD,
        """
        child_key | placement_id | placed_on  | left_on    | placement_type
        amy       | home1        | 2024-01-10 | -          | U4
        amy       | home2        | 2024-02-05 | -          | U4
        ben       | home3        | 2024-01-10 | -          | U4
        ben       | ward         | 2024-02-01 | 2024-02-08 | T1
        cat       | home4        | 2024-01-10 | 2025-01-01 | U4
        """);

    // Nobody closed Amy's first record. While Ben is away his place is kept. Cat's was closed
    // early.
    assertRows(
        records.placements(),
        """
        child_key | placed_on  | flags                                           | left_on
        amy       | 2024-01-10 | records_overlap+records_two_open                | 2024-02-01
        amy       | 2024-02-01 | outside_record+records_overlap+records_two_open | -
        ben       | 2024-01-10 |                                                 | -
        cat       | 2024-01-10 | outside_record                                  | -
        """);
  }

  @Test
  void daysMissingBetweenEpisodesThatShouldTouchAreRaised() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | legal
            amy       | 2024-01-10 | S            | 2024-01-20 | X1         | C2
            amy       | 2024-02-04 | P            | -          | -          | C2
            ben       | 2024-01-10 | S            | 2024-02-01 | E4A        | C2
            ben       | 2024-02-04 | S            | -          | -          | C2
            cat       | 2024-01-10 | S            | 2024-02-01 | X1         | C2
            cat       | 2024-02-01 | L            | 2024-02-04 | X1         | V3
            cat       | 2024-02-04 | L            | -          | -          | C2
            """);

    // Ben went home. Cat was in short breaks, which leave no gap.
    assertRows(
        records.placements().where("placed_on = '2024-02-04'"),
        """
        child_key | flags      | care_period_no
        amy       | gap_before | 2
        ben       |            | 2
        cat       |            | 2
        """);
  }
}
