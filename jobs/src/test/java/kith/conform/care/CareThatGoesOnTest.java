package kith.conform.care;

import static kith.testing.TestTables.assertRows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.Parameters;
import kith.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What joins several episodes to one period of care, and what ends it: R3, R4, R6a. */
class CareThatGoesOnTest {

  @Test
  void r4AGapOfAtMostSevenDaysAfterX1CountsAsCare() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | legal | started_on | start_reason | ended_on   | end_reason
            amy       | C2    | 2024-01-10 | S            | 2024-01-31 | X1
            amy       | C2    | 2024-02-01 | L            | -          | -
            ben       | C2    | 2024-01-10 | S            | 2024-01-25 | X1
            ben       | C2    | 2024-02-01 | P            | -          | -
            cat       | C2    | 2024-01-10 | S            | 2024-01-24 | X1
            cat       | C2    | 2024-02-01 | P            | -          | -
            dan       | C2    | 2024-01-10 | S            | 2024-01-31 | X1
            dan       | C2    | 2024-02-01 | S            | -          | -
            eve       | C2    | 2024-01-10 | S            | 2024-01-31 | E4A
            eve       | C2    | 2024-02-01 | L            | -          | -
            fay       | C2    | 2024-01-10 | S            | 2024-01-28 | X1
            fay       | V3    | 2024-01-29 | P            | 2024-01-30 | X1
            fay       | C2    | 2024-02-01 | P            | -          | -
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags                      | started_on | ended_on   | end_reason      | counts_as_start
        amy       | gap_bridged                | 2024-01-10 | -          | -               | true
        ben       | gap_bridged                | 2024-01-10 | -          | -               | true
        cat       | x1_not_continued           | 2024-01-10 | 2024-01-24 | unknown         | true
        cat       | gap_before+start_without_s | 2024-02-01 | -          | -               | true
        dan       | x1_not_continued           | 2024-01-10 | 2024-01-31 | unknown         | true
        dan       | gap_before                 | 2024-02-01 | -          | -               | true
        eve       |                            | 2024-01-10 | 2024-01-31 | E4A             | true
        eve       | start_without_s            | 2024-02-01 | -          | -               | true
        fay       |                            | 2024-01-10 | 2024-01-28 | to_short_breaks | true
        fay       | gap_before                 | 2024-02-01 | -          | -               | true
        """);
    assertRows(
        records.careEpisodes().where("episode_no = 1"),
        """
        child_key | ended_on   | counts_until | present_until
        amy       | 2024-01-31 | 2024-02-01   | 2024-02-01
        ben       | 2024-01-25 | 2024-02-01   | 2024-02-01
        cat       | 2024-01-24 | 2024-01-24   | 2024-01-24
        dan       | 2024-01-31 | 2024-01-31   | 2024-01-31
        eve       | 2024-01-31 | 2024-01-31   | 2024-01-31
        fay       | 2024-01-28 | 2024-01-28   | 2024-01-28
        """);
  }

  @Test
  void r4HowManyDaysAreBridgedIsAParameter(@TempDir Path folder) throws IOException {
    String parameters =
        Files.readString(Project.home().conf().resolve("parameters.yaml"))
            .replace("x1_gap_days: 7", "x1_gap_days: 0");
    CareRecords records =
        CareRecords.on(
                "2025-03-31",
                """
                child_key | started_on | start_reason | ended_on   | end_reason
                amy       | 2024-01-10 | S            | 2024-01-31 | X1
                amy       | 2024-02-01 | L            | -          | -
                """)
            .with(Parameters.read(Files.writeString(folder.resolve("p.yaml"), parameters)));

    assertRows(
        records.carePeriods(),
        """
        child_key | started_on | ended_on
        amy       | 2024-01-10 | 2024-01-31
        amy       | 2024-02-01 | -
        """);
  }

  @Test
  void r4TheChainJoinsTheEpisodeWhoseX1EndItIsNotTheLastOne() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-06-01 | X1         | home1:U4
            amy       | 2024-03-01 | P            | 2024-06-01 | E4A        | home2:K2
            amy       | 2024-06-01 | L            | -          | -          | home1:U4
            ben       | 2024-01-10 | S            | 2024-06-01 | E4A        | home1:U4
            ben       | 2024-03-01 | P            | 2024-06-01 | X1         | home2:K2
            ben       | 2024-06-01 | L            | -          | -          | home2:K2
            cat       | 2024-01-10 | S            | 2024-06-01 | E4A        | home1:U4
            cat       | 2024-03-01 | P            | 2024-06-01 | X1         | home2:K2
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | started_on | ended_on   | end_reason | episodes
        amy       | 2024-01-10 | -          | -          | 3
        ben       | 2024-01-10 | -          | -          | 3
        cat       | 2024-01-10 | 2024-06-01 | E4A        | 2
        """);
    assertRows(
        records.placements(),
        """
        child_key | placement_no | placed_on  | left_on    | placement_type
        amy       | 1            | 2024-01-10 | -          | U4
        amy       | 2            | 2024-03-01 | 2024-06-01 | K2
        ben       | 1            | 2024-01-10 | 2024-03-01 | U4
        ben       | 2            | 2024-03-01 | -          | K2
        cat       | 1            | 2024-01-10 | 2024-03-01 | U4
        cat       | 2            | 2024-03-01 | 2024-06-01 | K2
        """);
  }

  @Test
  void r6aTwoCoursesOfCareAtOnceAreOnePeriodWhateverTheirReasonsSay() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | started_on | start_reason | ended_on   | end_reason | place
            amy       | 2024-01-10 | S            | 2024-06-01 | E4A        | home1:U4
            amy       | 2024-03-01 | S            | 2024-04-01 | E4A        | home2:K2
            ben       | 2024-01-10 | S            | 2024-06-01 | X1         | home1:U4
            ben       | 2024-01-10 | S            | 2024-07-01 | E4A        | home2:K2
            cat       | 2024-01-10 | P            | -          | -          | home1:U4
            cat       | 2024-01-10 | S            | 2024-02-01 | E4A        | home2:K2
            dan       | 2024-01-10 | S            | 2024-06-01 | E4A        | home1:U4
            dan       | 2024-06-01 | S            | -          | -          | home2:K2
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags             | care_period_no | started_on | ended_on   | end_reason | counts_as_start
        amy       | overlaps          | 1              | 2024-01-10 | 2024-06-01 | E4A        | true
        ben       | overlaps          | 1              | 2024-01-10 | 2024-07-01 | E4A        | true
        cat       | overlaps          | 1              | 2024-01-10 | -          | -          | true
        dan       |                   | 1              | 2024-01-10 | 2024-06-01 | E4A        | true
        dan       |                   | 2              | 2024-06-01 | -          | -          | true
        """);
  }

  @Test
  void r3CarePassesIntoShortBreaksAlsoWhereTheyBeganBeforeOrSomeDaysAreMissing() {
    CareRecords records =
        CareRecords.on(
            "2025-03-31",
            """
            child_key | legal | started_on | start_reason | ended_on   | end_reason
            amy       | C2    | 2024-01-10 | S            | 2024-02-01 | X1
            amy       | V4    | 2024-01-20 | S            | 2024-05-01 | X1
            amy       | C2    | 2024-05-01 | L            | 2024-06-01 | E4A
            ben       | C2    | 2024-01-10 | S            | 2024-01-31 | X1
            ben       | V4    | 2024-02-01 | L            | 2024-04-30 | X1
            ben       | C2    | 2024-05-01 | L            | 2024-06-01 | E4A
            cat       | C2    | 2024-01-10 | S            | 2024-02-01 | E4A
            cat       | V4    | 2024-02-01 | S            | -          | -
            """);

    assertRows(
        records.carePeriods(),
        """
        child_key | flags      | care_period_no | started_on | ended_on   | end_reason      | counts_as_start
        amy       |            | 1              | 2024-01-10 | 2024-02-01 | to_short_breaks | true
        amy       |            | 2              | 2024-05-01 | 2024-06-01 | E4A             | true
        ben       |            | 1              | 2024-01-10 | 2024-01-31 | to_short_breaks | true
        ben       | gap_before | 2              | 2024-05-01 | 2024-06-01 | E4A             | true
        cat       |            | 1              | 2024-01-10 | 2024-02-01 | E4A             | true
        """);
  }
}
