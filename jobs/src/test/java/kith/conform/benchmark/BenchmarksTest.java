package kith.conform.benchmark;

import static kith.table.Tables.STG_BENCHMARK;
import static kith.table.Tables.STG_STATISTICAL_NEIGHBOUR;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kith.project.Project;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {

  private static final Dataset<Row> PUBLISHED =
      rows(
          STG_BENCHMARK,
          """
          kpi             | geographic_level       | area_code        | period_end | edition | published_on | value | unit     | status
          cla_rate_10k    | National               | E92000001        | 2024-03-31 | 2024    | 2024-11-14   | 70    | rate     | published
          cla_rate_10k    | National               | E92000001        | 2024-03-31 | 2025    | 2025-11-20   | 71    | rate     | published
          cla_rate_10k    | Regional               | E12000001        | 2024-03-31 | 2025    | 2025-11-20   | -     | rate     | suppressed
          cla_rate_10k    | Local authority        | E06000047        | 2023-03-31 | 2025    | 2025-11-20   | 100   | rate     | published
          cla_rate_10k    | Statistical neighbours | SN2025-E06000047 | 2024-03-31 | 2025    | 2025-11-20   | 99.6  | rate     | published
          population_0_17 | Local authority        | E06000047        | 2023-06-30 | mid2024 | 2025-07-30   | 99500 | children | published
          population_0_17 | Local authority        | E06000047        | 2024-06-30 | mid2024 | 2025-07-30   | -     | children | not_available
          """);

  @Test
  void everyEditionIsKeptAndTheLevelsAreNamedPlainly() {
    assertRows(
        build(new Benchmarks(), "2025-12-31", Map.of(STG_BENCHMARK, PUBLISHED))
            .where("kpi = 'cla_rate_10k'"),
        """
        geographic_level | area_code        | edition | published_on | value | status
        England          | E92000001        | 2024    | 2024-11-14   | 70    | published
        England          | E92000001        | 2025    | 2025-11-20   | 71    | published
        region           | E12000001        | 2025    | 2025-11-20   | -     | suppressed
        authority        | E06000047        | 2025    | 2025-11-20   | 100   | published
        neighbours       | SN2025-E06000047 | 2025    | 2025-11-20   | 99.6  | published
        """);
  }

  @Test
  void aSeriesSaysHowFarItReaches() {
    assertRows(
        build(new BenchmarkSeries(), "2025-12-31", Map.of(STG_BENCHMARK, PUBLISHED)),
        """
        kpi             | unit     | first_period_end | last_period_end | editions
        cla_rate_10k    | rate     | 2023-03-31       | 2024-03-31      | 2
        population_0_17 | children | 2023-06-30       | 2024-06-30      | 1
        """);
  }

  /** An edition of 2025 is held, the list has that of 2026. */
  @Test
  void aPublicationSaysWhichEditionIsHeldAndWhenTheNextCameOut(@TempDir Path folder)
      throws IOException {
    Path lists = Files.createDirectories(folder.resolve("conf/benchmarks"));
    Files.writeString(
        lists.resolve("editions.csv"),
        """
        edition,publication,title,first_new_period,newest_period,published_on,confidence
        cla-2024,cla,Looked after,2024-03-31,2024-03-31,2024-11-14,A
        cla-2025,cla,Looked after,2025-03-31,2025-03-31,2025-11-26,A
        cla-2026,cla,Looked after,2026-03-31,2026-03-31,2026-11-19,A
        cla-2027,cla,Looked after,2027-03-31,2027-03-31,2027-11-18,A
        mye-2024,mye,Population,2024-06-30,2024-06-30,2025-07-30,A
        work-2025,work,Workforce,2025-09-30,2025-09-30,2026-03-19,A
        """);
    Dataset<Row> held =
        rows(
            STG_BENCHMARK,
            """
            kpi             | edition
            cla_rate_10k    | cla-2024
            cla_rate_10k    | cla-2025
            cla_rate_10k    | computed-from-latest
            population_0_17 | mye-2024
            """);

    assertRows(
        build(
            new BenchmarkPublications(new Project(folder)),
            "2025-12-31",
            Map.of(STG_BENCHMARK, held)),
        """
        publication | title        | edition  | published_on | next_published_on
        cla         | Looked after | cla-2025 | 2025-11-26   | 2026-11-19
        mye         | Population   | mye-2024 | 2025-07-30   | -
        """);
  }

  @Test
  void aMidYearWithoutAFigureIsNoPopulation() {
    assertRows(
        build(new Populations(), "2025-12-31", Map.of(STG_BENCHMARK, PUBLISHED)),
        """
        area_code | age_band | mid_year_on | population | edition
        E06000047 | 0-17     | 2023-06-30  | 99500      | mid2024
        """);
  }

  @Test
  void anAuthorityHasItsRegionAndTheNeighboursOfEachModel() {
    Dataset<Row> neighbours =
        rows(
            STG_STATISTICAL_NEIGHBOUR,
            """
            model_year | authority_code | neighbour_rank | neighbour_authority_code | neighbour_name
            2021       | 840            | 1              | 384                      | Wakefield
            2025       | 840            | 1              | 876                      | Halton
            """);

    Dataset<Row> authorities =
        build(
            new Authorities(Project.home()),
            "2025-12-31",
            Map.of(STG_STATISTICAL_NEIGHBOUR, neighbours));

    assertRows(
        authorities.where("authority_code in (840, 201)"),
        """
        authority_code | gss_code  | authority_name | region_name  | neighbour_model | model_published_on | neighbour_rank | neighbour_name
        840            | E06000047 | County Durham  | North East   | 2021            | 2021-04-01         | 1              | Wakefield
        840            | E06000047 | County Durham  | North East   | 2025            | 2025-05-01         | 1              | Halton
        201            | E09000001 | City of London | Inner London | -               | -                  | -              | -
        """);
    assertThat(authorities.count()).isGreaterThan(150);
  }
}
