package kith.conform.care;

import static kith.table.Tables.STG_LEGAL_STATUS;
import static kith.table.Tables.STG_PERSON;
import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static kith.testing.TestTables.assertRows;

import org.junit.jupiter.api.Test;

/** What an episode takes from other records, none of which may add or remove an episode. */
class CareEpisodesTest {

  @Test
  void theLegalStatusIsTheOneThatHeldOnTheFirstDay() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason
                amy       | 2024-01-10 | S            | 2024-02-01 | X1
                amy       | 2024-02-01 | L            | -          | -
                ben       | 2024-01-10 | S            | -          | -
                cat       | 2024-01-10 | S            | -          | -
                dan       | 2024-01-10 | S            | -          | -
                eve       | 2024-01-10 | S            | -          | -
                """)
            .with(
                STG_LEGAL_STATUS,
                """
                child_key | legal_status | started_on | ended_on
                amy       | V2           | 2024-01-10 | 2024-02-01
                amy       | C2           | 2024-02-01 | -
                cat       | V2           | 2023-12-01 | 2024-01-11
                cat       | C1           | 2024-01-10 | -
                dan       | C2           | 2024-01-10 | 2024-03-01
                dan       | C2           | 2023-01-10 | -
                dan       | unknown      | 2023-01-10 | -
                eve       | V3           | 2024-01-10 | 2024-01-10
                """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | flags                  | started_on | legal_status | legal_status_matches | care_period_no
        amy       |                        | 2024-01-10 | V2           | 1                    | 1
        amy       |                        | 2024-02-01 | C2           | 1                    | 1
        ben       | legal_status_missing   | 2024-01-10 | unknown      | 0                    | 1
        cat       | legal_status_ambiguous | 2024-01-10 | C1           | 2                    | 1
        dan       |                        | 2024-01-10 | C2           | 1                    | 1
        eve       | legal_status_missing   | 2024-01-10 | unknown      | 0                    | 1
        """);
  }

  @Test
  void r3aOfSeveralLegalStatusesTheOneThatBeganLastHoldsAndACareStatusBeforeAShortBreak() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason
                amy       | 2024-01-10 | S            | -          | -
                ben       | 2024-01-10 | S            | -          | -
                cat       | 2024-01-10 | S            | -          | -
                dan       | 2024-01-10 | S            | -          | -
                eve       | 2024-01-10 | S            | -          | -
                fay       | 2024-01-10 | S            | -          | -
                gus       | 2024-01-10 | S            | -          | -
                """)
            .with(
                STG_LEGAL_STATUS,
                """
                child_key | legal_status | started_on | ended_on
                amy       | V3           | 2024-01-10 | -
                amy       | V4           | 2024-01-10 | -
                ben       | V4           | 2024-01-10 | -
                ben       | C2           | 2024-01-10 | -
                cat       | C2           | 2023-01-10 | -
                cat       | V4           | 2024-01-10 | -
                dan       | V4           | 2023-01-10 | -
                dan       | V2           | 2024-01-09 | -
                eve       | unknown      | 2024-01-10 | -
                eve       | C2           | 2023-01-10 | -
                fay       | unknown      | 2024-01-10 | -
                gus       | C1           | 2024-01-10 | 2024-02-01
                gus       | C2           | 2024-01-10 | -
                """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | flags                  | legal_status | legal_status_matches | is_short_break | care_period_no
        amy       | legal_status_ambiguous | V3           | 2                    | true           | -
        ben       | legal_status_ambiguous | C2           | 2                    | false          | 1
        cat       | legal_status_ambiguous | V4           | 2                    | true           | -
        dan       | legal_status_ambiguous | V2           | 2                    | false          | 1
        eve       |                        | C2           | 1                    | false          | 1
        fay       | legal_status_missing   | unknown      | 0                    | false          | 1
        gus       | legal_status_ambiguous | C2           | 2                    | false          | 1
        """);
  }

  @Test
  void r6aTwoEpisodesThatBeginAlikeAndEndOnDifferentDaysAreBothReal() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | episode_id | started_on | start_reason | ended_on   | end_reason
            amy       | 11         | 2024-01-10 | S            | 2024-03-01 | X1
            amy       | 12         | 2024-01-10 | S            | -          | -
            """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | flags    | episode_no | ended_on   | care_period_no | placement_no | present_until
        amy       | overlaps | 1          | 2024-03-01 | 1              | -            | 2024-01-10
        amy       | overlaps | 2          | -          | 1              | 1            | -
        """);
  }

  @Test
  void r17aAnEpisodeWhoseEndCannotBeReadIsFlagged() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | end_unreadable
                amy       | 2024-01-10 | S            | 2024-02-01 | X1         | true
                amy       | 2024-02-01 | L            | -          | -          | false
                """)
            .with(
                STG_LEGAL_STATUS,
                """
                child_key | legal_status | started_on
                amy       | V2           | 2024-01-10
                """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | flags          | started_on | ended_on   | care_period_no
        amy       | end_unreadable | 2024-01-10 | 2024-02-01 | 1
        amy       |                | 2024-02-01 | -          | 1
        """);
  }

  @Test
  void severalPlacementRecordsNeverMultiplyAnEpisode() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason | place
                amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
                amy       | 2024-02-01 | T            | -          | -          | home1:U4
                ben       | 2024-01-10 | S            | -          | -          | home1:U4
                cat       | 2024-01-10 | S            | -          | -          | home9:U4
                """)
            .with(
                STG_PLACEMENT_RECORD,
                """
                child_key | placement_id | placed_on  | left_on    | placement_type | source_row
                amy       | home1        | 2024-01-10 | 2024-02-01 | U6             | cla_placement:1
                amy       | home1        | 2024-02-01 | -          | U4             | cla_placement:2
                ben       | home1        | 2023-01-10 | 2023-06-01 | U6             | cla_placement:3
                ben       | home1        | 2023-06-01 | 2023-12-01 | K2             | cla_placement:4
                cat       | home1        | 2024-01-10 | -          | U6             | cla_placement:5
                """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | flags                                    | started_on | placement_found | placement_type | source_rows
        amy       | several_placement_records | 2024-01-10 | true            | U6             | cla_episodes:1+cla_placement:1+legal_status:1
        amy       | several_placement_records | 2024-02-01 | true            | U4             | cla_episodes:2+cla_placement:2+legal_status:1
        ben       | outside_record+several_placement_records | 2024-01-10 | true            | K2             | cla_episodes:3+cla_placement:4+legal_status:2
        cat       | placement_record_missing  | 2024-01-10 | false           | unknown        | cla_episodes:4+legal_status:3
        """);
  }

  @Test
  void anEpisodeThatIsRecordedTwiceIsOne() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason
                amy       | 2024-01-10 | S            | -          | -
                amy       | 2024-01-10 | S            | -          | -
                """)
            .with(
                STG_PERSON,
                """
                child_key | birth_on
                amy       | 2012-06-15
                amy       | 2012-06-16
                """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | flags          | episode_no | source_rows
        amy       | recorded_twice | 1          | cla_episodes:1+cla_episodes:2+cla_placement:1+legal_status:1
        """);
  }

  @Test
  void r17aAnEpisodeThatEndsBeforeItStartsCountsNowhere() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | P            | 2024-01-20 | X1         | home2:U4
            amy       | 2024-02-01 | P            | -          | -          | home2:U4
            """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | flags             | episode_no | care_period_no | placement_no | counts_until
        amy       |                   | 1          | 1              | 1            | 2024-02-01
        amy       | ends_before_start | 2          | -              | -            | 2024-02-01
        amy       |                   | 3          | 1              | 2            | -
        """);
  }

  @Test
  void r4EpisodesAreOrderedByStartThenEndThenTheSourcesOwnNumberWhateverTheirLine() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | episode_id | started_on | start_reason | ended_on   | end_reason | source_row
            amy       | 2          | 2024-02-01 | P            | -          | -          | cla_episodes:2
            amy       | 10         | 2024-02-01 | L            | 2024-02-01 | X1         | cla_episodes:9
            amy       | 9          | 2024-02-01 | B            | 2024-02-01 | X1         | cla_episodes:10
            amy       | 11         | 2024-01-10 | S            | 2024-02-01 | X1         | cla_episodes:11
            """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | start_reason
        amy       | 1          | S
        amy       | 2          | B
        amy       | 3          | L
        amy       | 4          | P
        """);
  }

  @Test
  void whatTheSourceLeavesOutIsUnknown() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason
            amy       | 2024-01-10 | -            | 2024-02-01 | -
            amy       | 2024-03-01 | S            | -          | E4A
            """);

    assertRows(
        records.careEpisodes(),
        """
        child_key | started_on | start_reason | end_reason | category_of_need
        amy       | 2024-01-10 | unknown      | unknown    | unknown
        amy       | 2024-03-01 | S            | -          | unknown
        """);
  }
}
