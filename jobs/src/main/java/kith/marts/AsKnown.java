package kith.marts;

import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The figure of a series that was known on a day (promise 6): for the latest period with a figure
 * published by the cut-off, the newest edition published by then. If a figure for the period was
 * published by then but only later editions are held, the oldest edition held, marked {@code
 * later_edition}.
 */
final class AsKnown {

  private AsKnown() {}

  /**
   * Gathers the figures of each series into one list, so that a figure is chosen without a join per
   * edition. The list's order is that in which figures are preferred: period, then the day the
   * edition came out.
   *
   * @param rows figures with {@code period_end, published_on, edition, first_published_on}
   * @param others further columns of a figure, such as {@code value}
   */
  static Dataset<Row> gather(Dataset<Row> rows, String series, String area, String others) {
    String figure =
        "struct(period_end, published_on, edition, first_published_on, %s)".formatted(others);
    return rows.groupBy(series, area)
        .agg(expr("array_sort(collect_list(%s))".formatted(figure)).as("figures"));
  }

  /**
   * Chooses from {@code figures} for periods up to {@code latest_period}, as known at {@code
   * cut_off}. Adds {@code figure}, null when nothing was known, and {@code later_edition}.
   */
  static Dataset<Row> choose(Dataset<Row> rows) {
    return rows.withColumn(
            "known",
            expr(
                """
                filter(figures, f -> f.period_end <= latest_period
                    and least(f.first_published_on, f.published_on) <= cut_off)
                """))
        .withColumn("known", expr("filter(known, f -> f.period_end = array_max(known).period_end)"))
        .withColumn("out_by_then", expr("filter(known, f -> f.published_on <= cut_off)"))
        .withColumn("figure", expr("coalesce(array_max(out_by_then), array_min(known))"))
        .withColumn(
            "later_edition",
            expr("coalesce(array_size(known) > 0 and array_size(out_by_then) = 0, false)"))
        .drop("known", "out_by_then");
  }
}
