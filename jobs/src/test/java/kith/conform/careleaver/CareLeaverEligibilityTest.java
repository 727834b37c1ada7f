package kith.conform.careleaver;

import static kith.conform.careleaver.CareLeaverNight.bornOn;
import static kith.conform.careleaver.CareLeaverNight.build;
import static kith.conform.careleaver.CareLeaverNight.contacts;
import static kith.table.Tables.CHILD_BIRTH;
import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_LEAVER_CONTACT;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_PERSON;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Who is a care leaver at a birthday (section 8); {@link CareLeaverNight} is the night. */
class CareLeaverEligibilityTest {

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
}
