package kith.conform.careleaver;

import static kith.contract.Tables.CHILD_BIRTH;
import static kith.contract.Tables.FACT_CARE_EPISODE;
import static kith.contract.Tables.FACT_CARE_LEAVER_CONTACT;
import static kith.contract.Tables.FACT_CARE_PERIOD;
import static kith.contract.Tables.SOURCE_NIGHT;
import static kith.contract.Tables.STG_PERSON;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.HashMap;
import java.util.Map;
import kith.contract.CodeLists;
import kith.contract.Parameters;
import kith.contract.Project;
import kith.contract.TableName;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The night is that of 31 March 2025; history begins on 1 April 2019. */
class CareLeaversTest {

  @Test
  void everyBirthdayFrom17To21WithinHistoryHasARow() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-03-31
            ben       | 2008-02-29
            cat       | 2000-05-01
            """);

    // Ben, born on 29 February 2008, turns 17 on 1 March 2025. Cat's 17th and 18th lie before
    // history.
    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_LEAVER_CONTACT, contacts("amy", "ben", "cat"))),
        """
        child_key | birthday_age | birthday_on
        amy       | 17           | 2023-03-31
        amy       | 18           | 2024-03-31
        amy       | 19           | 2025-03-31
        ben       | 17           | 2025-03-01
        cat       | 19           | 2019-05-01
        cat       | 20           | 2020-05-01
        cat       | 21           | 2021-05-01
        """);
  }

  @Test
  void aPathwayPlanIsCurrentFor6MonthsAndTheEligibilityNamedIsKept() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-01-15
            ben       | 2006-01-15
            cat       | 2006-01-15
            dan       | 2006-01-15
            eli       | 2006-01-15
            fin       | 2006-01-15
            """);
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | pathway_plan_on
            amy       | 2024-01-10 | 1          | former_relevant | 2023-07-15
            ben       | 2024-01-10 | 1          | former_relevant | 2023-07-14
            cat       | 2024-01-10 | 1          | unknown         | -
            eli       | 2024-01-20 | 1          | former_relevant | 2024-01-20
            fin       | 2024-01-20 | 1          | former_relevant | 2024-01-21
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    births,
                    FACT_CARE_LEAVER_CONTACT,
                    contacts,
                    FACT_CARE_PERIOD,
                    rows(
                        FACT_CARE_PERIOD,
                        """
                        child_key | care_period_no | started_on | ended_on
                        dan       | 1              | 2019-05-01 | 2019-06-01
                        """)))
            .where("birthday_age = 18"),
        """
        child_key | eligibility     | pathway_plan_on | has_current_pathway_plan
        amy       | former_relevant | 2023-07-15      | true
        ben       | former_relevant | 2023-07-14      | false
        cat       | unknown         | -               | -
        dan       | unknown         | -               | -
        eli       | former_relevant | 2024-01-20      | true
        fin       | former_relevant | 2024-01-21      | false
        """);
  }

  @Test
  void theContactNearestToTheBirthdayTellsAndOfTwoTheLater() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-01-15
            ben       | 2006-01-15
            cat       | 2006-01-15
            dan       | 2006-01-15
            """);
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | in_touch | accommodation | activity
            amy       | 2023-10-15 | 1          | former_relevant | YES      | U             | F2
            amy       | 2024-02-15 | 1          | former_relevant | YES      | T             | G5
            ben       | 2024-01-10 | 1          | former_relevant | YES      | U             | F2
            ben       | 2024-01-20 | 1          | former_relevant | YES      | T             | G5
            cat       | 2023-10-14 | 1          | former_relevant | YES      | U             | F2
            cat       | 2024-02-16 | 1          | former_relevant | YES      | T             | G5
            dan       | 2024-01-15 | 2          | former_relevant | YES      | U             | F2
            dan       | 2024-01-15 | 1          | former_relevant | YES      | T             | G5
            """);

    // Amy: 92 days before, 31 after. Ben: five days each way. Cat: a day too early, a day too late.
    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_LEAVER_CONTACT, contacts))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | contact_on | in_touch | accommodation | activity
        amy       | true      | 2024-02-15 | YES      | T             | G5
        ben       | true      | 2024-01-20 | YES      | T             | G5
        cat       | true      | -          | unknown  | unknown       | unknown
        dan       | true      | 2024-01-15 | YES      | T             | G5
        """);
  }

  @Test
  void aContactThreeMonthsBeforeCountsAndOneAfterTheBusinessDateNever() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-03-20
            ben       | 2006-03-20
            """);
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | in_touch | activity
            amy       | 2024-12-20 | 1          | former_relevant | YES      | F2
            amy       | 2025-04-01 | 1          | former_relevant | YES      | G5
            ben       | 2024-12-19 | 1          | former_relevant | YES      | F2
            """);

    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_LEAVER_CONTACT, contacts))
            .where("birthday_age = 19"),
        """
        child_key | in_cohort | contact_on | activity
        amy       | true      | 2024-12-20 | F2
        ben       | true      | -          | unknown
        """);
  }

  @Test
  void notInTouchAndRefusedStayInWhoDiedWentHomeOrWasTakenOverIsOut() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-01-15
            ben       | 2006-01-15
            cat       | 2006-01-15
            dan       | 2006-01-15
            eve       | 2006-01-15
            fay       | 2006-01-15
            gus       | 2006-01-15
            """);
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | in_touch
            amy       | 2024-01-15 | 1          | former_relevant | NO
            ben       | 2024-01-15 | 1          | former_relevant | REFU
            cat       | 2024-01-15 | 1          | former_relevant | RHOM
            dan       | 2022-01-15 | 1          | former_relevant | DIED
            eve       | 2024-01-15 | 1          | former_relevant | YES
            fay       | 2024-01-15 | 1          | former_relevant | YES
            gus       | 2024-01-15 | 1          | former_relevant | NREQ
            """);
    Dataset<Row> people =
        rows(
            STG_PERSON,
            """
            child_key | died_on
            eve       | 2023-12-01
            """);
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | end_reason
            fay       | 1              | 2019-01-15 | 2022-06-01 | E3
            gus       | 1              | 2018-01-15 | 2020-06-01 | E3
            gus       | 2              | 2021-01-15 | 2024-01-15 | E5
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH, births,
                    FACT_CARE_LEAVER_CONTACT, contacts,
                    FACT_CARE_PERIOD, periods,
                    STG_PERSON, people))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because
        amy       | true      | -
        ben       | true      | -
        cat       | false     | returned_home
        dan       | false     | died
        eve       | false     | died
        fay       | false     | transferred
        gus       | true      | -
        """);
  }

  @Test
  void recordedEligibilityStandsForThe13Weeks() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-01-15
            ben       | 2006-01-15
            cat       | 2006-01-15
            dan       | 2006-01-15
            """);
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | source_rows
            amy       | 2024-01-15 | 1          | relevant        | leaver:1
            ben       | 2024-01-15 | 1          | qualifying      | leaver:2
            cat       | 2024-01-15 | 1          | none            | leaver:3
            dan       | 2024-01-15 | 1          | unknown         | leaver:4
            dan       | 2024-09-15 | 1          | former_relevant | leaver:5
            """);

    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_LEAVER_CONTACT, contacts))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because | eligibility_method | contact_on | source_rows
        amy       | true      | -                | recorded           | 2024-01-15 | leaver:1
        ben       | false     | not_eligible     | recorded           | 2024-01-15 | leaver:2
        cat       | false     | not_eligible     | recorded           | 2024-01-15 | leaver:3
        dan       | true      | -                | recorded           | 2024-01-15 | leaver:4+leaver:5
        """);
  }

  @Test
  void withoutARecord91DaysSince14AndSomeSince16Count() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-01-15
            ben       | 2006-01-15
            cat       | 2006-01-15
            dan       | 2006-01-15
            eve       | 2004-06-15
            """);
    // Amy: 61 days, then 30. Ben: one day fewer. Cat: none since 16. Dan: most of it before 14.
    // Eve: too few days, but she was 14 before history began.
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | source_rows
            amy       | 1              | 2021-01-01 | 2021-03-03 | amy:1
            amy       | 2              | 2023-01-01 | 2023-01-31 | amy:2
            ben       | 1              | 2021-01-01 | 2021-03-03 | ben:1
            ben       | 2              | 2023-01-01 | 2023-01-30 | ben:2
            cat       | 1              | 2020-01-01 | 2022-01-15 | cat:1
            dan       | 1              | 2015-01-01 | 2020-03-15 | dan:1
            dan       | 2              | 2022-12-01 | 2022-12-20 | dan:2
            eve       | 1              | 2020-12-01 | 2020-12-20 | eve:1
            """);

    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_PERIOD, periods)).where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because | eligibility_method | flags             | source_rows
        amy       | true      | -                | computed           |                   | amy:1+amy:2
        ben       | false     | not_eligible     | computed           |                   | ben:1+ben:2
        cat       | false     | not_eligible     | computed           |                   | cat:1
        dan       | false     | not_eligible     | computed           |                   | dan:1+dan:2
        eve       | false     | not_eligible     | computed           | history_too_short | eve:1
        """);
  }

  @Test
  void whoIsLookedAfterOnThe17thBirthdayIsNoCareLeaverYet() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2007-01-15
            ben       | 2007-01-15
            """);
    // Amy's case was never closed: care ends on the 18th birthday all the same.
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | end_reason
            amy       | 1              | 2021-01-01 | -          | -
            ben       | 1              | 2021-01-01 | 2024-01-15 | E5
            """);

    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_PERIOD, periods)),
        """
        child_key | birthday_age | in_cohort | excluded_because
        amy       | 17           | false     | looked_after
        amy       | 18           | true      | -
        ben       | 17           | true      | -
        ben       | 18           | true      | -
        """);
  }

  @Test
  void shortBreaksAloneMakeNoCareLeaver() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-01-15
            ben       | 2006-01-15
            """);
    Dataset<Row> episodes =
        rows(
            FACT_CARE_EPISODE,
            """
            child_key | episode_no | started_on | is_short_break
            amy       | 1          | 2020-01-01 | true
            ben       | 1          | 2020-01-01 | true
            ben       | 2          | 2021-01-01 | false
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH, births,
                    FACT_CARE_LEAVER_CONTACT, contacts("amy", "ben"),
                    FACT_CARE_EPISODE, episodes))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because
        amy       | false     | not_eligible
        ben       | true      | -
        """);
  }

  @Test
  void whoWentAbroadOrCannotBeFoundIsLeftOutOfAccommodation() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-01-15
            ben       | 2006-01-15
            cat       | 2006-01-15
            dan       | 2006-01-15
            eve       | 2006-01-15
            """);
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | accommodation | is_suitable
            amy       | 2024-01-15 | 1          | former_relevant | G             | -
            ben       | 2024-01-15 | 1          | former_relevant | R             | false
            cat       | 2024-01-15 | 1          | former_relevant | X             | false
            dan       | 2024-01-15 | 1          | former_relevant | 0             | true
            eve       | 2023-01-15 | 1          | former_relevant | U             | true
            """);

    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_LEAVER_CONTACT, contacts))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | accommodation | is_suitable | counts_for_accommodation
        amy       | true      | G             | -           | false
        ben       | true      | R             | false       | false
        cat       | true      | X             | false       | true
        dan       | true      | 0             | -           | true
        eve       | true      | unknown       | -           | true
        """);
  }

  @Test
  void trainingCodesF3AndP3CountUpToMarch2021Only() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2003-03-31
            ben       | 2003-04-01
            cat       | 2003-03-31
            dan       | 2003-03-31
            eve       | 2003-03-31
            """);
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | activity
            amy       | 2021-03-31 | 1          | former_relevant | F3
            ben       | 2021-04-01 | 1          | former_relevant | P3
            cat       | 2021-03-31 | 1          | former_relevant | F5
            dan       | 2021-03-31 | 1          | former_relevant | G6
            eve       | 2021-03-31 | 1          | former_relevant | 0
            """);

    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_LEAVER_CONTACT, contacts))
            .where("birthday_age = 18"),
        """
        child_key | activity | flags                 | is_in_education_employment_or_training
        amy       | F3       |                       | true
        ben       | P3       | activity_code_expired | -
        cat       | F5       |                       | true
        dan       | G6       |                       | false
        eve       | 0        |                       | -
        """);
  }

  /** One contact in 2024 that names each of these people a care leaver. */
  private static Dataset<Row> contacts(String... people) {
    StringBuilder text = new StringBuilder("child_key | contact_on | contact_no | eligibility\n");
    for (String person : people) {
      text.append(person + " | 2024-01-15 | 1 | former_relevant\n");
    }
    return rows(FACT_CARE_LEAVER_CONTACT, text.toString());
  }

  private static Dataset<Row> build(Map<TableName, Dataset<Row>> given) {
    Map<TableName, Dataset<Row>> tables = new HashMap<>(given);
    tables.put(
        SOURCE_NIGHT,
        rows(
            SOURCE_NIGHT,
            """
            source_system | business_date | history_from
            ssd           | 2025-03-31    | 2019-04-01
            """));
    return TestTables.build(
        new CareLeavers(CodeLists.of(Project.home()), Parameters.of(Project.home())),
        "2025-03-31",
        tables);
  }
}
