package kith.marts;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import kith.project.Parameters;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The two days on which published figures are read for an as-at date: {@code as_known} at the
 * cut-off, which is the earlier of the business date and the as-at date plus {@code
 * benchmark_lag_days}, and {@code latest} on the business date.
 */
final class Readings {

  static final String AS_KNOWN = "as_known";
  static final String LATEST = "latest";

  private Readings() {}

  /** Makes two rows of each row with an {@code as_at}: adds {@code reading} and {@code cut_off}. */
  static Dataset<Row> of(Dataset<Row> rows, Parameters parameters, LocalDate businessDate) {
    return rows.withColumn(
            "days",
            expr(
                """
                array(
                    struct('%s' as reading,
                        least(date'%s', date_add(as_at, %d)) as cut_off),
                    struct('%s' as reading, date'%s' as cut_off))
                """
                    .formatted(
                        AS_KNOWN,
                        businessDate,
                        parameters.integer("benchmark_lag_days"),
                        LATEST,
                        businessDate)))
        .selectExpr("*", "inline(days)")
        .drop("days");
  }
}
