package kith.conform.workforce;

import static kith.table.Tables.STG_VACANCY_MONTH;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.Map;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class VacanciesTest {

  private static Dataset<Row> vacancies(String months) {
    return TestTables.build(
        new Vacancies(), "2025-03-31", Map.of(STG_VACANCY_MONTH, rows(STG_VACANCY_MONTH, months)));
  }

  @Test
  void eachTeamAndMonthHasARowPostsOfNoTeamToo() {
    assertRows(
        vacancies(
            """
            team_key | month_end  | vacant_full_time_equivalents | source_row
            north    | 2025-02-28 | 2.5                          | vacancy:1
            north    | 2025-03-31 | 0                            | vacancy:2
            -        | 2025-03-31 | 1                            | vacancy:3
            """),
        """
        team_key | month_end  | vacant_full_time_equivalents | flags | source_rows
        north    | 2025-02-28 | 2.5                          |       | vacancy:1
        north    | 2025-03-31 | 0                            |       | vacancy:2
        -        | 2025-03-31 | 1                            |       | vacancy:3
        """);
  }

  @Test
  void theLatestDayOfAMonthCountsAndIsItsEnd() {
    assertRows(
        vacancies(
            """
            team_key | month_end  | vacant_full_time_equivalents | source_row
            north    | 2025-02-14 | 4                            | vacancy:1
            north    | 2025-02-20 | 3                            | vacancy:2
            """),
        """
        team_key | month_end  | vacant_full_time_equivalents | flags                         | source_rows
        north    | 2025-02-28 | 3                            | not_month_end+several_records | vacancy:1+vacancy:2
        """);
  }

  @Test
  void aMonthThatHasNotEndedIsLeftOut() {
    assertRows(
        vacancies(
            """
            team_key | month_end  | vacant_full_time_equivalents
            north    | 2025-03-31 | -
            north    | 2025-04-30 | 2
            """),
        """
        team_key | month_end  | vacant_full_time_equivalents
        north    | 2025-03-31 | -
        """);
  }
}
