package kith.conform.education;

import static kith.table.Tables.STG_SCHOOL_ENROLMENT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SchoolEnrolmentsTest {

  private static Dataset<Row> enrolments(String records) {
    return TestTables.build(
        new SchoolEnrolments(CodeLists.of(Project.home())),
        "2025-03-31",
        Map.of(STG_SCHOOL_ENROLMENT, rows(STG_SCHOOL_ENROLMENT, records)));
  }

  @Test
  void anotherSchoolAndNoSchoolBeforeAreChanges() {
    assertRows(
        enrolments(
            """
            child_key | school_urn | status | started_on | last_day_on
            amy       | 114001     | C      | 2022-09-02 | 2024-11-01
            amy       | 114002     | C      | 2024-11-04 | -
            """),
        """
        child_key | school_urn | started_on | ended_on | is_main | flags | is_change
        amy | 114001 | 2022-09-02 | 2024-11-02 | true |    | true
        amy | 114002 | 2024-11-04 | - | true |    | true
        """);
  }

  /** Over a weekend with a bank holiday seven days lie between; eight are time out of school. */
  @Test
  void backAtTheSameSchoolWithinSevenDaysIsNoChange() {
    assertRows(
        enrolments(
            """
            child_key | school_urn | status | started_on | last_day_on
            amy       | 114001     | C      | 2022-09-02 | 2024-11-03
            amy       | 114001     | C      | 2024-11-11 | -
            ben       | 114001     | C      | 2022-09-02 | 2024-11-02
            ben       | 114001     | C      | 2024-11-11 | -
            """),
        """
        child_key | started_on | is_change
        amy       | 2022-09-02 | true
        amy       | 2024-11-11 | false
        ben       | 2022-09-02 | true
        ben       | 2024-11-11 | true
        """);
  }

  @Test
  void aSubsidiarySchoolIsNotTheMainOneAndNoSchoolToComeBackTo() {
    assertRows(
        enrolments(
            """
            child_key | school_urn | status | started_on | last_day_on
            amy       | 114001     | M      | 2022-09-02 | -
            amy       | 114002     | S      | 2024-10-07 | 2024-11-01
            amy       | 114002     | C      | 2024-11-04 | -
            ben       | 114001     | -      | 2022-09-02 | -
            """),
        """
        child_key | school_urn | started_on | is_main | flags | is_change
        amy | 114001 | 2022-09-02 | true |    | true
        amy | 114002 | 2024-10-07 | false |    | true
        amy | 114002 | 2024-11-04 | true |    | true
        ben | 114001 | 2022-09-02 | true | status_unknown | true
        """);
  }

  @Test
  void anEndAheadIsNotYetAndWhatStartsAheadOrEndsBeforeItStartsIsLeftOut() {
    assertRows(
        enrolments(
            """
            child_key | school_urn | status | started_on | last_day_on
            amy       | 114001     | C      | 2022-09-02 | 2025-07-18
            ben       | 114001     | C      | 2025-04-28 | -
            cal       | 114001     | C      | 2024-09-02 | 2024-09-01
            dan       | 114001     | C      | 2024-09-02 | 2024-09-02
            """),
        """
        child_key | ended_on
        amy       | -
        dan       | 2024-09-03
        """);
  }

  @Test
  void recordsOfOneEnrolmentAreOneWhichEndsWithTheLastOfThem() {
    assertRows(
        enrolments(
            """
            child_key | school_urn | status | started_on | last_day_on | source_row
            amy       | 114001     | C      | 2022-09-02 | 2024-11-01  | enrolment:1
            amy       | 114001     | C      | 2022-09-02 | 2024-12-01  | enrolment:2
            """),
        """
        child_key | ended_on   | flags           | source_rows
        amy       | 2024-12-02 | several_records | enrolment:1+enrolment:2
        """);
  }
}
