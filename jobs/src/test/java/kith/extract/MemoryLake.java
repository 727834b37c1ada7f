package kith.extract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.table.FileMark;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Written;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A lake of small tables in memory, each in one version. */
final class MemoryLake implements Lake {

  private final Map<TableName, Dataset<Row>> tables = new HashMap<>();
  private final Versions versions = new Versions();

  /** Adds rows of a night to a table. */
  MemoryLake give(TableName table, LocalDate night, Dataset<Row> rows) {
    tables.merge(table, dated(rows, night), Dataset::union);
    versions.put(table.qualified(), 0);
    return this;
  }

  private static Dataset<Row> dated(Dataset<Row> rows, LocalDate night) {
    return rows.withColumn("business_date", lit(Date.valueOf(night)));
  }

  /** The one version of every table. */
  Versions versions() {
    return versions;
  }

  Dataset<Row> table(TableName table) {
    return tables.get(table);
  }

  @Override
  public Written replace(TableName table, Dataset<Row> rows, List<Column> counts) {
    if (!counts.isEmpty()) {
      throw new UnsupportedOperationException();
    }
    List<Row> stored = rows.collectAsList();
    tables.put(table, spark().createDataFrame(stored, rows.schema()));
    versions.put(table.qualified(), 0);
    return new Written(table, 0, stored.size(), Map.of());
  }

  @Override
  public Written replaceNight(TableName table, LocalDate night, Dataset<Row> rows) {
    return replace(table, dated(rows, night));
  }

  @Override
  public Dataset<Row> read(TableName table, long version) {
    return tables.get(table);
  }

  @Override
  public Dataset<Row> nights(TableName table, long version, LocalDate... nights) {
    Object[] dates = Arrays.stream(nights).map(Date::valueOf).toArray();
    return tables.get(table).where(col("business_date").isin(dates));
  }

  @Override
  public long version(TableName table) {
    return tables.containsKey(table) ? 0 : -1;
  }

  @Override
  public void take(Path written, String path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path fresh() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void export(String folder, Path parquet, StructType columns) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, FileMark> secure(
      List<String> paths, Map<String, Long> versions, Map<String, Long> since) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SparkSession spark() {
    return SparkTest.spark();
  }
}
