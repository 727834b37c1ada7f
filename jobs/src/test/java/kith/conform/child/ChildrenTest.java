package kith.conform.child;

import static kith.table.Tables.STG_DISABILITY;
import static kith.table.Tables.STG_IMMIGRATION_STATUS;
import static kith.table.Tables.STG_PERSON;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.conform.CodeDimension;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ChildrenTest {

  private static final CodeLists CODES = CodeLists.of(Project.home());

  @Test
  void codesAreWordedAndOnlyTheBirthMonthIsKept() {
    Dataset<Row> people =
        rows(
            STG_PERSON,
            """
            child_key | birth_on   | sex | ethnicity | died_on
            amy       | 2012-02-29 | F   | MWBC      | -
            ben       | 2009-11-30 | I   | REFU      | 2024-01-05
            cat       | -          | -   | -         | -
            """);

    assertRows(
        children(Map.of(STG_PERSON, people)),
        """
        child_key | valid_from | valid_to | is_current | birth_month | sex           | ethnicity | ethnic_group | has_died
        amy       | 1900-01-01 | -        | true       | 2012-02-01  | female        | MWBC      | Mixed        | false
        ben       | 1900-01-01 | 2024-01-05 | false    | 2009-11-01  | indeterminate | REFU      | Unknown      | false
        ben       | 2024-01-05 | -        | true       | 2009-11-01  | indeterminate | REFU      | Unknown      | true
        cat       | 1900-01-01 | -        | true       | -           | unknown       | unknown   | Unknown      | false
        """);
  }

  @Test
  void aDisabilityIsAnythingButNone() {
    Dataset<Row> disabilities =
        rows(
            STG_DISABILITY,
            """
            child_key | disability
            amy       | NONE
            ben       | AUT
            ben       | LD
            """);

    assertRows(
        children(Map.of(STG_PERSON, people(), STG_DISABILITY, disabilities)),
        """
        child_key | is_disabled
        amy       | false
        ben       | true
        """);
  }

  @Test
  void anUnaccompaniedChildIsOneUntilTheNextStatusOrThe18thBirthday() {
    Dataset<Row> people =
        rows(
            STG_PERSON,
            """
            child_key | birth_on
            amy       | 2010-02-01
            ben       | 2006-02-01
            cat       | 2010-02-01
            dan       | 2010-02-01
            eli       | 2010-02-01
            """);
    Dataset<Row> statuses =
        rows(
            STG_IMMIGRATION_STATUS,
            """
            child_key | immigration_status  | started_on | ended_on
            amy       | unaccompanied_child | 2021-03-01 | 2023-04-01
            amy       | refugee             | 2023-04-01 | -
            ben       | unaccompanied_child | 2021-03-01 | -
            cat       | unaccompanied_child | 2021-03-01 | -
            cat       | refugee             | 2022-06-01 | -
            dan       | refugee             | 2020-01-01 | -
            eli       | unaccompanied_child | -          | 2026-01-01
            """);

    // Ben was 18 in 2024. Nobody ended Cat's first status. Eli's ends after the business date.
    assertRows(
        children(Map.of(STG_PERSON, people, STG_IMMIGRATION_STATUS, statuses)),
        """
        child_key | valid_from | valid_to   | is_current | is_unaccompanied_asylum_seeking
        amy       | 1900-01-01 | 2021-03-01 | false      | false
        amy       | 2021-03-01 | 2023-04-01 | false      | true
        amy       | 2023-04-01 | -          | true       | false
        ben       | 1900-01-01 | 2021-03-01 | false      | false
        ben       | 2021-03-01 | 2024-02-01 | false      | true
        ben       | 2024-02-01 | -          | true       | false
        cat       | 1900-01-01 | 2021-03-01 | false      | false
        cat       | 2021-03-01 | 2022-06-01 | false      | true
        cat       | 2022-06-01 | -          | true       | false
        dan       | 1900-01-01 | -          | true       | false
        eli       | 1900-01-01 | -          | true       | true
        """);
  }

  @Test
  void aDecisionOnTheDayOnWhichTheStatusBeginsEndsIt() {
    Dataset<Row> statuses =
        rows(
            STG_IMMIGRATION_STATUS,
            """
            child_key | immigration_status  | started_on | ended_on
            amy       | unaccompanied_child | 2021-03-01 | -
            amy       | refugee             | 2021-03-01 | -
            ben       | unaccompanied_child | -          | -
            ben       | refugee             | -          | -
            """);

    // It is unknown which of Ben's two came first.
    assertRows(
        children(Map.of(STG_PERSON, people(), STG_IMMIGRATION_STATUS, statuses)),
        """
        child_key | valid_from | valid_to | is_unaccompanied_asylum_seeking
        amy       | 1900-01-01 | -        | false
        ben       | 1900-01-01 | -        | true
        """);
  }

  @Test
  void aRecordThatChangesNothingMakesNoVersion() {
    Dataset<Row> statuses =
        rows(
            STG_IMMIGRATION_STATUS,
            """
            child_key | immigration_status  | started_on | ended_on
            amy       | unaccompanied_child | 2021-03-01 | 2022-03-01
            amy       | unaccompanied_child | 2022-03-01 | -
            """);

    assertRows(
        children(Map.of(STG_PERSON, people(), STG_IMMIGRATION_STATUS, statuses)),
        """
        child_key | valid_from | valid_to   | is_unaccompanied_asylum_seeking
        amy       | 1900-01-01 | 2021-03-01 | false
        amy       | 2021-03-01 | -          | true
        ben       | 1900-01-01 | -          | false
        """);
  }

  @Test
  void onlyPeopleWithABirthDateHaveABirth() {
    Dataset<Row> people =
        rows(
            STG_PERSON,
            """
            child_key | birth_on   | birth_estimated
            amy       | 2012-02-29 | false
            ben       | 2025-06-01 | true
            cat       | -          | false
            """);

    assertRows(
        build(new Births(), "2025-03-31", Map.of(STG_PERSON, people)),
        """
        child_key | birth_on   | birth_estimated
        amy       | 2012-02-29 | false
        ben       | 2025-06-01 | true
        """);
  }

  @Test
  void everyPlacementTypeHasItsGroup() {
    Dataset<Row> types = build(CodeDimension.ofPlacementTypes(CODES), "2025-03-31", Map.of());

    assertRows(
        types.where(
            """
            placement_type in ('U2', 'U4', 'A3', 'P1', 'P2', 'K2', 'T3', 'H5', 'F1', 'Q1', 'A1',
                'unknown')
            """),
        """
        placement_type | placement_group          | is_kinship | is_temporary | is_foster_to_adopt | is_long_term_foster | valid_to   | group_valid_to
        U2             | foster                   | true       | false        | true               | false               | -          | -
        U4             | foster                   | false      | false        | false              | true                | -          | -
        A3             | adoption                 | false      | false        | false              | false               | -          | -
        F1             | other                    | false      | false        | false              | false               | 2014-03-31 | -
        Q1             | other                    | false      | false        | false              | false               | 2014-03-31 | -
        A1             | other                    | false      | false        | false              | false               | -          | -
        P1             | parent                   | false      | false        | false              | false               | -          | -
        P2             | supported_accommodation  | false      | false        | false              | false               | 2023-10-27 | 2023-10-27
        K2             | secure_or_childrens_home | false      | false        | false              | false               | -          | -
        T3             | temporary                | false      | true         | false              | false               | -          | -
        H5             | supported_accommodation  | false      | false        | false              | false               | 2024-03-31 | -
        unknown        | unknown                  | false      | false        | false              | false               | -          | -
        """);
  }

  @Test
  void shortBreaksAreLegalStatusCodesV3AndV4() {
    Dataset<Row> statuses = build(CodeDimension.ofLegalStatuses(CODES), "2025-03-31", Map.of());

    assertRows(
        statuses.where("is_short_break or legal_status in ('C2', 'V2', 'unknown')"),
        """
        legal_status | family      | is_short_break
        C2           | care_order  | false
        V2           | voluntary   | false
        V3           | short_break | true
        V4           | short_break | true
        unknown      | unknown     | false
        """);
  }

  @Test
  void aReasonSaysWhatBecameOfTheChildAndWhetherGuardiansAreFamilyOrFriends() {
    Dataset<Row> reasons = build(CodeDimension.ofEndReasons(CODES), "2025-03-31", Map.of());

    assertRows(
        reasons.where(
            """
            outcome in ('special_guardianship', 'home', 'adoption')
                or end_reason in ('X1', 'E1', 'unknown')
            """),
        """
        end_reason | is_end_of_care | outcome              | is_kinship | is_planned | valid_from | valid_to
        X1         | false          | continues            | -          | -          | -          | -
        E1         | true           | adoption_older_code  | -          | -          | -          | -
        E11        | true           | adoption             | -          | -          | -          | -
        E12        | true           | adoption             | -          | -          | -          | -
        E4A        | true           | home                 | -          | true       | -          | -
        E4B        | true           | home                 | -          | false      | -          | -
        E43        | true           | special_guardianship | -          | -          | -          | 2018-03-31
        E44        | true           | special_guardianship | -          | -          | -          | 2018-03-31
        E45        | true           | special_guardianship | true       | -          | 2018-04-01 | -
        E46        | true           | special_guardianship | false      | -          | 2018-04-01 | -
        E47        | true           | special_guardianship | true       | -          | 2018-04-01 | -
        E48        | true           | special_guardianship | false      | -          | 2018-04-01 | -
        unknown    | true           | unknown              | -          | -          | -          | -
        """);
  }

  private static Dataset<Row> people() {
    return rows(
        STG_PERSON,
        """
        child_key
        amy
        ben
        """);
  }

  private static Dataset<Row> children(Map<TableName, Dataset<Row>> given) {
    return build(new Children(CODES), "2025-03-31", given);
  }
}
