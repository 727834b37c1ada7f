package kith.conform.placement;

import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.conform.care.CareRecords;
import kith.project.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary moves (T0 to T4), after which a child is back where it was (R5, R21). */
class TemporaryStaysTest {

  /** SystemC leaves out records of T2 to T4, and of some other types. */
  @Test
  void r5AStayOfWhichNoRecordIsHeldIsTemporaryWhereTheRecordOfTheHomeGoesOn() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place    | placement_id
            amy       | 2024-01-10 | S            | 2024-06-10 | X1         | home1:U6 | -
            amy       | 2024-06-10 | P            | 2024-06-24 | X1         | -        | away
            amy       | 2024-06-24 | P            | -          | -          | home1:U6 | -
            ben       | 2024-01-10 | S            | 2024-06-10 | X1         | home2:U6 | -
            ben       | 2024-06-10 | P            | 2024-06-24 | X1         | -        | away
            ben       | 2024-06-24 | P            | -          | -          | home3:U6 | -
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on
        amy       | 1            | 2024-01-10 | -
        ben       | 1            | 2024-01-10 | 2024-06-10
        ben       | 2            | 2024-06-10 | 2024-06-24
        ben       | 3            | 2024-06-24 | -
        """);
  }

  @Test
  void r5AChildThatComesBackFromATemporaryMoveNeverLeft() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U3
            amy       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
            amy       | 2024-02-08 | P            | 2024-02-10 | X1         | away:T4
            amy       | 2024-02-10 | P            | -          | -          | home1:U3
            ben       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U3
            ben       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
            ben       | 2024-02-08 | T            | -          | -          | home2:U4
            cat       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U3
            cat       | 2024-02-01 | P            | -          | -          | ward:T1
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on    | placement_type | last_placement_type
        amy       | 1            | 2024-01-10 | -          | U3             | U3
        ben       | 1            | 2024-01-10 | 2024-02-01 | U3             | U3
        ben       | 2            | 2024-02-08 | -          | U4             | U4
        cat       | 1            | 2024-01-10 | -          | U3             | U3
        """);
    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | placement_no | placement_type | counted_placement_type
        amy       | 1          | 1            | U3             | U3
        amy       | 2          | 1            | T1             | U3
        amy       | 3          | 1            | T4             | U3
        amy       | 4          | 1            | U3             | U3
        ben       | 1          | 1            | U3             | U3
        ben       | 2          | 1            | T1             | U3
        ben       | 3          | 2            | U4             | U4
        cat       | 1          | 1            | U3             | U3
        cat       | 2          | 1            | T1             | U3
        """);
  }

  @Test
  void r21AfterATemporaryStayAChildIsBackUnlessSomethingFilledDiffers() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | old:U4
            amy       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
            amy       | 2024-02-08 | P            | -          | -          | new:U4
            ben       | 2024-01-10 | S            | 2024-02-01 | X1         | old:U4
            ben       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
            ben       | 2024-02-08 | P            | -          | -          | new:U4
            cat       | 2024-01-10 | S            | 2024-02-01 | X1         | old:U4
            cat       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
            cat       | 2024-02-08 | P            | -          | -          | new:U4
            dan       | 2024-01-10 | S            | 2024-02-01 | X1         | old:U4
            dan       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
            dan       | 2024-02-08 | P            | -          | -          | new:U4
            """);
    records.with(
        STG_PLACEMENT_RECORD,
        """
        child_key | placement_id | placement_type | provider | provider_urn | postcode_key
        amy       | old          | U4             | PR1      | 1234         | dh1
        amy       | ward         | T1             | -        | -            | -
        amy       | new          | U4             | PR1      | 1234         | dh1
        ben       | old          | U4             | PR1      | -            | -
        ben       | ward         | T1             | -        | -            | -
        ben       | new          | U4             | -        | 1234         | dh1
        cat       | old          | U4             | PR1      | 1234         | dh1
        cat       | ward         | T1             | -        | -            | -
        cat       | new          | U4             | PR1      | 1234         | dh2
        dan       | old          | U4             | PR1      | 1234         | dh1
        dan       | ward         | T1             | -        | -            | -
        dan       | new          | U4             | PR4      | 1234         | dh1
        """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on
        amy       | 2024-01-10 | -
        ben       | 2024-01-10 | -
        cat       | 2024-01-10 | 2024-02-01
        cat       | 2024-02-08 | -
        dan       | 2024-01-10 | 2024-02-01
        dan       | 2024-02-08 | -
        """);
  }

  @Test
  void r5WhetherAReturnMergesIsAParameter(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("parameters.yaml"),
            "merge_temporary_placements: false\nx1_gap_days: 7\n");
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | place
                amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U3
                amy       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
                amy       | 2024-02-08 | P            | -          | -          | home1:U3
                """)
            .with(Parameters.read(file));

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on
        amy       | 2024-01-10 | 2024-02-01
        amy       | 2024-02-08 | -
        """);
  }

  @Test
  void r5ATemporaryMoveWithNoPlacementBeforeItKeepsItsCodeAndIsFlagged() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | ward:T1
            amy       | 2024-02-01 | P            | -          | -          | home1:U4
            """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | flags                      | placement_no | counted_placement_type
        amy       | 1          | temporary_without_placement | -            | T1
        amy       | 2          |                            | 1            | U4
        """);
    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on | placement_type
        amy       | 2024-02-01 | -       | U4
        """);
  }
}
