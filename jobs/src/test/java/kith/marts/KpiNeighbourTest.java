package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static org.assertj.core.api.Assertions.assertThat;

import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KpiNeighbourTest {

  private static final String HEADER =
      "kpi | area_code | period_end | edition | published_on | first_published_on | value | status\n";

  /** Durham with four neighbours; Far is none of them, Old was abolished in April 2023. */
  private static final String AUTHORITIES =
      """
      authority_code | authority_name | gss_code  | region_code | neighbour_model | neighbour_rank | neighbour_gss_code | created_on | abolished_on
      840            | Durham         | E06000047 | NE          | 2021            | 1              | N1                 | -          | -
      840            | Durham         | E06000047 | NE          | 2021            | 2              | N2                 | -          | -
      840            | Durham         | E06000047 | NE          | 2021            | 3              | N3                 | -          | -
      840            | Durham         | E06000047 | NE          | 2021            | 4              | Old                | -          | -
      1              | First          | N1        | NE          | -               | -              | -                  | -          | -
      2              | Second         | N2        | NE          | -               | -              | -                  | -          | -
      3              | Third          | N3        | NW          | -               | -              | -                  | -          | -
      5              | Old            | Old       | NW          | -               | -              | -                  | -          | 2023-04-01
      7              | Far            | Far       | SW          | -               | -              | -                  | -          | -
      """;

  private static Dataset<Row> neighbours(MartRun run, String benchmarks) {
    return build(
        new KpiNeighbour(run),
        "2025-06-10",
        TinyMarts.given(
            Tables.DIM_AUTHORITY, AUTHORITIES, Tables.FACT_BENCHMARK, HEADER + benchmarks));
  }

  private static final String OF_2024 =
      """
      health_pct | E06000047 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 90 | published
      health_pct | N1        | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 95 | published
      health_pct | N1        | 2023-03-31 | e-2023 | 2023-11-14 | 2023-11-14 | 55 | published
      health_pct | N2        | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -  | suppressed
      health_pct | N3        | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -  | rounds_to_zero
      health_pct | Old       | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 70 | published
      health_pct | Far       | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 80 | published
      health_pct | E92000001 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 97 | published
      """;

  private static final String SHOWN =
      """
      kpi        | period_type | area_code | area_name | is_own | value | period_end | neighbour_model
      health_pct | QTR         | E06000047 | Durham    | true   | 90    | 2024-03-31 | 2021
      health_pct | QTR         | N1        | First     | false  | 95    | 2024-03-31 | 2021
      health_pct | QTR         | N3        | Third     | false  | 0     | 2024-03-31 | 2021
      """;

  @Test
  void theAuthorityAndItsNeighboursHaveTheirFiguresOfOnePeriod() {
    assertRows(
        neighbours(TinyMarts.run(), OF_2024).where("kpi = 'health_pct' and as_at = '2025-03-31'"),
        SHOWN);
  }

  @Test
  void withoutAFigureOfTheAuthorityThereIsNoPeriodAndNoRow() {
    String others =
        OF_2024
            .lines()
            .filter(line -> !line.contains("E06000047"))
            .reduce("", (all, line) -> all + line + "\n");

    assertThat(neighbours(TinyMarts.run(), others).count()).isZero();
  }

  @Test
  void aBackfillMakesAllQuartersAgain() {
    Dataset<Row> all = neighbours(TinyMarts.run(), OF_2024);
    Dataset<Row> backfilled =
        neighbours(TinyMarts.run(TinyMarts.quarters("2024-12-31", "2024-12-31")), OF_2024);

    assertRows(backfilled.where("kpi = 'health_pct' and as_at = '2025-03-31'"), SHOWN);
    assertThat(backfilled.count()).isEqualTo(all.count());
  }
}
