package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kith.project.Parameters;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {

  @TempDir private Path folder;

  private static final String SIX_NEIGHBOURS =
      """
      gss_code  | region_code | neighbour_model | model_published_on | neighbour_rank | neighbour_gss_code
      E06000047 | E12000001   | 2021            | 2021-04-01         | 1              | N1
      E06000047 | E12000001   | 2021            | 2021-04-01         | 2              | N2
      E06000047 | E12000001   | 2021            | 2021-04-01         | 3              | N3
      E06000047 | E12000001   | 2021            | 2021-04-01         | 4              | N4
      E06000047 | E12000001   | 2021            | 2021-04-01         | 5              | N5
      E06000047 | E12000001   | 2021            | 2021-04-01         | 6              | N6
      """;

  private static Dataset<Row> ofNeighbours(String benchmarks) {
    return ofNeighbours(benchmarks, TinyMarts.run());
  }

  private static Dataset<Row> ofNeighbours(String benchmarks, MartRun run) {
    return build(
            new KpiComparison(run),
            "2025-06-10",
            TinyMarts.given(
                Tables.DIM_AUTHORITY,
                SIX_NEIGHBOURS,
                Tables.FACT_BENCHMARK,
                KpiComparisonTest.HEADER + benchmarks))
        .where("comparator = 'neighbours'");
  }

  @Test
  void theNeighboursFigureIsTheMeanOfTheirOwnAndSaysHowManyHaveOne() {
    Dataset<Row> comparison =
        ofNeighbours(
            """
            health_pct | N1 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 50   | published
            health_pct | N2 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 51   | published
            health_pct | N3 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 52   | published
            health_pct | N4 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 53   | published
            health_pct | N5 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 55.125 | published
            health_pct | N6 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -    | suppressed
            health_pct | SN2021-E06000047 | 2024-03-31 | computed-from-latest | 2024-11-14 | 2024-11-14 | 99 | published | 2021 | 9
            """);

    // The mean is 52.225: a half goes to the even hundredth.
    assertRows(
        comparison.where("kpi = 'health_pct' and as_at = '2025-03-31'"),
        """
        period_type | status         | value | edition | period_end | published_on | neighbour_model | neighbours_with_value
        QTR         | published      | 52.22 | e-2024  | 2024-03-31 | 2024-11-14   | 2021            | 5
        R12         | not_comparable | -     | -       | -          | -            | -               | -
        """);
  }

  @Test
  void underFiveNeighboursThereIsNoFigure() {
    Dataset<Row> comparison =
        ofNeighbours(
            """
            health_pct | N1 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 50 | published
            health_pct | N2 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 51 | published
            health_pct | N3 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 52 | published
            health_pct | N4 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 53 | published
            health_pct | N5 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -  | rounds_to_zero
            """);

    assertRows(
        comparison.where("kpi = 'health_pct' and period_type = 'QTR' and as_at >= '2024-09-30'"),
        """
        as_at      | status             | value | neighbours_with_value
        2024-09-30 | too_few | -     | 4
        2024-12-31 | too_few | -     | 4
        2025-03-31 | too_few | -     | 4
        """);
    assertRows(
        comparison.where("kpi = 'health_pct' and period_type = 'QTR' and as_at = '2024-06-30'"),
        """
        status            | value | neighbours_with_value
        not_yet_published | -     | -
        """);
  }

  /** The sixth was abolished on 1 April 2023; none takes its place. */
  @Test
  void anAbolishedNeighbourCountsInThePeriodsOfWhichItHasAFigure() {
    StringBuilder figures = new StringBuilder();
    for (int n = 1; n <= 5; n++) {
      figures.append(
          """
          health_pct | N%1$d | 2023-03-31 | e-2023 | 2023-11-16 | 2023-11-16 | 50 | published
          health_pct | N%1$d | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 60 | published
          """
              .formatted(n));
    }
    Dataset<Row> comparison =
        ofNeighbours(
            figures
                + """
                health_pct | N6 | 2023-03-31 | e-2023 | 2023-11-16 | 2023-11-16 | 80 | published
                health_pct | N6 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -  | not_applicable
                """);

    assertRows(
        comparison
            .where("kpi = 'health_pct' and period_type = 'QTR' and as_at >= '2024-09-30'")
            .where("as_at <> '2024-12-31'"),
        """
        as_at      | period_end | value | neighbours_with_value
        2024-09-30 | 2024-03-31 | 60    | 5
        2025-03-31 | 2024-03-31 | 60    | 5
        """);
    assertRows(
        comparison.where("kpi = 'health_pct' and period_type = 'QTR' and as_at = '2024-06-30'"),
        """
        period_end | value | neighbours_with_value
        2023-03-31 | 55    | 6
        """);
  }

  @Test
  void eachNeighbourIsReadAsKnownAndALaterEditionShows() {
    StringBuilder figures = new StringBuilder();
    for (int n = 1; n <= 4; n++) {
      figures.append(
          """
          health_pct | N%1$d | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 50 | published
          health_pct | N%1$d | 2024-03-31 | e-2025 | 2025-06-05 | 2024-11-14 | 70 | published
          """
              .formatted(n));
    }
    Dataset<Row> comparison =
        ofNeighbours(
            figures
                + """
                health_pct | N5 | 2024-03-31 | e-2025 | 2025-06-05 | 2024-11-14 | 60 | published
                """);

    assertRows(
        comparison.where("kpi = 'health_pct' and period_type = 'QTR' and as_at = '2025-03-31'"),
        """
        status        | value | edition | latest_status | latest_value | latest_edition | latest_neighbours_with_value
        later_edition | 52    | e-2025  | published     | 68           | e-2025         | 5
        """);
  }

  @ParameterizedTest
  @CsvSource({"mean, 53.00", "median, 52.00"})
  void theSettingInTheParametersDecides(String how, String value) throws IOException {
    Path file = folder.resolve("parameters.yaml");
    String shipped =
        Files.readString(TinyMarts.folder().resolve("conf").resolve("parameters.yaml"));
    Files.writeString(file, shipped.replace("neighbour_figure: mean", "neighbour_figure: " + how));
    Dataset<Row> comparison =
        ofNeighbours(
            """
            health_pct | N1 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 50 | published
            health_pct | N2 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 51 | published
            health_pct | N3 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 52 | published
            health_pct | N4 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 54 | published
            health_pct | N5 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 58 | published
            """,
            TinyMarts.run(Optional.empty(), Parameters.read(file)));

    assertThat(
            comparison
                .where("kpi = 'health_pct' and period_type = 'QTR' and as_at = '2025-03-31'")
                .head()
                .<BigDecimal>getAs("value"))
        .isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @CsvSource({"mean, 54.20, 5", "median, 50.00, 5", "weighted, 64.46, 3"})
  void aParameterSaysHowTheNeighboursFigureIsWorkedOut(String how, String value, int withValue) {
    Dataset<Row> held =
        KpiComparison.held(
            TestTables.rows(
                Tables.FACT_BENCHMARK,
                """
                kpi        | area_code | period_end | edition | published_on | first_published_on | value | status    | denominator
                health_pct | N1        | 2024-03-31 | e       | 2024-11-14   | 2024-11-14         | 40    | published | 100
                health_pct | N2        | 2024-03-31 | e       | 2024-11-14   | 2024-11-14         | 50    | published | -
                health_pct | N3        | 2024-03-31 | e       | 2024-11-14   | 2024-11-14         | 52    | published | 0
                health_pct | N4        | 2024-03-31 | e       | 2024-11-14   | 2024-11-14         | 49    | published | 100
                health_pct | N5        | 2024-03-31 | e       | 2024-11-14   | 2024-11-14         | 80    | published | 257
                """));
    Dataset<Row> asked =
        SparkTest.spark()
            .sql(
                "select 840 as authority_code, 2021 as model, 'health_pct' as benchmark,"
                    + " date'2024-12-31' as latest_period, date'2025-03-01' as cut_off");

    Row figure =
        Neighbours.figures(
                asked,
                Neighbours.of(TestTables.rows(Tables.DIM_AUTHORITY, SIX_NEIGHBOURS)),
                held,
                how)
            .select("neighbours.value", "neighbours.neighbours_with_value")
            .head();

    assertThat(figure.getDecimal(0)).isEqualByComparingTo(value);
    assertThat(figure.getInt(1)).isEqualTo(withValue);
  }
}
