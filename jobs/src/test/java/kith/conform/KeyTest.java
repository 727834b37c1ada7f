package kith.conform;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KeyTest {

  private static Dataset<Row> visits(String values) {
    return SparkTest.spark()
        .sql("select * from values " + values + " as visits(authority_code, child_key, day)");
  }

  /** The same child key in two authorities is two children. */
  @Test
  void aJoinTakesRowsOfTheSameKeyThatMeetTheCondition() {
    Dataset<Row> starts =
        visits("(840, 1, 10), (840, 2, 10)").withColumnRenamed("day", "started_on");
    Dataset<Row> visits = visits("(840, 1, 9), (840, 1, 11), (840, 2, 9), (841, 2, 11)");

    Dataset<Row> joined = Key.CHILD.join(starts, visits, expr("day > started_on"), "left");

    assertThat(joined.columns())
        .containsExactly("authority_code", "child_key", "started_on", "day");
    assertThat(joined.orderBy("child_key").toJSON().collectAsList())
        .containsExactly(
            "{\"authority_code\":840,\"child_key\":1,\"started_on\":10,\"day\":11}",
            "{\"authority_code\":840,\"child_key\":2,\"started_on\":10}");
  }
}
