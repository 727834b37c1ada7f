package kith.conform.placement;

import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;

import kith.conform.care.CareRecords;
import org.junit.jupiter.api.Test;

/** Placements that share days, and placements that continue over a gap: R4, R5, R6, R6a. */
class InnerStaysTest {

  @Test
  void r6aWhenAnInnerStayEndsTheChildIsBackInTheOuterPlacementWithItsOwnFirstDay() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2022-01-10 | S            | -          | -          | home1:R1
            amy       | 2024-03-01 | P            | 2024-04-01 | X1         | home2:U4
            amy       | 2024-04-01 | P            | 2024-05-01 | E4A        | home3:U4
            ben       | 2022-01-10 | S            | -          | -          | home1:R1
            ben       | 2024-03-01 | P            | -          | -          | home2:U4
            cat       | 2022-01-10 | S            | 2024-04-01 | X1         | home1:R1
            cat       | 2024-03-01 | P            | -          | -          | home2:U4
            dan       | 2022-01-10 | S            | 2024-09-01 | X1         | home1:R1
            dan       | 2024-03-01 | P            | 2024-04-01 | X1         | home2:U4
            dan       | 2024-09-01 | L            | -          | -          | home1:R1
            """);

    // Amy and Dan come back to where they were; Ben may yet; Cat moved on.
    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on    | placement_type
        amy       | 1            | 2022-01-10 | -          | R1
        amy       | 2            | 2024-03-01 | 2024-04-01 | U4
        amy       | 3            | 2024-04-01 | 2024-05-01 | U4
        ben       | 1            | 2022-01-10 | 2024-03-01 | R1
        ben       | 2            | 2024-03-01 | -          | U4
        cat       | 1            | 2022-01-10 | 2024-03-01 | R1
        cat       | 2            | 2024-03-01 | -          | U4
        dan       | 1            | 2022-01-10 | -          | R1
        dan       | 2            | 2024-03-01 | 2024-04-01 | U4
        """);
    assertRows(
        records.careEpisodes().where("episode_no = 1"),
        """
        child_key | placement_no | counts_until | present_until
        amy       | 1            | -            | -
        ben       | 1            | -            | 2024-03-01
        cat       | 1            | 2024-04-01   | 2024-03-01
        dan       | 1            | 2024-09-01   | 2024-09-01
        """);
  }

  @Test
  void theNextPlacementIsWhereTheChildWentAndNotWhereItHadBeenOrIsBack() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2022-01-10 | S            | 2024-06-01 | E4A        | home1:R1
            amy       | 2024-03-01 | P            | 2024-04-01 | X1         | home2:U4
            ben       | 2022-01-10 | S            | 2024-06-01 | X1         | home1:R1
            ben       | 2024-03-01 | P            | 2024-04-01 | X1         | home2:U4
            ben       | 2024-06-01 | P            | -          | -          | home3:K2
            cat       | 2022-01-10 | S            | -          | -          | home1:R1
            cat       | 2024-03-01 | P            | 2024-04-01 | X1         | home2:U4
            cat       | 2024-04-01 | P            | 2024-05-01 | X1         | home3:U4
            dan       | 2022-01-10 | S            | 2024-04-01 | X1         | home1:R1
            dan       | 2024-03-01 | P            | -          | -          | home2:U4
            eve       | 2022-01-10 | S            | 2024-04-01 | X1         | home1:R1
            eve       | 2024-04-03 | P            | 2024-05-01 | E4A        | home2:U4
            eve       | 2024-09-01 | S            | -          | -          | home3:U4
            """);

    // Amy left care after the inner stay; Cat went from one inner stay to another, then back; Eve's
    // gap is one of
    // recording, and her second period of care is no move.
    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on    | next_placement_no
        amy       | 1            | 2022-01-10 | 2024-06-01 | -
        amy       | 2            | 2024-03-01 | 2024-04-01 | -
        ben       | 1            | 2022-01-10 | 2024-06-01 | 3
        ben       | 2            | 2024-03-01 | 2024-04-01 | -
        ben       | 3            | 2024-06-01 | -          | -
        cat       | 1            | 2022-01-10 | -          | -
        cat       | 2            | 2024-03-01 | 2024-04-01 | 3
        cat       | 3            | 2024-04-01 | 2024-05-01 | -
        dan       | 1            | 2022-01-10 | 2024-03-01 | 2
        dan       | 2            | 2024-03-01 | -          | -
        eve       | 1            | 2022-01-10 | 2024-04-03 | 2
        eve       | 2            | 2024-04-03 | 2024-05-01 | -
        eve       | 3            | 2024-09-01 | -          | -
        """);
  }

  @Test
  void r5AReasonIsHeldAgainstThePlacementThatTheEpisodeFollows() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-07-01 | X1         | home1:U4
            amy       | 2024-03-01 | P            | 2024-04-01 | X1         | home2:K2
            amy       | 2024-04-01 | L            | 2024-05-01 | E4A        | home2:K2
            amy       | 2024-07-01 | T            | -          | -          | home1:U6
            ben       | 2024-01-10 | S            | -          | -          | home1:U4
            ben       | 2024-03-01 | P            | 2024-04-01 | E4A        | home2:K2
            ben       | 2024-06-01 | L            | -          | -          | home1:U4
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on    | placement_type | last_placement_type
        amy       | 1            | 2024-01-10 | -          | U4             | U4
        amy       | 2            | 2024-03-01 | 2024-05-01 | K2             | K2
        ben       | 1            | 2024-01-10 | -          | U4             | U4
        ben       | 2            | 2024-03-01 | 2024-04-01 | K2             | K2
        """);
  }

  @Test
  void r6aATemporaryStayInsideAPlacementLeavesItOpen() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | -          | -          | home1:U4
            amy       | 2024-03-01 | P            | 2024-03-08 | X1         | ward:T1
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on | placement_type
        amy       | 1            | 2024-01-10 | -       | U4
        """);
    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | placement_no | counted_placement_type
        amy       | 1          | 1            | U4
        amy       | 2          | 1            | U4
        """);
  }

  @Test
  void r4OverAGapOfRecordingAPlacementGoesOnForLAndTAndUAndAMoveIsOne() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-01-31 | X1         | home1:U4
            amy       | 2024-02-01 | L            | 2024-02-25 | X1         | home1:U4
            amy       | 2024-03-01 | T            | 2024-03-25 | X1         | home1:U4
            amy       | 2024-04-01 | U            | -          | -          | home1:U4
            ben       | 2024-01-10 | S            | 2024-01-31 | X1         | home1:U4
            ben       | 2024-02-01 | P            | -          | -          | home2:U4
            """);

    assertRows(
        records.placements(),
        """
        child_key | flags       | placement_no | placed_on  | left_on
        amy       | gap_bridged | 1            | 2024-01-10 | -
        ben       |             | 1            | 2024-01-10 | 2024-02-01
        ben       | gap_bridged | 2            | 2024-02-01 | -
        """);
  }

  @Test
  void r5AfterAShortBreakEveryReasonOpensAPlacement() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | legal | started_on | start_reason | ended_on   | end_reason | place
            amy       | C2    | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | V4    | 2024-02-01 | L            | 2024-05-01 | X1         | home1:U4
            amy       | C2    | 2024-05-01 | L            | -          | -          | home1:U4
            ben       | C2    | 2024-01-10 | S            | -          | -          | home1:U4
            ben       | V4    | 2024-03-01 | P            | 2024-03-05 | X1         | home2:R3
            ben       | C2    | 2024-03-05 | U            | -          | -          | home1:U4
            cat       | C2    | 2024-01-10 | S            | -          | -          | home1:U4
            cat       | V4    | 2024-03-01 | P            | 2024-03-05 | X1         | home2:R3
            cat       | C2    | 2024-03-05 | P            | -          | -          | home1:U4
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | care_period_no | placed_on  | left_on    | start_reason
        amy       | 1            | 1              | 2024-01-10 | 2024-02-01 | S
        amy       | 2            | 2              | 2024-05-01 | -          | L
        ben       | 1            | 1              | 2024-01-10 | 2024-03-05 | S
        ben       | 2            | 1              | 2024-03-05 | -          | U
        cat       | 1            | 1              | 2024-01-10 | 2024-03-05 | S
        cat       | 2            | 1              | 2024-03-05 | -          | P
        """);
  }

  @Test
  void r5BeforeApril2020FosteringForAdoptionIsAMoveOnlyByItsReason() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2019-01-10 | S            | 2019-06-01 | X1         | home1:U4
            amy       | 2019-06-01 | U            | -          | -          | home2:U5
            ben       | 2019-01-10 | S            | 2019-06-01 | X1         | home1:U4
            ben       | 2019-06-01 | P            | -          | -          | home2:U5
            cat       | 2021-01-10 | S            | 2021-06-01 | X1         | home1:U4
            cat       | 2021-06-01 | U            | -          | -          | home2:U2
            """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on    | placement_type | last_placement_type
        amy       | 2019-01-10 | -          | U4             | U5
        ben       | 2019-01-10 | 2019-06-01 | U4             | U4
        ben       | 2019-06-01 | -          | U5             | U5
        cat       | 2021-01-10 | 2021-06-01 | U4             | U4
        cat       | 2021-06-01 | -          | U2             | U2
        """);
  }

  @Test
  void oneNumberOfTwoChildrenOrOfTwoStaysIsAsManyPlacements() {
    CareRecords records =
        CareRecords.on(
            "2026-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2025-03-01 | S            | -          | -          | address1:U1
            ben       | 2025-03-01 | S            | -          | -          | address1:U1
            cat       | 2025-03-01 | S            | 2025-06-01 | X1         | address1:U6
            cat       | 2025-06-01 | P            | 2025-09-01 | X1         | address2:U4
            cat       | 2025-09-01 | P            | -          | -          | address1:U6
            """);
    records.with(
        STG_PLACEMENT_RECORD,
        """
        child_key | placement_id | placed_on  | left_on    | placement_type
        amy       | address1     | 2025-03-01 | -          | U1
        ben       | address1     | 2025-03-01 | -          | U1
        cat       | address1     | 2025-03-01 | 2025-06-01 | U6
        cat       | address2     | 2025-06-01 | 2025-09-01 | U4
        cat       | address1     | 2025-09-01 | -          | U6
        """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on
        amy       | 2025-03-01 | -
        ben       | 2025-03-01 | -
        cat       | 2025-03-01 | 2025-06-01
        cat       | 2025-06-01 | 2025-09-01
        cat       | 2025-09-01 | -
        """);
  }
}
