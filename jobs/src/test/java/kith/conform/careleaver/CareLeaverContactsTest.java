package kith.conform.careleaver;

import static kith.table.Tables.STG_CARE_LEAVER;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CareLeaverContactsTest {

  @Test
  void aRowRepeatedUnderANewIdIsOneContact() {
    Dataset<Row> rows =
        rows(
            STG_CARE_LEAVER,
            """
            child_key | contact_on | eligibility     | in_touch | accommodation | suitability | activity | source_row
            amy       | 2025-01-10 | former_relevant | YES      | U             | 1           | F2       | leaver:3
            amy       | 2025-01-10 | former_relevant | YES      | U             | 1           | F2       | leaver:1
            amy       | 2024-01-10 | -               | -        | -             | -           | -        | leaver:2
            """);

    assertRows(
        contacts(rows),
        """
        child_key | contact_on | contact_no | eligibility     | in_touch | accommodation | is_suitable | activity | flags | source_rows
        amy       | 2025-01-10 | 1          | former_relevant | YES      | U             | true        | F2       |       | leaver:1+leaver:3
        amy       | 2024-01-10 | 1          | unknown         | unknown  | 0             | -           | unknown  |       | leaver:2
        """);
  }

  @Test
  void contactsOfOneDayThatContradictEachOtherAreKeptTheFullerOneFirst() {
    Dataset<Row> rows =
        rows(
            STG_CARE_LEAVER,
            """
            child_key | contact_on | in_touch | accommodation | suitability | activity
            amy       | 2025-01-10 | YES      | 0             | -           | F2
            amy       | 2025-01-10 | YES      | U             | 2           | F2
            """);

    assertRows(
        contacts(rows),
        """
        contact_on | contact_no | accommodation | is_suitable | flags       | worker_key
        2025-01-10 | 1          | U             | false       | contradicts | -
        2025-01-10 | 2          | 0             | -           | contradicts | -
        """);
  }

  @Test
  void noCurrentEligibilitySaysNothing() {
    Dataset<Row> rows =
        rows(
            STG_CARE_LEAVER,
            """
            child_key | contact_on | eligibility     | in_touch | activity
            amy       | 2025-01-10 | none            | YES      | F2
            amy       | 2025-01-10 | former_relevant | YES      | F2
            """);

    assertRows(
        contacts(rows),
        """
        contact_no | eligibility
        1          | former_relevant
        2          | none
        """);
  }

  @Test
  void whatTheCodesMeanIsKeptBesideThem() {
    Dataset<Row> rows =
        rows(
            STG_CARE_LEAVER,
            """
            child_key | contact_on | eligibility | in_touch | accommodation | suitability | activity
            amy       | 2025-01-10 | relevant    | YES      | Z             | 1           | F2
            ben       | 2025-01-10 | qualifying  | DIED     | G             | 1           | G5
            cat       | 2025-01-10 | none        | RHOM     | 0             | 1           | F3
            dan       | 2025-01-10 | -           | -        | -             | -           | 0
            eli       | 2021-03-31 | eligible    | REFU     | U             | 2           | F3
            """);

    assertRows(
        contacts(rows),
        """
        child_key | is_eligible | is_in_touch | left_because  | is_known_suitable | counts_for_accommodation | is_with_former_foster_carer | is_in_education_employment_or_training
        amy       | true        | true        | -             | true              | true                     | true                        | true
        ben       | false       | false       | died          | true              | false                    | false                       | false
        cat       | -           | false       | returned_home | -                 | true                     | -                           | -
        dan       | -           | -           | -             | -                 | true                     | -                           | -
        eli       | true        | false       | -             | false             | true                     | false                       | true
        """);
  }

  @Test
  void theWorkerAndTheTeamAreKeptAndDoNotMakeAContactTwo() {
    Dataset<Row> rows =
        rows(
            STG_CARE_LEAVER,
            """
            child_key | contact_on | in_touch | worker_key | team_key
            amy       | 2025-01-10 | YES      | wilma      | leaving
            amy       | 2025-01-10 | YES      | -          | -
            ben       | 2025-01-10 | YES      | -          | leaving
            """);

    assertRows(
        contacts(rows),
        """
        child_key | contact_no | worker_key | team_key | source_rows
        amy       | 1          | wilma      | leaving  | row:1+row:2
        ben       | 1          | -          | leaving  | row:3
        """);
  }

  @Test
  void aRowWithoutADayCannotBeDatedAndOneOfTheFutureIsFlagged() {
    Dataset<Row> rows =
        rows(
            STG_CARE_LEAVER,
            """
            child_key | contact_on | in_touch | suitability
            amy       | -          | YES      | 1
            ben       | 2025-04-01 | YES      | unknown
            """);

    assertRows(
        contacts(rows),
        """
        child_key | contact_on | flags               | is_suitable
        ben       | 2025-04-01 | after_business_date | -
        """);
  }

  private static Dataset<Row> contacts(Dataset<Row> rows) {
    return build(
        new CareLeaverContacts(CodeLists.of(Project.home())),
        "2025-03-31",
        Map.of(STG_CARE_LEAVER, rows));
  }
}
