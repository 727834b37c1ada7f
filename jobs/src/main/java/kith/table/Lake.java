package kith.table;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The lake as the stages use it: tables by name and version. */
public interface Lake {

  /** Replaces all rows of a table, in one commit. */
  default Written replace(TableName table, Dataset<Row> rows) {
    return replace(table, rows, List.of());
  }

  /**
   * Replaces all rows of a table, in one commit, and counts them as they are written.
   *
   * @param counts aggregates of the rows, each with a name and a count as its value
   */
  Written replace(TableName table, Dataset<Row> rows, List<Column> counts);

  /**
   * Replaces the rows of some children, or some workers, in one commit; all other rows are those of
   * a version. The counts are of the whole table, not of the new rows.
   */
  default Written replacePart(
      TableName table, long version, Part part, Dataset<Row> rows, List<Column> counts) {
    return replace(table, part.others(read(table, version)).unionByName(part.of(rows)), counts);
  }

  /** Replaces one night's rows of a table kept by night ({@code business_date}), in one commit. */
  Written replaceNight(TableName table, LocalDate night, Dataset<Row> rows);

  /** The rows of a table at a version. */
  Dataset<Row> read(TableName table, long version);

  /** The rows of some nights, at a version, of a table kept by night. */
  Dataset<Row> nights(TableName table, long version, LocalDate... nights);

  /** The newest version of a table, or -1 when there is no such table. */
  long version(TableName table);

  /**
   * Makes a Delta table below the lake's root, or a version of one, of a Parquet file that another
   * library wrote.
   *
   * @param folder the table's folder
   * @param parquet the file, anywhere on the lake's disk; it is copied
   * @param columns as the file has them
   */
  void export(String folder, Path parquet, StructType columns);

  /**
   * An empty folder of the local file system, for files that are moved to their places in the lake
   * once they are whole. The next run deletes what one that was stopped left there.
   */
  Path fresh();

  /**
   * Moves a file from such a folder to its place below the lake's root, in one step. A file there
   * that holds the same stays.
   */
  void take(Path written, String path);

  /**
   * Flushes to the disk: files, or all files of folders, below the root, and what was added to
   * tables since earlier versions of them. Returns size and hash of the files, by path below the
   * root.
   *
   * @param versions of tables by qualified name
   * @param since the versions that were flushed before; of a table that is not named, none was
   */
  Map<String, FileMark> secure(
      List<String> paths, Map<String, Long> versions, Map<String, Long> since);

  /** The session that datasets belong to. */
  SparkSession spark();
}
