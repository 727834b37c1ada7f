package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KpiQuarterlyTest {

  /** This many assessments due on a day, the first {@code onTime} of them in time. */
  static Map<TableName, Dataset<Row>> assessments(String method, Object... dueOnTimeAll) {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (int i = 0; i < dueOnTimeAll.length; i += 3) {
      for (int child = 1; child <= (int) dueOnTimeAll[i + 2]; child++) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("child_key", child);
        row.put("due_on", dueOnTimeAll[i]);
        row.put("is_on_time", child <= (int) dueOnTimeAll[i + 1]);
        row.put("method", child == 1 ? method : "recorded");
        cells.add(row);
      }
    }
    Map<TableName, Dataset<Row>> given = TinyMarts.given();
    given.put(
        Tables.FACT_ASSESSMENT, rows(SparkTest.specs().get(Tables.FACT_ASSESSMENT.name()), cells));
    return given;
  }

  static Dataset<Row> health(Map<TableName, Dataset<Row>> given) {
    return TinyMarts.quarterly(given).where("kpi = 'health_pct' and period_type = 'QTR'");
  }

  @Test
  void everyKpiPeriodTypeAndQuarterHasARowAlsoWhenNobodyIsCounted() {
    Dataset<Row> quarterly = TinyMarts.quarterly(TinyMarts.given());

    assertThat(quarterly.count()).isEqualTo(5 * (1 + 1 + 3 + 2 + 1 + 1));
    assertRows(
        quarterly.where("as_at = '2025-03-31'"),
        """
        kpi             | period_type | status        | numerator | denominator | value | low | high | rag  | direction       | simulated | publication_id
        count           | POINT       | ok            | 0         | -           | 0     | 0   | 3.7  | none | not_applicable  | true      | tonight
        rate            | POINT       | not_available | -         | -           | -     | -   | -    | none | not_applicable  | true      | tonight
        start_count     | QTR         | ok            | 0         | -           | 0     | 0   | 3.7  | none | no_clear_change | true      | tonight
        start_count     | YTD         | ok            | 0         | -           | 0     | 0   | 3.7  | none | not_applicable  | true      | tonight
        start_count     | R12         | ok            | 0         | -           | 0     | 0   | 3.7  | none | not_applicable  | true      | tonight
        health_pct      | QTR         | no_cohort     | 0         | 0           | -     | -   | -    | none | not_applicable  | true      | tonight
        health_pct      | R12         | no_cohort     | 0         | 0           | -     | -   | -    | none | not_applicable  | true      | tonight
        cases           | POINT       | no_cohort     | 0         | 0           | -     | -   | -    | none | not_applicable  | true      | tonight
        interview_count | QTR         | not_available | -         | -           | -     | -   | -    | none | not_applicable  | true      | tonight
        """);
  }

  @Test
  void aValueIsRoundedHalfUpOnceFromExactSums() {
    // 1 of 8 is 12.5, 5 of 16 is 31.25 and 1 of 2000 is 0.05: halves go up.
    assertRows(
        health(
                assessments(
                    "recorded",
                    "2024-03-31",
                    1,
                    8,
                    "2024-06-30",
                    5,
                    16,
                    "2024-09-30",
                    1,
                    2000,
                    "2024-12-31",
                    2,
                    3))
            .where("as_at < '2025-01-01'"),
        """
        as_at      | numerator | denominator | value
        2024-03-31 | 1         | 8           | 12.5
        2024-06-30 | 5         | 16          | 31.3
        2024-09-30 | 1         | 2000        | 0.1
        2024-12-31 | 2         | 3           | 66.7
        """);
  }

  @Test
  void theMembersBehindAFigureAreThoseWhoAddAnythingToIt() {
    assertRows(
        TinyMarts.quarterly(
                TinyMarts.given(
                    Tables.FACT_CASELOAD,
                    """
                    worker_key | month_end  | cases | full_time_equivalent
                    ann        | 2024-12-31 | 12    | 0.6
                    bob        | 2024-12-31 | 20    | 0
                    cat        | 2024-12-31 | 0     | 1
                    dan        | 2024-12-31 | 0     | 0
                    """))
            .where("as_at = '2024-12-31' and kpi in ('cases', 'interview_count')"),
        """
        kpi             | numerator | denominator | counted_members
        cases           | 32        | 1.6         | 3
        interview_count | -         | -           | -
        """);
  }

  @Test
  void historyIsInsufficientWhenMoreThanTheShareOfMembersReachBackBeforeIt() {
    assertRows(
        health(assessments("inferred", "2024-12-31", 60, 100, "2025-03-31", 60, 99))
            .where("as_at > '2024-12-01'"),
        """
        as_at      | denominator | status               | value
        2024-12-31 | 100         | ok                   | 60
        2025-03-31 | 99          | insufficient_history | 60.6
        """);
  }

  private static final String POPULATION =
      """
      area_code | age_band | mid_year_on | population | edition  | published_on | first_published_on
      E06000047 | 0-17     | 2023-06-30  | 100000     | mye-2023 | 2024-07-15   | 2024-07-15
      E06000047 | 0-17     | 2023-06-30  | 101000     | mye-2024 | 2025-07-30   | 2024-07-15
      E06000047 | 0-17     | 2024-06-30  | 50000      | mye-2024 | 2025-07-30   | 2025-07-30
      E06000047 | 0-15     | 2023-06-30  | 1          | mye-2023 | 2024-07-15   | 2024-07-15
      E12000001 | 0-17     | 2023-06-30  | 2          | mye-2023 | 2024-07-15   | 2024-07-15
      """;

  private static Dataset<Row> rate(String businessDate) {
    return TinyMarts.quarterly(
            TinyMarts.run(),
            businessDate,
            TinyMarts.given(
                Tables.FACT_CARE_PERIOD,
                """
                child_key | started_on
                1         | 2020-01-01
                2         | 2020-01-01
                """,
                Tables.FACT_POPULATION,
                POPULATION))
        .where("kpi = 'rate'");
  }

  @Test
  void aRateIsProvisionalUntilThePopulationOfItsYearIsOut() {
    // The reporting year to March 2025 uses mid-2024, which came out on 30 July 2025.
    assertRows(
        rate("2025-06-10"),
        """
        as_at      | status      | numerator | denominator | value | population_year
        2024-03-31 | ok          | 2         | 100000      | 0.2   | 2023
        2024-06-30 | provisional | 2         | 100000      | 0.2   | 2023
        2024-09-30 | provisional | 2         | 100000      | 0.2   | 2023
        2024-12-31 | provisional | 2         | 100000      | 0.2   | 2023
        2025-03-31 | provisional | 2         | 100000      | 0.2   | 2023
        """);
  }

  @Test
  void aQuarterIsCountedAgainWhenItsPopulationComesOutAndTheNewestEditionIsUsed() {
    assertRows(
        rate("2025-07-30"),
        """
        as_at      | status      | denominator | value | population_year
        2024-03-31 | ok          | 101000      | 0.2   | 2023
        2024-06-30 | ok          | 50000       | 0.4   | 2024
        2024-09-30 | ok          | 50000       | 0.4   | 2024
        2024-12-31 | ok          | 50000       | 0.4   | 2024
        2025-03-31 | ok          | 50000       | 0.4   | 2024
        2025-06-30 | provisional | 50000       | 0.4   | 2024
        """);
  }

  @Test
  void aRateWithoutAnyPopulationOfItsYearOrBeforeIsNotAvailable() {
    assertRows(
        rate("2024-06-30").where("as_at = '2024-03-31'"),
        """
        status        | numerator | denominator | value | population_year
        not_available | -         | -           | -     | -
        """);
  }

  @Test
  void publishedFiguresStandBesideTheRowTheyAreComparedWith() {
    Map<TableName, Dataset<Row>> given = new HashMap<>(TinyMarts.given());
    given.put(
        Tables.KPI_COMPARISON,
        rows(
            Tables.KPI_COMPARISON,
            """
            kpi   | period_type | as_at      | comparator | value | period_end | status
            count | POINT       | 2025-03-31 | england    | 83630 | 2024-03-31 | published
            count | POINT       | 2025-03-31 | region     | 6110  | 2023-03-31 | later_edition
            count | POINT       | 2025-03-31 | neighbours | -     | 2025-03-31 | not_applicable
            """));

    assertRows(
        TinyMarts.quarterly(given).where("kpi = 'count' and as_at >= '2024-12-31'"),
        """
        as_at      | england | region | neighbours | england_period_end | region_period_end | neighbours_period_end
        2024-12-31 | -       | -      | -          | -                  | -                 | -
        2025-03-31 | 83630   | 6110   | -          | 2024-03-31         | 2023-03-31        | -
        """);
  }

  @Test
  void aBackfillRecalculatesItsQuartersAndKeepsTheOthersUnchanged() {
    Map<TableName, Dataset<Row>> given =
        assessments("recorded", "2024-12-31", 60, 100, "2025-03-31", 90, 100);
    given.put(
        Tables.KPI_QUARTERLY,
        rows(
            Tables.KPI_QUARTERLY,
            """
            kpi        | period_type | as_at      | numerator | denominator | value | status | low  | high | rule_version | business_date | publication_id | rag   | target
            health_pct | QTR         | 2024-09-30 | 20        | 100         | 20    | ok     | 13.3 | 28.9 | 00000001     | 2024-10-02    | then           | red   | 50
            health_pct | QTR         | 2024-12-31 | 30        | 100         | 30    | ok     | 21.9 | 39.6 | 00000001     | 2025-01-02    | then           | red   | 50
            health_pct | QTR         | 2025-03-31 | 58        | 100         | 58    | ok     | 48.2 | 67.2 | 00000001     | 2025-04-02    | then           | green | 50
            old_kpi    | QTR         | 2025-03-31 | 1         | 10          | 10    | ok     | 1    | 20   | 00000002     | 2025-04-02    | then           | none  | -
            """));

    Dataset<Row> quarterly =
        TinyMarts.quarterly(
                TinyMarts.run(TinyMarts.quarters("2024-12-31", "2024-12-31")), "2025-06-10", given)
            .where("kpi = 'old_kpi' or (kpi = 'health_pct' and period_type = 'QTR')");

    assertRows(
        quarterly,
        """
        kpi        | as_at      | value | rag   | previous_quarter | direction       | business_date | publication_id
        health_pct | 2024-09-30 | 20    | red   | -                | not_applicable  | 2024-10-02    | tonight
        health_pct | 2024-12-31 | 60    | green | 20               | better          | 2025-06-10    | tonight
        health_pct | 2025-03-31 | 58    | green | 60               | no_clear_change | 2025-04-02    | tonight
        old_kpi    | 2025-03-31 | 10    | none  | -                | not_applicable  | 2025-04-02    | tonight
        """);
    assertThat(quarterly.where("as_at = '2025-03-31'").select("rule_version").distinct().count())
        .isEqualTo(2);
  }

  /** A version that no table of today explains has its parameters beside it. */
  @Test
  void theValuesOfParametersStandWithTheFigureAndAreKeptByABackfill() {
    Map<TableName, Dataset<Row>> given =
        assessments("recorded", "2024-12-31", 60, 100, "2025-03-31", 90, 100);
    given.put(
        Tables.KPI_QUARTERLY,
        rows(
            Tables.KPI_QUARTERLY,
            """
            kpi        | period_type | as_at      | numerator | denominator | value | status | low  | high | rule_version | parameters | business_date | publication_id | rag  | target
            health_pct | QTR         | 2024-09-30 | 20        | 100         | 20    | ok     | 13.3 | 28.9 | 00000001     | days=28    | 2024-10-02    | then           | none | -
            """));

    assertRows(
        TinyMarts.quarterly(
                TinyMarts.run(TinyMarts.quarters("2024-12-31", "2024-12-31")), "2025-06-10", given)
            .where("kpi = 'health_pct' and period_type = 'QTR' and as_at < '2025-01-01'"),
        """
        as_at      | parameters
        2024-09-30 | days=28
        2024-12-31 | counts_as=1
        """);
  }
}
