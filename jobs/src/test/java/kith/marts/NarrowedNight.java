package kith.marts;

import static org.apache.spark.sql.functions.expr;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The figures of a night that holds a share of the children of another one, as its marts would be:
 * from one night whole, many that differ.
 */
public final class NarrowedNight implements Inputs {

  private static final Set<TableName> FIGURES =
      Set.of(Tables.KPI_MEMBER, Tables.KPI_COMPARISON, Tables.KPI_QUARTERLY);

  private final Inputs whole;
  private final int percent;
  private final Path out;
  private final Map<TableName, Dataset<Row>> made = new TreeMap<>();

  /**
   * @param percent the share of the children, by a hash of their keys
   * @param out an empty folder for the figures
   */
  public NarrowedNight(Inputs whole, int percent, Path out) {
    this.whole = whole;
    this.percent = percent;
    this.out = out;
  }

  /**
   * Works out the figures and what is published of them.
   *
   * @param before what is published of the nights before, the last one at the end
   */
  public Map<TableName, Dataset<Row>> figures(LocalDate businessDate, List<Dataset<Row>> before) {
    Project project = Project.home();
    SourceSystem system = SourceSystem.of(project, "ssd");
    MartRun run =
        new MartRun(
            "night-" + out.getFileName(),
            KpiDefinitions.of(project),
            Carried.everythingOf(project, system),
            Parameters.of(project),
            List.of(),
            Optional.empty());
    try (Marts marts = Marts.of(run)) {
      for (TableBuild build : marts.builds()) {
        if (FIGURES.contains(build.writes())) {
          write(build, businessDate);
        }
      }
    }
    write(new KpiPublished(run, before), businessDate);
    return made;
  }

  private void write(TableBuild build, LocalDate businessDate) {
    String path = out.resolve(build.writes().name()).toString();
    build.build(this, businessDate).coalesce(1).write().parquet(path);
    made.put(build.writes(), spark().read().parquet(path));
  }

  @Override
  public Dataset<Row> table(TableName table) {
    Dataset<Row> own = made.get(table);
    if (own != null) {
      return own;
    }
    Dataset<Row> all = whole.table(table);
    return List.of(all.columns()).contains("child_key")
        ? all.where(expr("pmod(xxhash64(child_key, 31), 100) < " + percent))
        : all;
  }

  @Override
  public SparkSession spark() {
    return Objects.requireNonNull(SparkTest.spark());
  }
}
