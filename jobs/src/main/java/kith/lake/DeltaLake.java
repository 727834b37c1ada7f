package kith.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Map;
import kith.contract.Lake;
import kith.contract.TableName;
import kith.contract.Written;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.functions;

/**
 * The lake's tables as Delta tables, one folder per zone and table. No deletion vectors and no
 * column mapping; no column statistics: they could tell who a child is (promise 7), and no table is
 * large enough to gain from them.
 */
public final class DeltaLake implements Lake {

  private static final String KEPT = "interval 3650 days";

  private final SparkSession spark;
  private final String root;

  /** The lake below a root folder, on any file system that Spark reaches. */
  public DeltaLake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = root;
  }

  @Override
  public Written replace(TableName table, Dataset<Row> rows) {
    Observation counted = new Observation();
    writer(rows.observe(counted, functions.count(lit(1)).as("rows")))
        .option("overwriteSchema", "true")
        .save(path(table));
    return new Written(table, version(table), rows(counted));
  }

  @Override
  public Written replaceNight(TableName table, LocalDate night, Dataset<Row> rows) {
    Observation counted = new Observation();
    DataFrameWriter<Row> writer =
        writer(
                rows.withColumn("business_date", lit(java.sql.Date.valueOf(night)))
                    .observe(counted, functions.count(lit(1)).as("rows")))
            .partitionBy("business_date")
            .option("mergeSchema", "true");
    if (version(table) >= 0) {
      writer = writer.option("replaceWhere", "business_date = date'" + night + "'");
    }
    writer.save(path(table));
    return new Written(table, version(table), rows(counted));
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
    return rows.write()
        .format("delta")
        .mode("overwrite")
        .options(
            Map.of(
                "delta.enableDeletionVectors", "false",
                "delta.columnMapping.mode", "none",
                "delta.dataSkippingNumIndexedCols", "0",
                "delta.logRetentionDuration", KEPT,
                "delta.deletedFileRetentionDuration", KEPT));
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
    return spark.read().format("delta").option("versionAsOf", version).load(path(table));
  }

  /** The rows of one night of a table kept by night. */
  public static Dataset<Row> night(Dataset<Row> rows, LocalDate night) {
    return rows.where(col("business_date").equalTo(lit(java.sql.Date.valueOf(night))));
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
            ? writer(all).option("overwriteSchema", "true")
            : all.write().format(format).mode("overwrite");
    writer.save(root + "/" + folder);
    return rows(counted);
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  private String path(TableName table) {
    return root + "/" + table.zone().folder() + "/" + table.name();
  }
}
