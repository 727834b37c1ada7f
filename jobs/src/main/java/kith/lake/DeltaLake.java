package kith.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.InternalScanFileUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.table.FileMark;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Written;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The lake's tables as Delta tables, one folder per zone and table. No deletion vectors and no
 * column mapping; no column statistics: they could tell who a child is (promise 7), and no table is
 * large enough to gain from them.
 */
public final class DeltaLake implements Lake {

  private static final String KEPT = "interval 3650 days";

  private static final String COLUMN_MAPPING = "delta.columnMapping.mode";

  private final SparkSession spark;
  private final String root;
  private final Engine engine;
  private final TableFiles files;
  private final Map<String, Dataset<Row>> opened = new ConcurrentHashMap<>();

  /** The lake below a root folder, on any file system that Spark reaches. */
  public DeltaLake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = root;
    this.files = new TableFiles(java.nio.file.Path.of(root));
    this.engine = DefaultEngine.create(spark.sessionState().newHadoopConf());
  }

  @Override
  public Written replace(TableName table, Dataset<Row> rows) {
    Observation counted = new Observation();
    writer(rows.observe(counted, functions.count(lit(1)).as("rows")))
        .mode(mode(table))
        .option("overwriteSchema", "true")
        .save(path(table));
    return written(table, rows(counted));
  }

  @Override
  public Written replaceNight(TableName table, LocalDate night, Dataset<Row> rows) {
    Observation counted = new Observation();
    SaveMode mode = mode(table);
    DataFrameWriter<Row> writer =
        writer(
                rows.withColumn("business_date", lit(java.sql.Date.valueOf(night)))
                    .observe(counted, functions.count(lit(1)).as("rows")))
            .mode(mode)
            .partitionBy("business_date")
            .option("mergeSchema", "true");
    if (mode == SaveMode.Overwrite) {
      writer = writer.option("replaceWhere", "business_date = date'" + night + "'");
    }
    writer.save(path(table));
    return written(table, rows(counted));
  }

  /** A table that is not there yet has no files to look for and to replace. */
  private SaveMode mode(TableName table) {
    return version(table) < 0 ? SaveMode.Append : SaveMode.Overwrite;
  }

  private Written written(TableName table, long rows) {
    long version = version(table);
    return new Written(table, version, rows, files.committed(table, version));
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
    return rows.write()
        .format("delta")
        .options(
            Map.of(
                "delta.enableDeletionVectors",
                "false",
                COLUMN_MAPPING,
                "none",
                "delta.dataSkippingNumIndexedCols",
                "0",
                "delta.logRetentionDuration",
                KEPT,
                "delta.deletedFileRetentionDuration",
                KEPT));
  }

  private static long rows(Observation counted) {
    try {
      return (Long) counted.getAsJava().get("rows");
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rows were counted");
    }
  }

  @Override
  public Dataset<Row> read(TableName table, long version) {
    return opened.computeIfAbsent(
        table.qualified() + "@" + version,
        name -> {
          Snapshot snapshot = snapshot(table, version);
          // A table kept by night has files of years: Delta's own reader finds those it needs.
          return snapshot.getPartitionColumnNames().isEmpty()
              ? rows(table, snapshot, night -> true)
              : spark.read().format("delta").option("versionAsOf", version).load(path(table));
        });
  }

  @Override
  public Dataset<Row> nights(TableName table, long version, LocalDate... nights) {
    Set<String> wanted = Arrays.stream(nights).map(LocalDate::toString).collect(Collectors.toSet());
    return opened.computeIfAbsent(
        table.qualified() + "@" + version + " of " + new TreeSet<>(wanted),
        name -> rows(table, snapshot(table, version), wanted::contains));
  }

  private Snapshot snapshot(TableName table, long version) {
    try {
      return Table.forPath(engine, path(table)).getSnapshotAsOfVersion(engine, version);
    } catch (KernelException | KernelEngineException damaged) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "The log of " + table.qualified() + " cannot be read at version " + version + ".",
          "Nothing more was published; "
              + Meaning.FIGURES_STAND
              + " where their tables are"
              + " whole.",
          "Check that the lake's storage is there with all its files, then run kith nightly again,"
              + " which restores it; kith check lists what is damaged.");
    }
  }

  /**
   * The rows of a version, read as the Parquet files that it is made of. Delta's kernel names them
   * in this process and once; Delta's own reader runs a Spark job for it before every query, which
   * took a tenth of a night's processor time. Without deletion vectors and column mapping the files
   * hold the rows as they are.
   *
   * @param nights which values of {@code business_date} are wanted, where the table has it
   */
  private Dataset<Row> rows(TableName table, Snapshot snapshot, Predicate<String> nights) {
    StructType schema = (StructType) DataType.fromJson(snapshot.getMetadata().getSchemaString());
    List<String> files = files(table, snapshot, nights);
    if (files.isEmpty()) {
      return spark.createDataFrame(List.<Row>of(), schema);
    }
    return spark
        .read()
        .schema(schema)
        .option("basePath", path(table))
        .parquet(files.toArray(String[]::new))
        .select(
            Arrays.stream(schema.fieldNames())
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new));
  }

  /** The paths of the files that a version is made of, for the nights that are wanted. */
  private List<String> files(TableName table, Snapshot snapshot, Predicate<String> nights) {
    if (!snapshot.getTableProperties().getOrDefault(COLUMN_MAPPING, "none").equals("none")) {
      throw changedByAnother(table);
    }
    List<String> files = new ArrayList<>();
    try (var batches = snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (var scanned = batches.next().getRows()) {
          while (scanned.hasNext()) {
            var file = scanned.next();
            if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file) != null) {
              throw changedByAnother(table);
            }
            if (nights.test(InternalScanFileUtils.getPartitionValues(file).get("business_date"))) {
              files.add(InternalScanFileUtils.getAddFileStatus(file).getPath());
            }
          }
        }
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return files;
  }

  /** Each file says at its end how many rows it has: no query is planned to count them. */
  @Override
  public long count(TableName table, long version, LocalDate night) {
    Configuration configuration = spark.sessionState().newHadoopConf();
    long rows = 0;
    for (String file : files(table, snapshot(table, version), night.toString()::equals)) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), configuration))) {
        rows += reader.getRecordCount();
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
    return rows;
  }

  private static KithException changedByAnother(TableName table) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "Another program has changed "
            + table.qualified()
            + ": it has deletion vectors or mapped columns, which Kith never writes.",
        Meaning.NOTHING_PUBLISHED,
        "Restore the table as it was before, then run the command again.");
  }

  @Override
  public long version(TableName table) {
    return DeltaLog.forTable(spark, new Path(path(table)))
        .update(false, scala.Option.empty(), scala.Option.empty())
        .version();
  }

  @Override
  public long export(String folder, String format, Dataset<Row> rows) {
    Observation counted = new Observation();
    Dataset<Row> all = rows.observe(counted, functions.count(lit(1)).as("rows"));
    DataFrameWriter<Row> writer =
        format.equals("delta")
            ? writer(all).mode(SaveMode.Overwrite).option("overwriteSchema", "true")
            : all.write().format(format).mode("overwrite");
    writer.save(root + "/" + folder);
    return rows(counted);
  }

  @Override
  public Map<String, FileMark> secure(
      List<String> paths, Map<String, Long> versions, Map<String, Long> since) {
    files.secure(byTable(versions), byTable(since), paths);
    return files.marks(paths);
  }

  private static Map<TableName, Long> byTable(Map<String, Long> versions) {
    return versions.entrySet().stream()
        .collect(Collectors.toMap(made -> TableName.of(made.getKey()), Map.Entry::getValue));
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  private String path(TableName table) {
    return root + "/" + table.zone().folder() + "/" + table.name();
  }
}
