package kith.marts;

import static kith.testing.TestTables.rows;

import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A few small KPIs, one of each unit, and the tables that every build of the marts needs. */
public final class TinyMarts {

  static final String NIGHTS =
      """
      source_system | business_date | history_from | simulated
      ssd           | 2025-06-10    | 2024-02-15   | true
      """;

  static final String AUTHORITY =
      """
      gss_code  | region_code | neighbour_model | model_published_on | neighbour_rank
      E06000047 | E12000001   | 2021            | 2021-04-01         | 1
      E06000047 | E12000001   | 2021            | 2021-04-01         | 2
      E06000047 | E12000001   | 2025            | 2025-05-01         | 1
      """;

  private TinyMarts() {}

  /** The folder that holds them, with {@code sql} and {@code conf}. */
  public static Path folder() {
    try {
      return Path.of(TinyMarts.class.getResource("/kith/marts/tiny").toURI());
    } catch (URISyntaxException cause) {
      throw new IllegalStateException(cause);
    }
  }

  public static KpiDefinitions kpis() {
    return KpiDefinitions.read(folder().resolve("sql").resolve("marts"), SparkTest.specs());
  }

  /** What the tiny source carries when these of its optional tables have rows. */
  static Carried carried(String... tablesWithRows) {
    return Carried.of(
        Project.home(),
        SourceSystem.of(Project.home(), "ssd"),
        Availability.read(folder().resolve("conf").resolve("availability.yaml")),
        Set.of(tablesWithRows));
  }

  static Parameters parameters() {
    return Parameters.read(folder().resolve("conf").resolve("parameters.yaml"));
  }

  /** A run in which the initial health assessments came and the return interviews did not. */
  static MartRun run() {
    return run(Optional.empty());
  }

  static MartRun run(Optional<Quarters> backfill) {
    return run(backfill, parameters());
  }

  /** The same with other parameters. */
  static MartRun run(Optional<Quarters> backfill, Parameters parameters) {
    return new MartRun(
        "tonight",
        kpis(),
        carried("initial_health_assessment"),
        parameters,
        List.of(
            target("health_pct", "2024-04-01", "2025-03-30", "50", "10", "higher"),
            target("health_pct", "2025-03-31", null, "80", "15", "higher"),
            target("cases", "2024-01-01", null, "17", "2", "lower"),
            target("start_count", "2024-01-01", null, "1", "1", "lower")),
        backfill);
  }

  private static Target target(
      String kpi, String from, String to, String value, String margin, String polarity) {
    return new Target(
        kpi,
        LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        new BigDecimal(value),
        new BigDecimal(margin),
        polarity);
  }

  static Optional<Quarters> quarters(String from, String to) {
    return Optional.of(new Quarters(Quarter.parse(from), Quarter.parse(to)));
  }

  /** The nights, the authority, and whatever a test gives by name and text. */
  static Map<TableName, Dataset<Row>> given(Object... tablesAndTexts) {
    Map<TableName, Dataset<Row>> given = new HashMap<>();
    given.put(Tables.SOURCE_NIGHT, rows(Tables.SOURCE_NIGHT, NIGHTS));
    given.put(Tables.DIM_AUTHORITY, rows(Tables.DIM_AUTHORITY, AUTHORITY));
    for (int i = 0; i < tablesAndTexts.length; i += 2) {
      TableName table = (TableName) tablesAndTexts[i];
      given.put(table, rows(table, (String) tablesAndTexts[i + 1]));
    }
    return given;
  }

  /** Builds {@code kpi_quarterly} on 10 June 2025. */
  static Dataset<Row> quarterly(Map<TableName, Dataset<Row>> given) {
    return quarterly(run(), "2025-06-10", given);
  }

  static Dataset<Row> quarterly(
      MartRun run, String businessDate, Map<TableName, Dataset<Row>> given) {
    try (Members members = new Members(run)) {
      return kept(TestTables.build(new KpiQuarterly(run, members), businessDate, given));
    }
  }

  static Dataset<Row> members(MartRun run, Map<TableName, Dataset<Row>> given) {
    try (Members members = new Members(run)) {
      return kept(TestTables.build(new KpiMembers(run, members), "2025-06-10", given));
    }
  }

  static Dataset<Row> build(TableBuild build, Map<TableName, Dataset<Row>> given) {
    return TestTables.build(build, "2025-06-10", given);
  }

  /** The rows as a copy, so that a run's memory can be freed. */
  private static Dataset<Row> kept(Dataset<Row> rows) {
    return SparkTest.spark().createDataFrame(rows.collectAsList(), rows.schema());
  }
}
