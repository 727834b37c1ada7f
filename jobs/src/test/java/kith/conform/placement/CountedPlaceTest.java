package kith.conform.placement;

import static kith.table.Tables.STG_HOME_ADDRESS;
import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.table.Tables.STG_POSTCODE;
import static kith.testing.TestTables.assertRows;

import kith.conform.care.CareRecords;
import org.junit.jupiter.api.Test;

/** Distance and area that measures on a day count: those of the record in force then (R5). */
class CountedPlaceTest {

  /** The last two are in no authority that the directory names, and in Wales. */
  private static final String POSTCODES =
      """
      postcode_key | authority_code | authority_gss | easting | northing
      DH11AA       | 840            | E06000047     | 400000  | 500000
      DH12BB       | 840            | E06000047     | 401609  | 500000
      NE11AA       | 391            | E08000021     | 432186  | 500000
      NE12BB       | 391            | E08000021     | 432186  | 500001
      SR71AA       | -              | -             | -       | -
      CF11AA       | -              | W06000015     | -       | -
      """;

  @Test
  void eachEpisodeHasThePlaceOfItsOwnRecordAlsoWithinOnePlacement() {
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
                child_key | placement_id | placement_type | distance_miles | postcode_key
                amy       | home1        | U6             | 2.25           | DH11AA
                amy       | home2        | U4             | 20.04          | NE11AA
                """)
            .with(STG_POSTCODE, POSTCODES);

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
  void inATemporaryStayItIsThePlaceFromWhichTheChildIsAway() {
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
                child_key | placement_id | placement_type | distance_miles | postcode_key
                amy       | home1        | U6             | 2.25           | DH11AA
                amy       | ward         | T1             | 35             | NE11AA
                amy       | beach        | T4             | -              | -
                ben       | ward         | T1             | 35             | NE11AA
                ben       | home1        | U6             | -              | SR71AA
                """)
            .with(STG_POSTCODE, POSTCODES);

    // Ben was nowhere before the ward.
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
  void aPlaceIsOutsideOnlyWhereTheAuthorityOfItsPostcodeIsKnownAndAnother() {
    CareRecords records =
        placedIn("amy home1 DH11AA", "ben home2 SR71AA", "cat home3 CF11AA", "dan home4 ZZ99ZZ");

    assertRows(
        records.careEpisodes(),
        """
        child_key | counted_in_area
        amy       | true
        ben       | -
        cat       | false
        dan       | -
        """);
  }

  @Test
  void withoutADirectoryNoAreaIsKnownAndDistancesAreTheSources() {
    CareRecords records =
        placedIn("amy home1 DH11AA")
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | distance_miles | postcode_key
                amy       | home1        | U6             | 999.9          | DH11AA
                """)
            .with(STG_POSTCODE, java.util.List.of());

    assertRows(
        records.careEpisodes(),
        """
        child_key | counted_distance_miles | counted_in_area
        amy       | 999.9                  | -
        """);
  }

  @Test
  void aDistanceThatTheSourceDoesNotGiveIsThatFromHomeInAStraightLine() {
    CareRecords records =
        placedIn(
                "amy home1 NE11AA",
                "ben home2 NE12BB",
                "cat home3 DH12BB",
                "dan home4 NE11AA",
                "eve home5 SR71AA",
                "fay home6 NE11AA")
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | distance_miles | postcode_key
                amy       | home1        | U6             | -              | NE11AA
                ben       | home2        | U6             | 999.9          | NE12BB
                cat       | home3        | U6             | -1             | DH12BB
                dan       | home4        | U6             | 3.5            | NE11AA
                eve       | home5        | U6             | -              | SR71AA
                fay       | home6        | U6             | -              | NE11AA
                """)
            .with(
                STG_HOME_ADDRESS,
                """
                child_key | is_family_home | lived_from | lived_until | postcode_district | postcode_key
                amy       | false          | 2020-01-01 | 2024-01-10  | DH1               | DH11AA
                amy       | false          | 2024-01-10 | -           | NE1               | NE11AA
                ben       | false          | 2020-01-01 | -           | DH1               | DH11AA
                cat       | false          | 2020-01-01 | -           | DH1               | DH11AA
                dan       | false          | 2020-01-01 | -           | DH1               | DH11AA
                eve       | false          | 2020-01-01 | -           | DH1               | DH11AA
                """);

    // Amy's place is exactly 20 miles from home, Ben's a little more. The source's value counts
    // first (Dan); Eve's place and Fay's home are not known.
    assertRows(
        records.careEpisodes(),
        """
        child_key | distance_miles | counted_distance_miles
        amy       | 20             | 20
        ben       | 20.0001        | 20.0001
        cat       | 0.9999         | 0.9999
        dan       | 3.5            | 3.5
        eve       | -              | -
        fay       | -              | -
        """);
    assertRows(
        records.placements(),
        """
        child_key | distance_miles
        amy       | 20
        ben       | 20.0001
        cat       | 0.9999
        dan       | 3.5
        eve       | -
        fay       | -
        """);
  }

  @Test
  void theHomeIsThatOfThePeriodAlsoForItsLaterPlacements() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | place
                amy       | 2024-01-10 | S            | 2024-06-01 | X1         | home1:U6
                amy       | 2024-06-01 | P            | 2024-08-01 | E4A        | home2:U6
                amy       | 2024-10-01 | S            | -          | -          | home1:U6
                """)
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | postcode_key
                amy       | home1        | U6             | DH12BB
                amy       | home2        | U6             | NE11AA
                """)
            .with(
                STG_HOME_ADDRESS,
                """
                child_key | is_family_home | lived_from | lived_until | postcode_district | postcode_key
                amy       | false          | 2020-01-01 | 2024-03-01  | DH1               | DH11AA
                amy       | false          | 2024-03-01 | -           | NE1               | NE11AA
                """)
            .with(STG_POSTCODE, POSTCODES);

    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | care_period_no | distance_miles
        amy       | 1          | 1              | 0.9999
        amy       | 2          | 1              | 20
        amy       | 3          | 2              | 19.0002
        """);
  }

  /** Children in care since the same day, each given as child, placement and its postcode. */
  private static CareRecords placedIn(String... places) {
    StringBuilder episodes =
        new StringBuilder(
            "child_key | started_on | start_reason | ended_on | end_reason | place\n");
    StringBuilder records =
        new StringBuilder("child_key | placement_id | placement_type | postcode_key\n");
    for (String place : places) {
      String[] parts = place.split(" ");
      episodes.append("%s | 2024-01-10 | S | - | - | %s:U6\n".formatted(parts[0], parts[1]));
      records.append("%s | %s | U6 | %s\n".formatted(parts[0], parts[1], parts[2]));
    }
    return CareRecords.on("2025-03-31", episodes.toString())
        .with(STG_PLACEMENT_RECORD, records.toString())
        .with(STG_POSTCODE, POSTCODES);
  }
}
