package kith.conform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.Postcode;
import kith.source.SourceCells;
import kith.source.SourceCodes;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.Lake;
import kith.table.TableBuild;
import kith.table.TableBuildStep;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Versions;
import kith.table.Zone;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Staging: the records of every source system in one form. The raw tables of the night are offered
 * to {@code sql/staging/<system>/*.sql} as views with values in the contract's types; the results
 * of all systems are combined. Nothing is stored; what several builds read is kept in memory until
 * the staging is closed.
 */
public final class Staging implements AutoCloseable {

  private final Project project;
  private final TableSpecs specs;
  private final List<SourceSystem> sources;
  private final Lake lake;
  private final Set<TableName> shared;
  private final Map<TableName, Dataset<Row>> kept = new ConcurrentHashMap<>();

  private Staging(
      Project project,
      TableSpecs specs,
      List<SourceSystem> sources,
      Lake lake,
      Set<TableName> shared) {
    this.project = project;
    this.specs = specs;
    this.sources = sources;
    this.lake = lake;
    this.shared = shared;
  }

  /**
   * Opens the raw tables of a night to the staging SQL.
   *
   * @param builds what will read it
   */
  public static Staging open(
      List<TableBuild> builds,
      Project project,
      TableSpecs specs,
      List<SourceSystem> sources,
      Lake lake,
      Versions versions,
      int authorityCode,
      LocalDate businessDate) {
    SourceCodes codes = codes(project, sources, businessDate);
    lake.spark()
        .udf()
        .register("postcode", (UDF1<String, String>) Postcode::normalised, DataTypes.StringType);
    lake.spark()
        .udf()
        .register(
            "postcode_district", (UDF1<String, String>) Postcode::district, DataTypes.StringType);
    for (SourceSystem source : sources) {
      Broadcast<SourceCells> cells =
          new JavaSparkContext(lake.spark().sparkContext())
              .broadcast(new SourceCells(source, codes));
      for (SourceContract contract : source.contracts()) {
        TableName raw = contract.in(Zone.RAW);
        Dataset<Row> night = lake.nights(raw, versions.of(raw), businessDate);
        new TypedRecords(contract, source.columnsRead())
            .of(night, cells, authorityCode, businessDate)
            .createOrReplaceTempView(contract.viewName());
      }
    }
    return new Staging(project, specs, sources, lake, readBySeveral(builds));
  }

  /** The codes of the sources' columns on a date. */
  static SourceCodes codes(Project project, List<SourceSystem> sources, LocalDate businessDate) {
    return SourceCodes.of(
        CodeLists.of(project),
        sources.stream().flatMap(source -> source.contracts().stream()).toList(),
        businessDate);
  }

  private static Set<TableName> readBySeveral(List<TableBuild> builds) {
    Set<TableName> once = new HashSet<>();
    Set<TableName> several = new HashSet<>();
    for (TableBuild build : builds) {
      for (TableName table : new HashSet<>(build.reads())) {
        if (!once.add(table)) {
          several.add(table);
        }
      }
    }
    return several;
  }

  /** The rows of a staging table from every system that has SQL for it. */
  public Dataset<Row> table(TableName table) {
    return shared.contains(table)
        ? kept.computeIfAbsent(table, name -> rows(name).persist(StorageLevel.MEMORY_AND_DISK()))
        : rows(table);
  }

  /** Frees the tables kept in memory. */
  @Override
  public void close() {
    kept.values().forEach(Dataset::unpersist);
    kept.clear();
  }

  /** The file that selects a staging table from a source; not every source has each table. */
  static Path sql(Project project, SourceSystem source, TableName table) {
    return project.sql().resolve("staging").resolve(source.name()).resolve(table.name() + ".sql");
  }

  private Dataset<Row> rows(TableName table) {
    TableSpec spec = specs.get(table.name());
    Dataset<Row> all = null;
    for (SourceSystem source : sources) {
      Path sql = sql(project, source, table);
      if (Files.exists(sql)) {
        Dataset<Row> rows = TableBuildStep.conformed(lake.spark().sql(text(sql)), spec);
        all = all == null ? rows : all.union(rows);
      }
    }
    return all == null ? lake.spark().createDataFrame(List.<Row>of(), spec.schema()) : all;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
