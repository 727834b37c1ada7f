package kith.conform.care;

import static kith.table.Tables.STG_CARE_PLAN;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CarePlansTest {

  private static Dataset<Row> plans(String plans) {
    return TestTables.build(
        new CarePlans(), "2025-03-31", Map.of(STG_CARE_PLAN, rows(STG_CARE_PLAN, plans)));
  }

  @Test
  void eachNewVersionIsAPlanOfItsOwn() {
    assertRows(
        plans(
            """
            child_key | started_on | ended_on   | source_row
            amy       | 2024-01-10 | 2024-06-01 | care_plan:1
            amy       | 2024-06-01 | -          | care_plan:2
            ben       | 2024-06-01 | -          | care_plan:3
            """),
        """
        child_key | started_on | ended_on   | flags | source_rows
        amy       | 2024-01-10 | 2024-06-01 |       | care_plan:1
        amy       | 2024-06-01 | -          |       | care_plan:2
        ben       | 2024-06-01 | -          |       | care_plan:3
        """);
  }

  @Test
  void plansThatBeginOnOneDayAreOneAndLastUntilTheLastOfThemEnds() {
    assertRows(
        plans(
            """
            child_key | started_on | ended_on   | source_row
            amy       | 2024-06-01 | 2024-07-01 | care_plan:1
            amy       | 2024-06-01 | 2024-09-01 | care_plan:2
            ben       | 2024-06-01 | 2024-07-01 | care_plan:3
            ben       | 2024-06-01 | -          | care_plan:4
            """),
        """
        child_key | ended_on   | flags           | source_rows
        amy       | 2024-09-01 | several_records | care_plan:1+care_plan:2
        ben       | -          | several_records | care_plan:3+care_plan:4
        """);
  }

  @Test
  void aPlanWithoutAFirstDayOfNoDayOrOfTomorrowIsLeftOut() {
    assertRows(
        plans(
            """
            child_key | started_on | ended_on
            amy       | -          | 2024-07-01
            ben       | 2024-06-01 | 2024-06-01
            cat       | 2025-04-01 | -
            dan       | 2025-03-31 | -
            """),
        """
        child_key | started_on
        dan       | 2025-03-31
        """);
  }

  @Test
  void anEndThatCannotBeReadIsFlagged() {
    assertRows(
        plans(
            """
            child_key | started_on | ended_on | end_unreadable
            amy       | 2024-06-01 | -        | true
            """),
        """
        child_key | ended_on | flags
        amy       | -        | end_unreadable
        """);
  }
}
