package kith.conform.careleaver;

import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_LEAVER_CONTACT;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.SOURCE_NIGHT;
import static kith.table.Tables.STG_PERSON;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.HashMap;
import java.util.Map;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.TableName;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The night is that of 31 March 2025; history begins on 1 April 2019. */
class CareLeaversTest {

  @Test
  void everyBirthdayFrom17To21SinceAYearBeforeHistoryHasARow() {
    Dataset<Row> births =
        rows(
            CHILD_BIRTH,
            """
            child_key | birth_on
            amy       | 2006-03-31
            ben       | 2008-02-29
            cat       | 2000-05-01
            """);

    // Ben, born on 29 February 2008, turns 17 on 1 March 2025. Cat's 17th lies more than
    // a year before history, her 18th within the year that the first window looks back over.
    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_LEAVER_CONTACT, contacts("amy", "ben", "cat"))),
        """
        child_key | birthday_age | birthday_on
        amy       | 17           | 2023-03-31
        amy       | 18           | 2024-03-31
        amy       | 19           | 2025-03-31
        ben       | 17           | 2025-03-01
        cat       | 18           | 2018-05-01
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
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | source_rows
            amy       | 2024-01-15 | 1          | relevant        | leaver:1
            ben       | 2024-01-15 | 1          | qualifying      | leaver:2
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    bornOn("2006-01-15", "amy", "ben"),
                    FACT_CARE_LEAVER_CONTACT,
                    contacts))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because | eligibility_method | contact_on | source_rows
        amy       | true      | -                | recorded           | 2024-01-15 | leaver:1
        ben       | false     | not_eligible     | recorded           | 2024-01-15 | leaver:2
        """);
  }

  @Test
  void theNearestContactThatNamesAnEligibilityDecidesElseTheLatestBeforeAndALaterOneNever() {
    // Amy: the nearest of the window, after the birthday. Ben: the window goes before what is
    // older. Cat: the latest before. Dan: five weeks after is too late, and so is what it says of
    // Eve. Fay: "none" is a filler. Gus: the fuller contact of the day names none.
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility
            amy       | 2024-01-10 | 1          | unknown
            amy       | 2024-01-25 | 1          | former_relevant
            amy       | 2023-12-15 | 1          | qualifying
            ben       | 2024-02-15 | 1          | qualifying
            ben       | 2023-10-01 | 1          | former_relevant
            cat       | 2022-05-01 | 1          | relevant
            cat       | 2021-05-01 | 1          | qualifying
            cat       | 2024-03-01 | 1          | qualifying
            dan       | 2024-01-15 | 1          | unknown
            dan       | 2024-02-16 | 1          | former_relevant
            eve       | 2023-01-15 | 1          | former_relevant
            eve       | 2024-02-16 | 1          | qualifying
            fay       | 2024-01-15 | 1          | none
            fay       | 2023-01-15 | 1          | former_relevant
            gus       | 2024-01-15 | 1          | unknown
            gus       | 2024-01-15 | 2          | former_relevant
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    bornOn("2006-01-15", "amy", "ben", "cat", "dan", "eve", "fay", "gus"),
                    FACT_CARE_LEAVER_CONTACT,
                    contacts))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because | eligibility_method | eligibility
        amy       | true      | -                | recorded           | former_relevant
        ben       | false     | not_eligible     | recorded           | qualifying
        cat       | true      | -                | recorded           | relevant
        dan       | false     | not_eligible     | computed           | unknown
        eve       | true      | -                | recorded           | former_relevant
        fay       | true      | -                | recorded           | former_relevant
        gus       | true      | -                | recorded           | former_relevant
        """);
  }

  @Test
  void withoutARecord91DaysSince14AndSomeSince16Count() {
    // Amy: 61 days, then 30. Ben: one day fewer. Cat: none since 16. Dan: most of it before 14.
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
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    bornOn("2006-01-15", "amy", "ben", "cat", "dan"),
                    FACT_CARE_PERIOD,
                    periods))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because | eligibility_method | flags | source_rows
        amy       | true      | -                | computed           |       | amy:1+amy:2
        ben       | false     | not_eligible     | computed           |       | ben:1+ben:2
        cat       | false     | not_eligible     | computed           |       | cat:1
        dan       | false     | not_eligible     | computed           |       | dan:1+dan:2
        """);
  }

  @Test
  void withoutARecordNobodyIsAMemberWhereTheHistoryHeldDoesNotReachThe14thBirthday() {
    // They were 14 on 31 March 2019, a day before history begins. Amy has 500 days of care, but
    // what
    // was before is not held. Ben's care is held from before his 14th birthday. Cat's too, but it
    // ended before history begins, so that what came between is not held. Dan: no care since 16,
    // which is held, so nothing could make him one. Eve is out in any case.
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | start_observed
            amy       | 1              | 2020-01-01 | 2021-05-15 | true
            ben       | 1              | 2019-03-31 | 2021-05-15 | false
            cat       | 1              | 2018-01-01 | 2019-03-30 | false
            cat       | 2              | 2021-05-01 | 2021-05-15 | true
            dan       | 1              | 2020-01-01 | 2020-05-15 | true
            eve       | 1              | 2020-01-01 | 2021-05-15 | true
            """);
    Dataset<Row> people =
        rows(
            STG_PERSON,
            """
            child_key | died_on
            eve       | 2022-12-01
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    bornOn("2005-03-31", "amy", "ben", "cat", "dan", "eve"),
                    STG_PERSON,
                    people,
                    FACT_CARE_PERIOD,
                    periods))
            .where("birthday_age = 18"),
        """
        child_key | flags | in_cohort | excluded_because
        amy | history_too_short | false | eligibility_unknown
        ben |  | true | -
        cat | history_too_short | false | eligibility_unknown
        dan |  | false | not_eligible
        eve |  | false | died
        """);
  }

  @Test
  void nobodyIsACareLeaverBeforeTheFirstCareAfter14ThatIsHeldWhateverAContactSays() {
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility
            amy       | 2022-12-15 | 1          | eligible
            ben       | 2022-12-15 | 1          | eligible
            cat       | 2022-12-15 | 1          | eligible
            dan       | 2022-12-15 | 1          | qualifying
            """);
    // Care began after the 17th birthday. Ben's start was not observed; Cat had care since 14, and
    // what she had before 14 is no matter.
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | start_observed
            amy       | 1              | 2017-05-01 | 2019-05-01 | true
            amy       | 2              | 2023-02-01 | 2024-01-15 | true
            ben       | 1              | 2023-02-01 | 2024-01-15 | false
            cat       | 1              | 2019-05-01 | 2020-02-01 | true
            cat       | 2              | 2023-02-01 | 2024-01-15 | true
            dan       | 1              | 2023-02-01 | 2024-01-15 | true
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    bornOn("2006-01-15", "amy", "ben", "cat", "dan"),
                    FACT_CARE_LEAVER_CONTACT,
                    contacts,
                    FACT_CARE_PERIOD,
                    periods))
            .where("birthday_age < 19"),
        """
        child_key | flags | birthday_age | in_cohort | excluded_because
        amy | eligible_before_care | 17 | false | not_eligible
        amy |  | 18 | true | -
        ben |  | 17 | true | -
        ben |  | 18 | true | -
        cat |  | 17 | true | -
        cat |  | 18 | true | -
        dan |  | 17 | false | not_eligible
        dan |  | 18 | false | not_eligible
        """);
  }

  @Test
  void whoDiedOrReturnedHomeStaysSoUntilALaterContactSaysOtherwise() {
    // Amy went home two years before; nothing near says more. Ben's nearest contact says otherwise,
    // Cat's does not say. Dan's says so only after the birthday, and is not the nearest. Eve's
    // later
    // contact before the birthday says otherwise, Fay's says nothing.
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | in_touch
            amy       | 2022-01-15 | 1          | former_relevant | RHOM
            ben       | 2022-01-15 | 1          | former_relevant | RHOM
            ben       | 2024-01-20 | 1          | former_relevant | NO
            cat       | 2022-01-15 | 1          | former_relevant | DIED
            cat       | 2024-01-20 | 1          | former_relevant | unknown
            dan       | 2024-01-10 | 1          | former_relevant | YES
            dan       | 2024-01-25 | 1          | former_relevant | RHOM
            eve       | 2021-01-15 | 1          | former_relevant | RHOM
            eve       | 2022-01-15 | 1          | former_relevant | REFU
            fay       | 2021-01-15 | 1          | former_relevant | RHOM
            fay       | 2022-01-15 | 1          | former_relevant | unknown
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    bornOn("2006-01-15", "amy", "ben", "cat", "dan", "eve", "fay"),
                    FACT_CARE_LEAVER_CONTACT,
                    contacts))
            .where("birthday_age = 18"),
        """
        child_key | in_cohort | excluded_because
        amy       | false     | returned_home
        ben       | true      | -
        cat       | false     | died
        dan       | true      | -
        eve       | true      | -
        fay       | false     | returned_home
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
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on   | end_reason
            amy       | 1              | 2021-01-01 | 2025-01-15 | unknown
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
  void whoIsStillAccommodatedOnThe18thBirthdayAsR7AllowsIsNoCareLeaverYet() {
    Dataset<Row> births = bornOn("2006-01-15", "amy");
    // Section 20(5): the one period of care that fact_care_period lets go on past 18.
    Dataset<Row> periods =
        rows(
            FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on | ended_on
            amy       | 1              | 2021-01-01 | 2024-06-01
            """);

    assertRows(
        build(Map.of(CHILD_BIRTH, births, FACT_CARE_PERIOD, periods)).where("birthday_age > 17"),
        """
        child_key | birthday_age | in_cohort | excluded_because
        amy       | 18           | false     | looked_after
        amy       | 19           | true      | -
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
        child_key | flags | in_cohort | accommodation | is_suitable | counts_for_accommodation
        amy |  | true | G | - | false
        ben |  | true | R | false | false
        cat |  | true | X | false | true
        dan | suitable_without_information | true | 0 | - | true
        eve |  | true | unknown | - | true
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

  /** The birth dates of people who were born on one day. */
  private static Dataset<Row> bornOn(String birth, String... people) {
    StringBuilder text = new StringBuilder("child_key | birth_on\n");
    for (String person : people) {
      text.append(person + " | " + birth + "\n");
    }
    return rows(CHILD_BIRTH, text.toString());
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
