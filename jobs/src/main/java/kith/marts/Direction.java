package kith.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Whether figures are better or worse than a quarter before, by more than chance (R12b).
 *
 * @param tooFew with a smaller denominator a share or a rate is not compared (R12c)
 */
record Direction(int tooFew) {

  /**
   * Adds the direction of each figure against that of the quarter before, as the rows show both.
   *
   * @param rows with the columns of {@code kpi_quarterly} and the KPI's {@code kind}, {@code
   *     better} and {@code compares_quarters}
   */
  Dataset<Row> of(Dataset<Row> rows) {
    return rows.withColumn("status_before", max("status").over(quartersBefore(1)))
        .withColumn("numerator_before", max("numerator").over(quartersBefore(1)))
        .withColumn("denominator_before", max("denominator").over(quartersBefore(1)))
        .withColumn(
            "is_compared",
            expr(
                """
                coalesce(better in ('higher', 'lower') and compares_quarters, false)
                    and value is not null and previous_quarter is not null
                    and status <> 'insufficient_history'
                    and status_before <> 'insufficient_history'
                """))
        .withColumn(
            "change",
            when(
                col("is_compared"),
                Intervals.change(
                    col("kind"),
                    col("numerator"),
                    col("denominator"),
                    col("numerator_before"),
                    col("denominator_before"))))
        .withColumn(
            "direction",
            expr(
                """
                case
                    when is_compared and (%s or %s) then 'too_few'
                    -- Without an interval, chance and change cannot be told apart.
                    when change is null then 'not_applicable'
                    when change = 0 then 'no_clear_change'
                    when (change > 0) = (better = 'higher') then 'better'
                    else 'worse'
                end
                """
                    .formatted(isTooFew("denominator"), isTooFew("denominator_before"))))
        .drop("status_before", "numerator_before", "denominator_before", "is_compared", "change");
  }

  /** Only in a share or a rate does the value rest on the denominator. */
  String isTooFew(String denominator) {
    return "(kind in ('SHARE', 'RATE') and %s < %d)".formatted(denominator, tooFew);
  }

  /** The row of exactly this many quarters before, if there is one. */
  static WindowSpec quartersBefore(int quarters) {
    return Window.partitionBy(
            "authority_code", "kpi", "period_type", "breakdown", "breakdown_value")
        .orderBy(expr("4 * year(as_at) + quarter(as_at)"))
        .rangeBetween(-quarters, -quarters);
  }
}
