package kith.conform.care;

import static kith.testing.TestTables.assertRows;

import org.junit.jupiter.api.Test;

/** The exception of R7: section 20(5), accommodation in a community home from 16 up to 21. */
class CommunityHomeTest {

  @Test
  void r7SectionTwentyInACommunityHomeMayRunOnPast18() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | legal | place   | started_on | start_reason | ended_on   | end_reason
                amy       | C2    | home:K2 | 2023-01-10 | S            | 2024-06-15 | X1
                amy       | V2    | home:K2 | 2024-06-15 | L            | 2024-11-01 | E8
                ben       | V2    | home:U4 | 2023-01-10 | S            | 2024-11-01 | E8
                cat       | V2    | home:K2 | 2024-06-15 | S            | -          | -
                dan       | V2    | home:K2 | 2023-01-10 | S            | 2024-05-01 | E8
                dan       | V2    | home:K2 | 2024-07-01 | S            | -          | -
                """)
            .born("amy", "2006-06-15")
            .born("ben", "2006-06-15")
            .born("cat", "2006-06-15")
            .born("dan", "2006-06-15");

    assertRows(
        records.carePeriods(),
        """
        child_key | flags            | started_on | ended_on   | end_reason | episodes
        amy       |                  | 2023-01-10 | 2024-11-01 | E8         | 2
        ben       | runs_past_18     | 2023-01-10 | 2024-06-15 | E8         | 1
        dan       |                  | 2023-01-10 | 2024-05-01 | E8         | 1
        """);
    assertRows(
        records.careEpisodes().where("array_contains(flags, 'starts_after_18')"),
        """
        child_key | started_on | care_period_no
        cat       | 2024-06-15 | -
        dan       | 2024-07-01 | -
        """);
  }

  @Test
  void r7AStayInACommunityHomeEndsAtThe21stBirthday() {
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | legal | place    | started_on | start_reason | ended_on   | end_reason
                amy       | V2    | home:K2  | 2020-01-10 | S            | -          | -
                ben       | V2    | home:K2  | 2020-01-10 | S            | 2024-06-15 | X1
                ben       | V2    | home2:K2 | 2024-06-15 | P            | 2024-08-01 | E8
                cat       | V2    | home:K2  | 2020-01-10 | S            | -          | -
                dan       | V2    | home:K2  | 2020-01-10 | S            | 2024-06-14 | E8
                """)
            .born("amy", "2003-06-15")
            .born("ben", "2003-06-15")
            .born("cat", "2004-04-01")
            .born("dan", "2003-06-15");

    assertRows(
        records.carePeriods(),
        """
        child_key | flags        | started_on | ended_on   | end_reason
        amy       | runs_past_18 | 2020-01-10 | 2024-06-15 | unknown
        ben       |              | 2020-01-10 | 2024-06-15 | unknown
        cat       |              | 2020-01-10 | -          | -
        dan       |              | 2020-01-10 | 2024-06-14 | E8
        """);
    assertRows(
        records.careEpisodes().where("array_contains(flags, 'starts_after_18')"),
        """
        child_key | started_on | care_period_no
        ben       | 2024-06-15 | -
        """);
  }
}
