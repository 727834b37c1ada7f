package kith.conform.placement;

import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.conform.care.CareRecords;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules on placements: R5 and R6, and what follows from R7 and R17 for them. */
class PlacementsTest {

  @Test
  void r5OnlySAndPAndBOpenAPlacement() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | L            | 2024-03-01 | X1         | home1:U4
            amy       | 2024-03-01 | T            | 2024-04-01 | X1         | home1:U6
            amy       | 2024-04-01 | U            | 2024-05-01 | X1         | home1:U4
            amy       | 2024-05-01 | P            | 2024-06-01 | X1         | home2:U4
            amy       | 2024-06-01 | B            | -          | -          | home3:K2
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | care_period_no | placed_on  | left_on    | start_reason | placement_type | last_placement_type
        amy       | 1            | 1              | 2024-01-10 | 2024-05-01 | S            | U4             | U4
        amy       | 2            | 1              | 2024-05-01 | 2024-06-01 | P            | U4             | U4
        amy       | 3            | 1              | 2024-06-01 | -          | B            | K2             | K2
        """);
  }

  @Test
  void aRecordThatArrivesLateChangesTheKeyOfNoOtherPlacement() {
    String header = "child_key | started_on | start_reason | ended_on   | end_reason | place\n";
    String held =
        """
        amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
        amy       | 2024-02-01 | P            | -          | -          | home2:U4
        ben       | 2024-02-01 | S            | -          | -          | home3:U4
        """;
    String late = "amy       | 2023-01-10 | S            | 2023-02-01 | E4A        | home4:U4\n";

    List<String> before = keys(CareRecords.on("2025-03-31", header + held));
    List<String> after = keys(CareRecords.on("2025-03-31", header + late + held));

    assertThat(before).hasSize(3).doesNotHaveDuplicates();
    assertThat(after).hasSize(4).doesNotHaveDuplicates().containsAll(before);
  }

  /** Key of each placement, with what tells the placements of the test apart. */
  private static List<String> keys(CareRecords records) {
    return records
        .placements()
        .selectExpr("concat_ws(' ', placement_key, child_key, placed_on)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void r5APlacementNeverGoesOnIntoAnotherPeriodOfCare() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | L            | 2024-02-01 | E4A        | home1:U4
            amy       | 2024-03-01 | L            | -          | -          | home1:U4
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | care_period_no | placed_on  | left_on    | start_reason | start_observed
        amy       | 1            | 1              | 2024-01-10 | 2024-02-01 | L            | false
        amy       | 2            | 2              | 2024-03-01 | -          | L            | true
        """);
  }

  @Test
  void r5AdoptionByTheCurrentFosterCarerGoesOnWithTheFosterPlacement() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2022-01-10 | S            | 2024-02-01 | X1         | home1:U5
            amy       | 2024-02-01 | P            | 2024-03-01 | X1         | home2:A3
            amy       | 2024-03-01 | B            | -          | -          | home3:A5
            ben       | 2022-01-10 | S            | 2024-02-01 | X1         | home1:U5
            ben       | 2024-02-01 | P            | -          | -          | home2:A4
            cat       | 2022-01-10 | S            | 2024-02-01 | X1         | home1:K2
            cat       | 2024-02-01 | P            | -          | -          | home2:A5
            dan       | 2013-01-10 | S            | 2014-02-01 | X1         | home1:F1
            dan       | 2014-02-01 | P            | -          | -          | home2:A3
            """);

    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on    | placement_type | last_placement_type
        amy       | 1            | 2022-01-10 | -          | U5             | A5
        ben       | 1            | 2022-01-10 | 2024-02-01 | U5             | U5
        ben       | 2            | 2024-02-01 | -          | A4             | A4
        cat       | 1            | 2022-01-10 | 2024-02-01 | K2             | K2
        cat       | 2            | 2024-02-01 | -          | A5             | A5
        dan       | 1            | 2013-01-10 | -          | F1             | A3
        """);
  }

  @Test
  void r5AMoveIntoFosteringForAdoptionIsAPlacementSinceApril2020ButNeverByALegalChangeAlone() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2019-01-10 | S            | 2020-04-01 | X1         | home1:U4
            amy       | 2020-04-01 | T            | -          | -          | home1:U5
            ben       | 2019-01-10 | S            | 2020-03-31 | X1         | home1:U4
            ben       | 2020-03-31 | U            | -          | -          | home1:U5
            cat       | 2019-01-10 | S            | 2022-03-31 | X1         | home1:U4
            cat       | 2022-03-31 | L            | -          | -          | home1:U5
            dan       | 2021-01-10 | S            | 2022-03-31 | X1         | home1:U2
            dan       | 2022-03-31 | T            | -          | -          | home1:U2
            """);
    records.with(
        STG_PLACEMENT_RECORD,
        """
        child_key | placement_id | placed_on  | left_on    | placement_type
        amy       | home1        | 2019-01-10 | 2020-04-01 | U4
        amy       | home1        | 2020-04-01 | -          | U5
        ben       | home1        | 2019-01-10 | 2020-03-31 | U4
        ben       | home1        | 2020-03-31 | -          | U5
        cat       | home1        | 2019-01-10 | 2022-03-31 | U4
        cat       | home1        | 2022-03-31 | -          | U5
        dan       | home1        | 2021-01-10 | -          | U2
        """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on    | placement_type | last_placement_type
        amy       | 2019-01-10 | 2020-04-01 | U4             | U4
        amy       | 2020-04-01 | -          | U5             | U5
        ben       | 2019-01-10 | -          | U4             | U5
        cat       | 2019-01-10 | -          | U4             | U5
        dan       | 2021-01-10 | -          | U2             | U2
        """);
  }

  @Test
  void r21ThePlaceIsTheSameByItsNumberUnlessThatIsAnAddressOrByAllThatIsSaidOfIt() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | -            | -          | -          | home1:U4
            ben       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            ben       | 2024-02-01 | -            | -          | -          | home1:U4
            cat       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            cat       | 2024-02-01 | -            | -          | -          | home2:U4
            dan       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            dan       | 2024-02-01 | -            | -          | -          | home2:U4
            """);
    records.with(
        STG_PLACEMENT_RECORD,
        """
        child_key | placement_id | placed_on  | left_on    | placement_type | provider | postcode_key
        amy       | home1        | 2024-01-10 | -          | U4             | -        | -
        ben       | home1        | 2024-01-10 | 2024-02-01 | U4             | -        | dh1
        ben       | home1        | 2024-02-01 | -          | K2             | -        | dh1
        cat       | home1        | 2024-01-10 | 2024-02-01 | U4             | PR1      | dh1
        cat       | home2        | 2024-02-01 | -          | U4             | PR1      | dh1
        dan       | home1        | 2024-01-10 | 2024-02-01 | U4             | PR1      | -
        dan       | home2        | 2024-02-01 | -          | U4             | PR1      | -
        """);

    // Two records begun on different days carry Ben's number: it is that of an address.
    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on
        amy       | 2024-01-10 | -
        ben       | 2024-01-10 | 2024-02-01
        ben       | 2024-02-01 | -
        cat       | 2024-01-10 | -
        dan       | 2024-01-10 | 2024-02-01
        dan       | 2024-02-01 | -
        """);
  }

  @Test
  void r6AMoveIntoThePlacementWhereTheChildIsAlreadyIsNone() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U6
            amy       | 2024-02-01 | P            | 2024-03-01 | X1         | home1:U6
            amy       | 2024-03-01 | B            | -          | -          | home1:U6
            ben       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U6
            ben       | 2024-02-01 | P            | 2024-03-01 | X1         | home2:U6
            ben       | 2024-03-01 | P            | -          | -          | home1:U6
            cat       | 2024-01-10 | S            | 2024-02-01 | E4A        | home1:U6
            cat       | 2024-02-01 | S            | -          | -          | home1:U6
            dan       | 2024-01-10 | S            | 2024-01-30 | X1         | home1:U6
            dan       | 2024-02-01 | P            | -          | -          | home1:U6
            eve       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U6
            eve       | 2024-02-01 | P            | -          | -          | home1:U6
            """);
    records.with(
        STG_PLACEMENT_RECORD,
        """
        child_key | placement_id | placed_on  | left_on    | placement_type
        amy       | home1        | 2024-01-10 | -          | U6
        ben       | home1        | 2024-01-10 | -          | U6
        ben       | home2        | 2024-02-01 | 2024-03-01 | U6
        cat       | home1        | 2024-01-10 | -          | U6
        dan       | home1        | 2024-01-10 | -          | U6
        eve       | home1        | 2024-01-10 | 2024-02-01 | U6
        eve       | home1        | 2024-02-01 | -          | U6
        """);

    // Ben was elsewhere, Cat at home, some days of Dan are missing, and Eve's number is that of an
    // address.
    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on    | placement_type
        amy       | 2024-01-10 | -          | U6
        ben       | 2024-01-10 | 2024-02-01 | U6
        ben       | 2024-02-01 | 2024-03-01 | U6
        ben       | 2024-03-01 | -          | U6
        cat       | 2024-01-10 | 2024-02-01 | U6
        cat       | 2024-02-01 | -          | U6
        dan       | 2024-01-10 | 2024-02-01 | U6
        dan       | 2024-02-01 | -          | U6
        eve       | 2024-01-10 | 2024-02-01 | U6
        eve       | 2024-02-01 | -          | U6
        """);
  }

  @Test
  void r5ARecodeAtItsDateIsNoMove() {
    CareRecords records =
        CareRecords.on(
                "2025-06-30",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | place
                amy       | 2023-06-10 | S            | 2024-04-01 | X1         | home1:H5
                amy       | 2024-04-01 | P            | -          | -          | home2:K3
                ben       | 2023-06-10 | S            | 2024-04-02 | X1         | home1:H5
                ben       | 2024-04-02 | P            | -          | -          | home2:K3
                cat       | 2023-06-10 | S            | 2025-04-01 | X1         | home1:Z1
                cat       | 2025-04-01 | P            | -          | -          | home2:Z12
                """)
            .born("amy", "2007-09-01")
            .born("ben", "2007-09-01");

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on    | placement_type | last_placement_type
        amy       | 2023-06-10 | -          | H5             | K3
        ben       | 2023-06-10 | 2024-04-02 | H5             | H5
        ben       | 2024-04-02 | -          | K3             | K3
        cat       | 2023-06-10 | -          | Z1             | Z12
        """);
  }

  @Test
  void aPlacementBegunOnTheBusinessDateHasNoNightYet() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2025-03-30 | S            | 2025-03-31 | X1         | home1:U4
            amy       | 2025-03-31 | P            | -          | -          | home2:U4
            """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on
        amy       | 2025-03-30 | 2025-03-31
        amy       | 2025-03-31 | -
        """);
  }

  @Test
  void aMissingPlacementRecordLeavesThePlacementButNotItsType() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | P            | -          | -          | -
            """);

    assertRows(
        records.placements(),
        """
        child_key | flags                    | placed_on  | left_on    | placement_type | provider
        amy       |                          | 2024-01-10 | 2024-02-01 | U4             | -
        amy       | placement_record_missing | 2024-02-01 | -          | unknown        | -
        """);
  }

  @Test
  void anEpisodeWithoutAReasonOpensAPlacementOnlyWhereThePlaceIsAnother() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | -            | 2024-03-01 | X1         | home1:U4
            amy       | 2024-03-01 | -            | -          | -          | home2:U4
            """);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on    | start_reason
        amy       | 2024-01-10 | 2024-03-01 | S
        amy       | 2024-03-01 | -          | unknown
        """);
  }

  @Test
  void whereThePlaceIsAndWhyItEndedIsWhatItsLastEpisodeSays(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("postcode_authority.csv"),
            """
            postcode_district,authority_code
            DH1,840
            NE1,391
            SR7,840
            SR7,394
            """);
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | place
                amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
                amy       | 2024-02-01 | P            | 2024-03-01 | X1         | home2:U4
                amy       | 2024-03-01 | P            | -          | -          | home3:U4
                """)
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placement_type | provider | distance_miles | postcode_district | change_reason
                amy       | home1        | U4             | PR1      | 2.5            | DH1               | CARPL
                amy       | home2        | U4             | PR4      | 14             | NE1               | -
                amy       | home3        | U4             | PR4      | -              | SR7               | CHILD
                """)
            .withPostcodeAuthorities(file);

    assertRows(
        records.placements(),
        """
        child_key | placed_on  | provider | distance_miles | in_area | change_reason
        amy       | 2024-01-10 | PR1      | 2.5            | true    | CARPL
        amy       | 2024-02-01 | PR4      | 14             | false   | -
        amy       | 2024-03-01 | PR4      | -              | -       | -
        """);
  }
}
