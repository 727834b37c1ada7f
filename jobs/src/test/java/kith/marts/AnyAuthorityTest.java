package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;
import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.Parameters;
import kith.project.Project;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project's KPIs beside the publishers' figures, for every authority that exists, at the end of
 * one quarter.
 */
class AnyAuthorityTest {

  private static final String BUSINESS_DATE = "2026-06-30";

  @TempDir private static Path folder;
  private static Map<TableName, Dataset<Row>> given;
  private static Dataset<Row> comparison;
  private static Dataset<Row> ranks;

  @BeforeAll
  static void compareEveryAuthority() throws IOException {
    given = new HashMap<>(LoadedBenchmarks.load(folder));
    List<Integer> all =
        given
            .get(Tables.DIM_AUTHORITY)
            .where("abolished_on is null")
            .select("authority_code")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getInt(0))
            .toList();
    MartRun run =
        new MartRun(
            "tonight",
            KpiDefinitions.of(Project.home()),
            TinyMarts.carried(),
            Parameters.of(Project.home()),
            List.of(),
            Optional.empty());
    given.put(Tables.SOURCE_NIGHT, nights(all));
    comparison =
        build(new KpiComparison(run), BUSINESS_DATE, given)
            .where("as_at = '2026-03-31' and status <> 'not_comparable'")
            .cache();
    given.put(Tables.SOURCE_NIGHT, nights(List.of(840, 925, 202)));
    ranks = build(new KpiRank(run), BUSINESS_DATE, given).where("as_at = '2026-03-31'").cache();
  }

  private static Dataset<Row> nights(List<Integer> authorities) {
    return rows(
        Tables.SOURCE_NIGHT,
        "authority_code | source_system | business_date | history_from | simulated\n"
            + authorities.stream()
                .map(code -> code + " | ssd | 2026-06-30 | 2026-02-01 | true")
                .collect(Collectors.joining("\n")));
  }

  @AfterAll
  static void free() {
    if (comparison != null) {
      comparison.unpersist();
      ranks.unpersist();
    }
  }

  @Test
  void everyAuthorityIsBesideEnglandItsRegionAndItsNeighbours() {
    assertRows(
        comparison
            .where("kpi = 'cla_rate_10k'")
            .groupBy("comparator", "status", "latest_status", "neighbour_model", "edition")
            .count(),
        """
        comparator | status    | latest_status | neighbour_model | edition  | count
        england    | published | published     | -               | cla-2025 | 153
        region     | published | published     | -               | cla-2025 | 153
        neighbours | published | published     | 2025            | cla-2025 | 153
        """);
  }

  /** Durham, Lincolnshire, Camden in Inner London, and Cumberland, which was part of Cumbria. */
  @Test
  void anyOfThemHasItsOwnRegionAndNeighbours() {
    assertRows(
        comparison.where("kpi = 'placement_3plus_pct' and authority_code in (840, 925, 202, 942)"),
        """
        authority_code | comparator | value | period_end | neighbours_with_value
        840            | england    | 10 | 2025-03-31 | -
        840            | region     | 10    | 2025-03-31 | -
        840            | neighbours | 10.2  | 2025-03-31 | 10
        925            | england    | 10 | 2025-03-31 | -
        925            | region     | 9    | 2025-03-31 | -
        925            | neighbours | 10.7  | 2025-03-31 | 10
        202            | england    | 10 | 2025-03-31 | -
        202            | region     | 10    | 2025-03-31 | -
        202            | neighbours | 10.7  | 2025-03-31 | 10
        942            | england    | 10 | 2025-03-31 | -
        942            | region     | 9    | 2025-03-31 | -
        942            | neighbours | 10.2  | 2025-03-31 | 10
        """);
  }

  /**
   * For how many of the published series a figure is held, and why there is none of the others. A
   * KPI that is compared with none of them changes nothing here.
   */
  @Test
  void theCoverageOfEachIsCounted() {
    assertRows(
        comparison
            .where("authority_code in (840, 925, 202)")
            .where(col("kpi").isin(series()))
            .groupBy("authority_code", "comparator", "status")
            .count(),
        """
        authority_code | comparator | status         | count
        840            | england    | published      | 69
        840            | region     | not_applicable | 1
        840            | region     | published      | 68
        840            | neighbours | not_applicable | 10
        840            | neighbours | published      | 57
        840            | neighbours | too_few        | 2
        925            | england    | published      | 69
        925            | region     | not_applicable | 1
        925            | region     | no_series      | 3
        925            | region     | published      | 65
        925            | neighbours | not_applicable | 10
        925            | neighbours | published      | 53
        925            | neighbours | too_few        | 6
        202            | england    | published      | 69
        202            | region     | not_applicable | 1
        202            | region     | no_series      | 3
        202            | region     | not_available  | 1
        202            | region     | published      | 64
        202            | neighbours | not_applicable | 10
        202            | neighbours | no_series      | 3
        202            | neighbours | published      | 51
        202            | neighbours | too_few        | 5
        """);
  }

  /** Of some series the files hold Durham's region, its neighbours in both models, and England. */
  @Test
  void aSeriesThatTheFilesLackForAnAreaIsNoSeries() {
    assertRows(
        comparison
            .where("authority_code in (840, 202) and comparator <> 'england'")
            .where("kpi in ('cla_out_of_area_pct', 'cla_distance_20plus_pct', 'cla_foster_pct')"),
        """
        kpi                     | authority_code | comparator | status    | latest_status
        cla_out_of_area_pct     | 840            | region     | published | published
        cla_out_of_area_pct     | 840            | neighbours | published | published
        cla_distance_20plus_pct | 840            | region     | published | published
        cla_distance_20plus_pct | 840            | neighbours | published | published
        cla_foster_pct          | 840            | region     | published | published
        cla_foster_pct          | 840            | neighbours | published | published
        cla_out_of_area_pct     | 202            | region     | no_series | no_series
        cla_out_of_area_pct     | 202            | neighbours | no_series | no_series
        cla_distance_20plus_pct | 202            | region     | no_series | no_series
        cla_distance_20plus_pct | 202            | neighbours | no_series | no_series
        cla_foster_pct          | 202            | region     | published | published
        cla_foster_pct          | 202            | neighbours | published | published
        """);
  }

  /** The names of the published series that Kith ships. */
  private static Object[] series() {
    return given.get(Tables.FACT_BENCHMARK).select("kpi").distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .toArray();
  }

  @Test
  void aCountIsBesideEnglandAndTheRegionAlone() {
    assertRows(
        comparison.where("kpi = 'cla_count' and authority_code = 202"),
        """
        comparator | status         | value
        england    | published      | 81770
        region     | published      | 3790
        neighbours | not_applicable | -
        """);
  }

  @Test
  void eachHasItsPlaceAmongTheAuthoritiesWithAFigure() {
    assertRows(
        ranks.where("reading = 'latest' and kpi in ('placement_3plus_pct', 'sw_agency_rate')"),
        """
        authority_code | kpi                 | among      | value | rank | ties | quartile | areas_with_value | areas
        840            | placement_3plus_pct | england    | 9     | 40   | 17   | B        | 151              | 153
        840            | placement_3plus_pct | neighbours | 9     | 3    | 3    | B        | 11               | 11
        840            | placement_3plus_pct | region     | 9     | 3    | 3    | A        | 12               | 12
        925            | placement_3plus_pct | england    | 11    | 78   | 25   | C        | 151              | 153
        925            | placement_3plus_pct | neighbours | 11    | 7    | 1    | C        | 11               | 11
        925            | placement_3plus_pct | region     | 11    | 6    | 0    | C        | 9                | 10
        202            | placement_3plus_pct | england    | 10    | 58   | 19   | B        | 151              | 153
        202            | placement_3plus_pct | neighbours | 10    | 4    | 4    | B        | 11               | 11
        202            | placement_3plus_pct | region     | 10    | 6    | 3    | B        | 14               | 14
        840            | sw_agency_rate      | england    | 8     | 40   | 3    | B        | 147              | 153
        840            | sw_agency_rate      | neighbours | 8     | 4    | 1    | B        | 11               | 11
        840            | sw_agency_rate      | region     | 8     | 6    | 1    | B        | 12               | 12
        925            | sw_agency_rate      | england    | 5.8   | 28   | 1    | A        | 147              | 153
        925            | sw_agency_rate      | neighbours | 5.8   | 5    | 0    | B        | 10               | 11
        925            | sw_agency_rate      | region     | 5.8   | 2    | 0    | A        | 8                | 10
        202            | sw_agency_rate      | england    | 9.4   | 54   | 1    | B        | 147              | 153
        202            | sw_agency_rate      | neighbours | 9.4   | 2    | 0    | A        | 9                | 11
        202            | sw_agency_rate      | region     | 9.4   | 4    | 0    | B        | 12               | 14
        """);
  }

  /** Cumbria, a neighbour of Lincolnshire in the model of 2021, was abolished on 1 April 2023. */
  @Test
  void aNeighbourThatWasAbolishedIsReplacedByNone() {
    Dataset<Row> asked =
        SparkTest.spark()
            .sql(
                """
                select 925 as authority_code, 2021 as model, 'cla_rate_10k' as benchmark,
                    explode(array(date'2023-03-31', date'2024-03-31')) as latest_period,
                    date'2026-06-30' as cut_off
                """);

    assertRows(
        Neighbours.figures(
                asked,
                Neighbours.of(given.get(Tables.DIM_AUTHORITY)),
                KpiComparison.held(given.get(Tables.FACT_BENCHMARK)),
                "mean")
            .select(
                "neighbours.period_end", "neighbours.value", "neighbours.neighbours_with_value"),
        """
        period_end | value | neighbours_with_value
        2023-03-31 | 68.5  | 10
        2024-03-31 | 66.44 | 9
        """);
  }
}
