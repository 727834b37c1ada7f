package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kith.benchmark.ReferenceFigures;
import kith.benchmark.ReferenceFigures.Mean;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mart's figure of the neighbours is the expected one, from the publishers' files. */
class NeighbourMeansReproducedTest {

  private static final StructType ASKED =
      StructType.fromDDL(
          "benchmark string, authority_code int, model int, latest_period date, cut_off date");

  @TempDir private static Path folder;
  private static Map<TableName, Dataset<Row>> loaded;

  @BeforeAll
  static void load() throws IOException {
    loaded = LoadedBenchmarks.load(folder);
  }

  @Test
  void everyMeanOfNeighboursWhoseFiguresAreHeldIsReproduced() {
    List<Mean> means = ReferenceFigures.means(LoadedBenchmarks.REFERENCE);
    Set<String> held = new HashSet<>();
    loaded
        .get(Tables.FACT_BENCHMARK)
        .selectExpr("concat_ws('|', kpi, area_code, period_end)")
        .collectAsList()
        .forEach(row -> held.add(row.getString(0)));
    Map<String, List<Row>> neighbours =
        loaded
            .get(Tables.DIM_AUTHORITY)
            .where("neighbour_model is not null")
            .selectExpr(
                "concat_ws('|', neighbour_model, gss_code)", "neighbour_gss_code", "authority_code")
            .collectAsList()
            .stream()
            .collect(Collectors.groupingBy(row -> row.getString(0)));
    List<Row> asked = new ArrayList<>();
    Map<String, Mean> expected = new java.util.HashMap<>();
    int notHeld = 0;
    for (Mean mean : means) {
      List<Row> ten = neighbours.get(mean.model() + "|" + mean.authority());
      assertThat(ten).hasSize(10);
      if (!ten.stream()
          .allMatch(
              row ->
                  held.contains(
                      String.join("|", mean.kpi(), row.getString(1), mean.periodEnd())))) {
        notHeld++;
        continue;
      }
      int authority = ten.get(0).getInt(2);
      expected.put(
          String.join("|", mean.kpi(), String.valueOf(authority), mean.model(), mean.periodEnd()),
          mean);
      asked.add(
          RowFactory.create(
              mean.kpi(),
              authority,
              Integer.valueOf(mean.model()),
              java.sql.Date.valueOf(mean.periodEnd()),
              java.sql.Date.valueOf("2026-06-10")));
    }

    List<Row> found =
        Neighbours.figures(
                SparkTest.spark().createDataFrame(asked, ASKED),
                Neighbours.of(loaded.get(Tables.DIM_AUTHORITY)),
                KpiComparison.held(loaded.get(Tables.FACT_BENCHMARK)),
                "mean")
            .selectExpr(
                "concat_ws('|', benchmark, authority_code, model, latest_period)",
                "neighbours.value",
                "neighbours.neighbours_with_value",
                "neighbours.period_end = latest_period")
            .collectAsList();

    assertThat(found).hasSize(976).hasSize(expected.size());
    assertThat(notHeld).isEqualTo(89);
    List<String> differences = new ArrayList<>();
    for (Row row : found) {
      Mean mean = expected.get(row.getString(0));
      if (row.getDecimal(1).compareTo(mean.value()) != 0) {
        differences.add(row.getString(0) + " " + row.getDecimal(1));
      }
      assertThat(row.getInt(2)).as(mean.toString()).isEqualTo(mean.withValue());
      assertThat(row.getBoolean(3)).as(mean.toString()).isTrue();
    }
    // The Interactive Tool has what a later edition says of Wirral, Sandwell and Wakefield.
    assertThat(differences)
        .containsExactlyInAnyOrder(
            "away_children_pct|840|2025|2023-03-31 1.3800",
            "cl_staying_put_1920_pct|840|2021|2023-03-31 36.6000",
            "cl_staying_put_1920_pct|840|2021|2024-03-31 40.4400");
  }
}
