package kith.table;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables that a build may read, at the versions of this night. */
public interface Inputs {

  /** The rows of a table that the build names in {@code reads()}. */
  Dataset<Row> table(TableName table);

  /** The session, for builds that make rows from configuration. */
  SparkSession spark();
}
