package kith.marts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows worked out by code that Spark compiles for their query, instead of interpreting it. That
 * pays where a long query has more than a hundred thousand rows, and costs more than it saves
 * everywhere else.
 */
final class Compiled {

  private Compiled() {}

  /** The same rows, in a session that compiles. */
  static Dataset<Row> rows(Dataset<Row> rows) {
    org.apache.spark.sql.classic.Dataset<Row> interpreted =
        (org.apache.spark.sql.classic.Dataset<Row>) rows;
    org.apache.spark.sql.classic.SparkSession session = interpreted.sparkSession().cloneSession();
    session.conf().set("spark.sql.codegen.wholeStage", "true");
    session.conf().set("spark.sql.codegen.factoryMode", "FALLBACK");
    return org.apache.spark.sql.classic.Dataset.ofRows(
        session, interpreted.queryExecution().analyzed());
  }
}
