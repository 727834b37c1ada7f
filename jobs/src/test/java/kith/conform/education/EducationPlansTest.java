package kith.conform.education;

import static kith.table.Tables.STG_EDUCATION_PLAN;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.testing.TestTables;
import org.junit.jupiter.api.Test;

class EducationPlansTest {

  @Test
  void eachDayIsOneRowWithoutPlannedDaysAndRecordsWithoutADay() {
    assertRows(
        TestTables.build(
            new EducationPlans(),
            "2025-03-31",
            Map.of(
                STG_EDUCATION_PLAN,
                rows(
                    STG_EDUCATION_PLAN,
                    """
                    child_key | reviewed_on | source_row
                    amy       | 2024-09-20  | plan:1
                    amy       | 2024-09-20  | plan:2
                    amy       | 2025-03-31  | plan:3
                    amy       | 2025-04-01  | plan:4
                    ben       | -           | plan:5
                    """))),
        """
        child_key | reviewed_on | source_rows
        amy       | 2024-09-20  | plan:1+plan:2
        amy       | 2025-03-31  | plan:3
        """);
  }
}
