package kith.conform.education;

import static kith.table.Tables.STG_EDUCATION_RESULT;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class EducationResultsTest {

  private static Dataset<Row> results(String records) {
    return TestTables.build(
        new EducationResults(),
        "2025-03-31",
        Map.of(STG_EDUCATION_RESULT, rows(STG_EDUCATION_RESULT, records)));
  }

  @Test
  void eachMeasureThatIsKnownIsARow() {
    assertRows(
        results(
            """
            child_key | year_ends_on | sessions_possible | sessions_missed | is_suspended | has_education_health_care_plan | has_reached_key_stage_2 | attainment_8
            amy       | 2024-08-31   | 350               | 0               | false        | true                           | true                    | -
            ben       | 2024-08-31   | -                 | -               | -            | -                              | -                       | 42.5
            """),
        """
        child_key | year_ends_on | measure                    | result | out_of
        amy       | 2024-08-31   | absence                    | 0      | 350
        amy       | 2024-08-31   | suspension                 | 0      | 1
        amy       | 2024-08-31   | education_health_care_plan | 1      | 1
        amy       | 2024-08-31   | key_stage_2                | 1      | 1
        ben       | 2024-08-31   | attainment_8               | 42.5   | 1
        """);
  }

  @Test
  void ofSeveralRecordsOfAYearTheHigherResultCounts() {
    assertRows(
        results(
            """
            child_key | year_ends_on | attainment_8 | source_row
            amy       | 2024-08-31   | 40           | result:1
            amy       | 2024-08-31   | 42.5         | result:2
            amy       | 2023-08-31   | 50           | result:3
            """),
        """
        child_key | year_ends_on | result | source_rows
        amy       | 2024-08-31   | 42.5   | result:1+result:2
        amy       | 2023-08-31   | 50     | result:3
        """);
  }
}
