package kith.conform.placement;

import static kith.table.Tables.STG_FOSTER_HOUSEHOLD;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.project.Project;
import kith.source.CodeLists;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FosterHouseholdsTest {

  private static Dataset<Row> households(String months) {
    return TestTables.build(
        new FosterHouseholds(CodeLists.of(Project.home())),
        "2025-03-31",
        Map.of(STG_FOSTER_HOUSEHOLD, rows(STG_FOSTER_HOUSEHOLD, months)));
  }

  @Test
  void agenciesNeverCountAndFamilyAndFriendsOnlyBefore31March2022() {
    assertRows(
        households(
            """
            household_key | month_end  | kind               | approved_places | filled_places
            hill          | 2025-03-31 | mainstream         | 3               | 2
            lake          | 2025-03-31 | agency             | 2               | 2
            moor          | 2022-02-28 | family_and_friends | 1               | 1
            moor          | 2022-03-31 | family_and_friends | 1               | 1
            """),
        """
        household_key | month_end | is_counted | approved_places | flags | filled_places
        hill | 2025-03-31 | true | 3 |    | 2
        lake | 2025-03-31 | false | 2 |    | 2
        moor | 2022-02-28 | true | 1 |    | 1
        moor | 2022-03-31 | false | 1 |    | 1
        """);
  }

  @Test
  void anUnknownKindCountsAndIsFlaggedAsAreMorePlacesThanApproved() {
    assertRows(
        households(
            """
            household_key | month_end  | kind       | approved_places | filled_places
            hill          | 2025-03-31 | -          | 3               | -
            lake          | 2025-03-31 | mainstream | 1               | 2
            """),
        """
        household_key | kind | is_counted | flags | filled_places
        hill | unknown | true | kind_unknown | -
        lake | mainstream | true | more_than_approved | 2
        """);
  }

  @Test
  void theLatestDayOfAMonthCountsAndAMonthThatHasNotEndedDoesNot() {
    assertRows(
        households(
            """
            household_key | month_end  | kind       | approved_places | filled_places | source_row
            hill          | 2025-03-10 | mainstream | 3               | 3             | household:1
            hill          | 2025-03-20 | mainstream | 3               | 1             | household:2
            hill          | 2025-04-30 | mainstream | 3               | 3             | household:3
            """),
        """
        household_key | month_end  | filled_places | flags                         | source_rows
        hill          | 2025-03-31 | 1             | not_month_end+several_records | household:1+household:2
        """);
  }
}
