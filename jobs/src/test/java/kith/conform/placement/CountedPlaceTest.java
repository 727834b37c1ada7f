package kith.conform.placement;

import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.conform.care.CareRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Distance and area that measures on a day count: those of the record in force then (R5). */
class CountedPlaceTest {

  @TempDir private Path folder;

  @Test
  void eachEpisodeHasThePlaceOfItsOwnRecordAlsoWithinOnePlacement() throws IOException {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | place
                amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U6
                amy       | 2024-02-01 | T            | -          | -          | home2:U4
                """)
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | distance_miles | postcode_district
                amy       | home1        | U6             | 2.25           | DH1
                amy       | home2        | U4             | 20.04          | NE1
                """)
            .withPostcodeAuthorities(districts());

    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | placement_no | distance_miles | counted_distance_miles | counted_in_area
        amy       | 1          | 1            | 2.25           | 2.25                   | true
        amy       | 2          | 1            | 20.04          | 20.04                  | false
        """);
    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on | distance_miles | in_area
        amy       | 2024-01-10 | -       | 20.04          | false
        """);
  }

  @Test
  void inATemporaryStayItIsThePlaceFromWhichTheChildIsAway() throws IOException {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | place
                amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U6
                amy       | 2024-02-01 | P            | 2024-02-08 | X1         | ward:T1
                amy       | 2024-02-08 | P            | 2024-02-10 | X1         | beach:T4
                amy       | 2024-02-10 | P            | -          | -          | home1:U6
                ben       | 2024-01-10 | S            | 2024-02-01 | X1         | ward:T1
                ben       | 2024-02-01 | P            | -          | -          | home1:U6
                """)
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | distance_miles | postcode_district
                amy       | home1        | U6             | 2.25           | DH1
                amy       | ward         | T1             | 35             | NE1
                amy       | beach        | T4             | -              | -
                ben       | ward         | T1             | 35             | NE1
                ben       | home1        | U6             | -              | SR7
                """)
            .withPostcodeAuthorities(districts());

    // Ben was nowhere before the ward. SR7 is in several authorities.
    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | distance_miles | counted_distance_miles | counted_in_area
        amy       | 1          | 2.25           | 2.25                   | true
        amy       | 2          | 35             | 2.25                   | true
        amy       | 3          | -              | 2.25                   | true
        amy       | 4          | 2.25           | 2.25                   | true
        ben       | 1          | 35             | 35                     | false
        ben       | 2          | -              | -                      | -
        """);
  }

  @Test
  void withoutTheFileOfDistrictsNoAreaIsKnown() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on | end_reason | place
                amy       | 2024-01-10 | S            | -        | -          | home1:U6
                """)
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | distance_miles | postcode_district
                amy       | home1        | U6             | 2.25           | DH1
                """)
            .withPostcodeAuthorities(folder.resolve("absent.csv"));

    assertRows(
        records.careEpisodes(),
        """
        child_key | counted_distance_miles | counted_in_area
        amy       | 2.25                   | -
        """);
  }

  private Path districts() throws IOException {
    return Files.writeString(
        folder.resolve("postcode_authority.csv"),
        """
        postcode_district,authority_code
        DH1,840
        NE1,391
        SR7,840
        SR7,394
        """);
  }
}
