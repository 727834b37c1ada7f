package kith.conform.careleaver;

import static kith.conform.careleaver.CareLeaverNight.bornOn;
import static kith.conform.careleaver.CareLeaverNight.build;
import static kith.conform.careleaver.CareLeaverNight.contacts;
import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.FACT_CARE_LEAVER_CONTACT;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_PERSON;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is known of care leavers at a birthday; {@link CareLeaverNight} is the night. */
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
  void higherEducationBeingInTouchAndTheFormerFosterCarerAreTakenFromTheContact() {
    Dataset<Row> contacts =
        rows(
            FACT_CARE_LEAVER_CONTACT,
            """
            child_key | contact_on | contact_no | eligibility     | in_touch | accommodation | activity
            amy       | 2024-01-10 | 1          | former_relevant | YES      | Z             | P1
            ben       | 2024-01-10 | 1          | former_relevant | NREQ     | U             | F2
            cat       | 2024-01-10 | 1          | former_relevant | unknown  | 0             | 0
            dan       | 2023-01-10 | 1          | former_relevant | YES      | Z             | F1
            """);

    assertRows(
        build(
                Map.of(
                    CHILD_BIRTH,
                    bornOn("2006-01-15", "amy", "ben", "cat", "dan"),
                    FACT_CARE_LEAVER_CONTACT,
                    contacts))
            .where("birthday_age = 18"),
        """
        child_key | is_in_higher_education | is_in_touch | is_with_former_foster_carer
        amy       | true                   | true        | true
        ben       | false                  | false       | false
        cat       | -                      | -           | -
        dan       | -                      | -           | -
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
  void whoDiedOrReturnedHomeStaysSoUntilALaterContactSaysOtherwise() {
    // Amy went home two years before; nothing near says more. Ben's nearest contact says otherwise,
    // Cat's does not say. Dan's contact says so only after the birthday and is not the nearest.
    // Eve's
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
}
