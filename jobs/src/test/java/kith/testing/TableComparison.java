package kith.testing;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import com.holdenkarau.spark.testing.SparkSessionProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The comparison of spark-testing-base, on the one session of the test JVM: two tables hold the
 * same rows, each as often, in any order.
 */
final class TableComparison extends JavaDataFrameSuiteBase {

  private static final long serialVersionUID = 1L;

  private TableComparison() {}

  /** Its own message shows only some rows, so the caller prints both tables. */
  static boolean areTheSame(Dataset<Row> expected, Dataset<Row> found) {
    SparkSessionProvider._sparkSession_$eq(SparkTest.spark());
    try {
      new TableComparison().assertDataFrameDataEquals(expected, found);
      return true;
    } catch (AssertionError different) {
      return false;
    }
  }
}
