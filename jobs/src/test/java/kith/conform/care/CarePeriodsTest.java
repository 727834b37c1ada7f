package kith.conform.care;

import static kith.testing.TestTables.assertRows;

import org.junit.jupiter.api.Test;

/** The rules on periods of care: R2, R3, R4, R6, R7, R8, R17, R17a. */
class CarePeriodsTest {

  @Test
  void r2AndR4EpisodesThatTouchAndGoOnWithX1AreOnePeriod() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason
            amy       | 2024-01-10 | S            | 2024-02-01 | X1
            amy       | 2024-02-01 | L            | 2024-05-01 | X1
            amy       | 2024-05-01 | P            | 2024-09-01 | E4A
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | care_period_no | started_on | ended_on   | end_reason | counts_as_start | age_at_start | episodes
        amy       |                  | 1              | 2024-01-10 | 2024-09-01 | E4A        | true            | 11           | 3
        """);
  }

  @Test
  void r4ALongGapOrAnotherReasonThanX1OrAnSBeginsANewPeriod() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason
            amy       | 2024-01-10 | S            | 2024-02-01 | X1
            amy       | 2024-02-09 | P            | -          | -
            ben       | 2024-01-10 | S            | 2024-02-01 | E4A
            ben       | 2024-02-01 | P            | -          | -
            cat       | 2024-01-10 | S            | 2024-02-01 | X1
            cat       | 2024-02-01 | S            | -          | -
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags                      | care_period_no | started_on | ended_on   | end_reason | counts_as_start
        amy       | x1_not_continued           | 1              | 2024-01-10 | 2024-02-01 | unknown    | true
        amy       | gap_before+start_without_s | 2              | 2024-02-09 | -          | -          | true
        ben       |                            | 1              | 2024-01-10 | 2024-02-01 | E4A        | true
        ben       | start_without_s            | 2              | 2024-02-01 | -          | -          | true
        cat       | x1_not_continued           | 1              | 2024-01-10 | 2024-02-01 | unknown    | true
        cat       |                            | 2              | 2024-02-01 | -          | -          | true
        """);
  }

  @Test
  void r3CareThatPassesIntoShortBreaksEndsThereAndStartsWhenItComesBack() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | legal | started_on | start_reason | ended_on   | end_reason
            amy       | C2    | 2024-01-10 | S            | 2024-02-01 | X1
            amy       | V4    | 2024-02-01 | L            | 2024-05-01 | X1
            amy       | V2    | 2024-05-01 | L            | -          | -
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | care_period_no | started_on | ended_on   | end_reason      | start_observed | counts_as_start
        amy       |                  | 1              | 2024-01-10 | 2024-02-01 | to_short_breaks | true           | true
        amy       |                  | 2              | 2024-05-01 | -          | -               | true           | true
        """);
    assertRows(
        records.careEpisodes(),
        """
        child_key | episode_no | legal_status | is_short_break | care_period_no | placement_no | counts_until
        amy       | 1          | C2           | false          | 1              | 1            | 2024-02-01
        amy       | 2          | V4           | true           | -              | -            | 2024-02-01
        amy       | 3          | V2           | false          | 2              | 2            | -
        """);
  }

  @Test
  void r3AChildWithShortBreaksOnlyHasNoPeriod() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | legal | started_on | start_reason | ended_on   | end_reason
            amy       | V3    | 2024-01-10 | S            | 2024-01-12 | E8
            amy       | V3    | 2024-02-10 | S            | 2024-02-12 | E8
            """);

    assertRows(records.carePeriods(), java.util.List.of());
  }

  @Test
  void r17aFirstPeriodThatBeginsInShortBreaksIsObserved() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | legal | started_on | start_reason | ended_on   | end_reason
            amy       | V3    | 2024-01-10 | S            | 2024-02-01 | X1
            amy       | C2    | 2024-02-01 | L            | -          | -
            ben       | V3    | 2024-01-10 | S            | 2024-01-20 | E8
            ben       | C2    | 2024-06-01 | L            | -          | -
            cat       | C2    | 2024-06-01 | L            | 2024-07-01 | E4A
            cat       | V3    | 2024-08-01 | S            | 2024-08-03 | E8
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | started_on | start_observed | counts_as_start | history_from
        amy       |                  | 2024-02-01 | true           | true            | -
        ben       | start_without_s  | 2024-06-01 | true           | true            | -
        cat       |                  | 2024-06-01 | false          | false           | 2024-06-01
        """);
  }

  @Test
  void r17AStartBeforeTheExtractBeganIsTheSourcesDateAndNoStart() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | entered_care_on
            amy       | 2020-04-01 | L            | 2021-04-01 | E4A        | 2018-09-03
            amy       | 2022-01-01 | P            | -          | -          | 2018-09-03
            ben       | 2020-04-01 | P            | -          | -          | -
            cat       | 2020-04-01 | P            | -          | -          | 2020-06-01
            dan       | 2020-04-01 | S            | -          | -          | 2018-09-03
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | care_period_no | started_on | start_observed | counts_as_start | history_from | age_at_start
        amy       |                  | 1              | 2018-09-03 | false          | false           | 2020-04-01   | 6
        amy       | start_without_s  | 2              | 2022-01-01 | true           | true            | -            | 9
        ben       |                  | 1              | 2020-04-01 | false          | false           | 2020-04-01   | 7
        cat       |                  | 1              | 2020-04-01 | false          | false           | 2020-04-01   | 7
        dan       |                  | 1              | 2020-04-01 | true           | true            | -            | 7
        """);
    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | start_observed
        amy       | 1            | 2020-04-01 | false
        amy       | 2            | 2022-01-01 | true
        ben       | 1            | 2020-04-01 | false
        cat       | 1            | 2020-04-01 | false
        dan       | 1            | 2020-04-01 | true
        """);
  }

  @Test
  void r2AnEpisodeOfNoDayCarriesTheSOfAPeriodButIsNoPeriodByItself() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason
            amy       | 2024-01-10 | S            | 2024-01-10 | X1
            amy       | 2024-01-10 | P            | -          | -
            ben       | 2024-01-10 | S            | 2024-01-10 | E4A
            ben       | 2024-02-10 | S            | -          | -
            cat       | 2024-01-10 | S            | 2024-02-10 | X1
            cat       | 2024-02-10 | P            | 2024-02-10 | E4A
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | care_period_no | started_on | ended_on   | end_reason | start_observed | episodes
        amy       |                  | 1              | 2024-01-10 | -          | -          | true           | 2
        ben       |                  | 1              | 2024-02-10 | -          | -          | true           | 1
        cat       |                  | 1              | 2024-01-10 | 2024-02-10 | E4A        | true           | 2
        """);
  }

  @Test
  void r6OverlappingEpisodesAreOneStretchOfCareAndRaised() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-06-01 | X1         | home1:U4
            amy       | 2024-03-01 | P            | 2024-09-01 | E4A        | home2:K2
            ben       | 2024-01-10 | S            | 2024-06-01 | E4B        | home1:U4
            ben       | 2024-03-01 | P            | 2024-04-01 | X1         | home2:K2
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | care_period_no | started_on | ended_on   | end_reason
        amy       | overlaps         | 1              | 2024-01-10 | 2024-09-01 | E4A
        ben       | overlaps         | 1              | 2024-01-10 | 2024-06-01 | E4B
        """);
    assertRows(
        records.placements(),
        """
        child_key | flags            | placement_no | placed_on  | left_on    | placement_type
        amy       | overlaps         | 1            | 2024-01-10 | 2024-03-01 | U4
        amy       | overlaps         | 2            | 2024-03-01 | 2024-09-01 | K2
        ben       | overlaps         | 1            | 2024-01-10 | 2024-06-01 | U4
        ben       | overlaps         | 2            | 2024-03-01 | 2024-04-01 | K2
        """);
  }

  @Test
  void r7AndR17aCareEndsAtThe18thBirthday() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason
                amy       | 2023-01-10 | S            | -          | -
                ben       | 2023-01-10 | S            | 2024-08-01 | E7
                cat       | 2023-01-10 | S            | 2024-06-15 | X1
                cat       | 2024-06-15 | P            | 2024-08-01 | E17
                dan       | 2023-01-10 | S            | 2024-08-01 | X1
                dan       | 2024-08-01 | P            | -          | -
                eve       | 2023-01-10 | S            | -          | -
                """)
            .born("amy", "2006-06-15")
            .born("ben", "2006-06-15")
            .born("cat", "2006-06-15")
            .born("dan", "2006-06-15")
            .born("eve", "2007-04-01");

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | ended_on   | end_reason
        amy       | runs_past_18     | 2024-06-15 | unknown
        ben       | runs_past_18     | 2024-06-15 | E7
        cat       |                  | 2024-06-15 | unknown
        dan       | runs_past_18     | 2024-06-15 | unknown
        eve       |                  | -          | -
        """);
    assertRows(
        records.careEpisodes(),
        """
        child_key | flags            | started_on | ended_on   | counts_until | care_period_no | placement_no
        amy       | runs_past_18     | 2023-01-10 | -          | 2024-06-15   | 1              | 1
        ben       | runs_past_18     | 2023-01-10 | 2024-08-01 | 2024-06-15   | 1              | 1
        cat       |                  | 2023-01-10 | 2024-06-15 | 2024-06-15   | 1              | 1
        cat       | starts_after_18  | 2024-06-15 | 2024-08-01 | 2024-06-15   | -              | -
        dan       | runs_past_18     | 2023-01-10 | 2024-08-01 | 2024-06-15   | 1              | 1
        dan       | starts_after_18  | 2024-08-01 | -          | 2024-08-01   | -              | -
        eve       |                  | 2023-01-10 | -          | -            | 1              | 1
        """);
    assertRows(
        records.placements(),
        """
        child_key | placed_on  | left_on
        amy       | 2023-01-10 | 2024-06-15
        ben       | 2023-01-10 | 2024-06-15
        cat       | 2023-01-10 | 2024-06-15
        dan       | 2023-01-10 | 2024-06-15
        eve       | 2023-01-10 | -
        """);
  }

  @Test
  void r8BornOn29FebruaryTurns18On1March() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason
                amy       | 2021-01-10 | S            | -          | -
                ben       | 2022-02-28 | S            | -          | -
                cat       | 2022-03-01 | S            | -          | -
                """)
            .born("amy", "2004-02-29")
            .born("ben", "2004-02-29")
            .born("cat", "2004-02-29");

    assertRows(
        records.carePeriods(),
        """
        child_key | started_on | ended_on   | age_at_start
        amy       | 2021-01-10 | 2022-03-01 | 16
        ben       | 2022-02-28 | 2022-03-01 | 17
        """);
  }

  @Test
  void r7AgeIsUnknownBeforeBirthAndWithoutABirthDate() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason
                amy       | 2024-01-10 | S            | -          | -
                ben       | 2024-01-10 | S            | -          | -
                cat       | 2024-01-10 | S            | -          | -
                """)
            .born("amy", "2024-01-11")
            .born("ben", "-")
            .born("cat", "2024-01-10");

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | started_on | age_at_start
        amy       | starts_before_birth | 2024-01-10 | -
        ben       | birth_unknown    | 2024-01-10 | -
        cat       |                  | 2024-01-10 | 0
        """);
  }

  @Test
  void everyPeriodTellsTheRawRowsBehindIt() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-02-01 | X1         | home1:U4
            amy       | 2024-02-01 | P            | -          | -          | home2:U4
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | source_rows
        amy       | cla_episodes:1+cla_episodes:2+cla_placement:1+cla_placement:2+legal_status:1
        """);
  }
}
