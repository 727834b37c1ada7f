package kith.batch;

import static kith.testing.TestTables.assertRows;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.marts.LoadedBenchmarks;
import kith.project.Environment;
import kith.simulate.Simulation;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.Environments;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same night, from the extract to the pointer, as County Durham (840), Lincolnshire (925) and
 * Camden (202) in Inner London, beside the publishers' files: only the setting and the pupil
 * numbers differ.
 */
@Tag("long")
@Tag("part-1")
class AnyAuthorityNightTest {

  private static final List<Integer> AUTHORITIES = List.of(840, 925, 202);
  private static final LocalDate NIGHT = LocalDate.of(2026, 6, 30);

  @TempDir private static Path folder;

  private static Lakes lakes;

  @BeforeAll
  static void aNightOfEach() throws IOException {
    // Hadoop keeps the first local file system that it opens: it has to be that of a session.
    SparkTest.spark();
    Path benchmarks = Files.createDirectories(folder.resolve("benchmarks"));
    LoadedBenchmarks.write(benchmarks);
    lakes = new Lakes(folder);
    for (int authority : AUTHORITIES) {
      Path source = folder.resolve("extracts-" + authority);
      new Simulation(Integer.toString(authority), 30, 2, NIGHT, 1, 7, source, false, text -> {})
          .write();
      Environment environment =
          Environments.of(
              authority, folder.resolve(lake(authority)), source, benchmarks, lakes.secret());
      RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);
      assertThat(result.exitCode().code()).as(result.message()).isZero();
    }
  }

  private static String lake(int authority) {
    return "lake-" + authority;
  }

  /** A mart of all three, at the end of one quarter. */
  private static Dataset<Row> mart(TableName table) {
    return AUTHORITIES.stream()
        .map(authority -> lakes.table(lake(authority), table))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .where("as_at = '2026-03-31'");
  }

  @Test
  void everyMartIsOfTheAuthorityOfItsNightAlone() {
    for (TableName table :
        List.of(
            Tables.KPI_QUARTERLY,
            Tables.KPI_PUBLISHED,
            Tables.KPI_COMPARISON,
            Tables.KPI_RANK,
            Tables.KPI_NEIGHBOUR)) {
      for (int authority : AUTHORITIES) {
        assertThat(
                lakes
                    .table(lake(authority), table)
                    .select("authority_code")
                    .distinct()
                    .collectAsList())
            .as("%s of %d", table, authority)
            .singleElement()
            .extracting(row -> row.getInt(0))
            .isEqualTo(authority);
      }
    }
  }

  /** The region of Camden is Inner London: neither London nor Outer London is added to it. */
  @Test
  void eachIsBesideItsOwnRegionAndNeighbours() {
    assertRows(
        mart(Tables.KPI_COMPARISON)
            .where("kpi = 'placement_3plus_pct' and status <> 'not_comparable'"),
        """
        authority_code | kpi                 | comparator | status         | value | neighbours_with_value
        840            | placement_3plus_pct | england    | published      | 10    | -
        840            | placement_3plus_pct | region     | published      | 10    | -
        840            | placement_3plus_pct | neighbours | published      | 10.2  | 10
        925            | placement_3plus_pct | england    | published      | 10    | -
        925            | placement_3plus_pct | region     | published      | 9     | -
        925            | placement_3plus_pct | neighbours | published      | 10.7  | 10
        202            | placement_3plus_pct | england    | published      | 10    | -
        202            | placement_3plus_pct | region     | published      | 10    | -
        202            | placement_3plus_pct | neighbours | published      | 10.7  | 10
        """);
  }

  @Test
  void theFigureOfTheAuthorityIsRankedAmongThoseOfEnglandItsRegionAndItsNeighbours() {
    assertRows(
        mart(Tables.KPI_RANK).where("reading = 'latest' and kpi = 'placement_3plus_pct'"),
        """
        authority_code | among      | value | rank | areas_with_value | areas
        840            | england    | 9     | 40   | 151              | 153
        840            | neighbours | 9     | 3    | 11               | 11
        840            | region     | 9     | 3    | 12               | 12
        925            | england    | 11    | 78   | 151              | 153
        925            | neighbours | 11    | 7    | 11               | 11
        925            | region     | 11    | 6    | 9                | 10
        202            | england    | 10    | 58   | 151              | 153
        202            | neighbours | 10    | 4    | 11               | 11
        202            | region     | 10    | 6    | 14               | 14
        """);
  }

  /**
   * Two tables, each made from the neighbours' figures in its own way, say the same, to the two
   * decimals of a mean. A figure that rounds to zero is a bar of 0 and not in the mean.
   */
  @Test
  void theMeanBesideAFigureIsThatOfTheNeighboursFigures() {
    Dataset<Row> means =
        mart(Tables.KPI_NEIGHBOUR)
            .where("not is_own")
            .groupBy("authority_code", "kpi", "period_end")
            .agg(
                expr("avg(value)").as("mean"),
                expr("count(*)").as("areas"),
                expr("avg(nullif(value, 0))").as("mean_without_zero"),
                expr("count(nullif(value, 0))").as("areas_without_zero"));
    Dataset<Row> compared =
        mart(Tables.KPI_COMPARISON)
            .where("comparator = 'neighbours' and value is not null")
            .join(means, new String[] {"authority_code", "kpi", "period_end"});

    assertThat(compared.count()).isGreaterThan(60);
    assertThat(
            compared
                .where(
                    """
                    not (neighbours_with_value = areas and abs(value - mean) <= 0.005001)
                        and not (neighbours_with_value = areas_without_zero
                            and abs(value - mean_without_zero) <= 0.005001)
                    """)
                .collectAsList())
        .isEmpty();
    assertThat(
            mart(Tables.KPI_NEIGHBOUR)
                .where("kpi = 'placement_3plus_pct'")
                .groupBy("authority_code")
                .agg(expr("count(*)").as("areas"), expr("count_if(is_own)").as("own"))
                .where("areas = 11 and own = 1")
                .count())
        .isEqualTo(AUTHORITIES.size());
  }

  /** The scorecard's columns are those of the comparison. */
  @Test
  void whatIsPublishedHasTheSameFiguresBesideIt() {
    assertRows(
        mart(Tables.KPI_PUBLISHED)
            .where("kpi = 'placement_3plus_pct' and period_type = 'R12' and breakdown is null"),
        """
        authority_code | england | region | neighbours
        840            | 10      | 10     | 10.2
        925            | 10      | 9      | 10.7
        202            | 10      | 10     | 10.7
        """);
  }
}
