package kith.conform.placement;

import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;

import kith.conform.care.CareRecords;
import org.junit.jupiter.api.Test;

/** Placements that began before the history that an extract holds (R5, R17). */
class PlacementsBeforeHistoryTest {

  /** Her care began in 2018 and the extract in 2022; the records of the homes go back further. */
  @Test
  void r5APlacementThatGoesOnFromBeforeTheHistoryBeganWithItsRecord() {
    String episodes =
        """
        child_key | started_on | start_reason | ended_on   | end_reason | place    | entered_care_on
        amy       | 2022-04-01 | L            | 2024-02-01 | X1         | home1:U4 | 2018-05-20
        amy       | 2024-02-01 | P            | -          | -          | home2:U4 | 2018-05-20
        ben       | 2022-04-01 | P            | -          | -          | home3:U4 | 2018-05-20
        eve       | 2022-04-01 | L            | -          | -          | home4:U4 | 2018-05-20
        fay       | 2022-04-01 | L            | 2023-06-01 | X1         | home5:U4 | 2018-05-20
        fay       | 2023-06-01 | T            | -          | -          | home6:U6 | 2018-05-20
        """;
    CareRecords records =
        CareRecords.on("2025-03-31", episodes)
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | placed_on
                amy       | home1        | U4             | 2019-01-10
                amy       | home2        | U4             | 2024-01-15
                ben       | home3        | U4             | 2021-06-01
                eve       | home4        | U4             | 2017-03-02
                fay       | home5        | U4             | 2020-02-01
                fay       | home6        | U6             | 2023-06-01
                """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on    | start_observed
        amy       | 2019-01-10 | 2024-02-01 | false
        amy       | 2024-02-01 | -          | true
        ben       | 2022-04-01 | -          | false
        eve       | 2018-05-20 | -          | false
        fay       | 2020-02-01 | -          | false
        """);
  }
}
