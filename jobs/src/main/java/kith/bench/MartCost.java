package kith.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kith.lake.DeltaLake;
import kith.lake.Sessions;
import kith.marts.KpiDefinitions;
import kith.marts.MartRun;
import kith.marts.Marts;
import kith.marts.Target;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What all figures with their breakdowns cost beside the totals of the KPIs that the Panel reads:
 * members, exact figures, comparison, rank, flow and what is published of them, worked out from the
 * facts of a lake and written to a folder.
 */
public final class MartCost implements Inputs {

  /** Detail marts and the dictionary of KPIs are the same for totals and for all figures. */
  private static final Set<TableName> MEASURED =
      Set.of(
          Tables.KPI_MEMBER,
          Tables.KPI_COMPARISON,
          Tables.KPI_RANK,
          Tables.KPI_NEIGHBOUR,
          Tables.KPI_QUARTERLY,
          Tables.KPI_FLOW,
          Tables.KPI_PUBLISHED);

  private final Project project;
  private final SourceSystem system;
  private final Map<String, Long> tables;
  private final LocalDate businessDate;
  private final SparkSession spark = Sessions.open("local[*]", Map.of());
  private final DeltaLake lake;
  private final Path out;
  private final Set<TableName> written = new HashSet<>();

  /**
   * The cost in a lake.
   *
   * @param system whose records it holds
   * @param tables versions by qualified name, such as {@code warehouse.fact_placement}
   * @param out an empty folder for the marts: they hold keys of children
   */
  public MartCost(
      Project project,
      SourceSystem system,
      Map<String, Long> tables,
      Path lake,
      LocalDate businessDate,
      Path out) {
    this.project = project;
    this.system = system;
    this.tables = tables;
    this.lake = new DeltaLake(spark, lake.toString());
    this.businessDate = businessDate;
    this.out = out;
  }

  /**
   * Seconds of one run. A process measures one: the marts of a night have a process of their own,
   * in which nothing is compiled yet.
   *
   * @param panelTotals the totals of the Panel's KPIs alone, instead of all figures
   */
  public double seconds(boolean panelTotals) {
    KpiDefinitions all = KpiDefinitions.of(project);
    KpiDefinitions kpis = panelTotals ? all.totalsForThePanel() : all;
    long started = System.nanoTime();
    MartRun run =
        new MartRun(
            "bench",
            kpis,
            // With everything at hand, no KPI costs nothing because it is not available.
            Carried.everythingOf(project, system),
            Parameters.of(project),
            Target.of(project),
            Optional.empty());
    try (Marts marts = Marts.of(run)) {
      for (TableBuild build : marts.builds()) {
        if (MEASURED.contains(build.writes())) {
          build.build(this, businessDate).write().parquet(path(build.writes()));
          written.add(build.writes());
        }
      }
    }
    return (System.nanoTime() - started) / 1e9;
  }

  @Override
  public Dataset<Row> table(TableName table) {
    if (written.contains(table)) {
      return spark.read().parquet(path(table));
    }
    return lake.read(table, Objects.requireNonNull(tables.get(table.qualified())));
  }

  private String path(TableName table) {
    return out.resolve(table.name()).toString();
  }

  @Override
  public SparkSession spark() {
    return spark;
  }
}
