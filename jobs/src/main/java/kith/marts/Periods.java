package kith.marts;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The as-at dates and windows of the KPIs (R1): one row per authority, period type and quarter end,
 * from the first quarter end on or after the day from which the extract holds history, up to the
 * business date, each with the windows, whether the history held covers its own, and whether it is
 * the latest quarter end, backfill or not.
 */
final class Periods {

  private Periods() {}

  /**
   * Creates the periods of a night.
   *
   * @param sourceNights rows of {@code source_night}. Where an authority has several systems,
   *     history begins when the last of them begins: before that, figures would be incomplete.
   * @param only the quarters wanted; empty for all
   */
  static Dataset<Row> of(
      Dataset<Row> sourceNights, LocalDate businessDate, Optional<Quarters> only) {
    Dataset<Row> quarterEnds =
        sourceNights
            .groupBy("authority_code")
            .agg(max("history_from").as("history_from"), bool_or(col("simulated")).as("simulated"))
            .withColumn("first_quarter", expr("trunc(history_from, 'quarter')"))
            .withColumn(
                "last_quarter",
                expr(
                    "add_months(trunc(date_add(date'%s', 1), 'quarter'), -3)"
                        .formatted(businessDate)))
            .where("first_quarter <= last_quarter")
            .selectExpr(
                "authority_code",
                "history_from",
                "simulated",
                "last_quarter",
                "explode(sequence(first_quarter, last_quarter, interval 3 months)) as quarter")
            .selectExpr(
                "authority_code",
                "history_from",
                "simulated",
                "quarter = last_quarter as is_latest",
                "last_day(add_months(quarter, 2)) as as_at");
    if (only.isPresent()) {
      quarterEnds =
          quarterEnds.where(
              col("as_at")
                  .between(lit(only.get().from().lastDay()), lit(only.get().to().lastDay())));
    }
    return withWindows(quarterEnds)
        .withColumn("has_full_history", expr("window_start >= history_from"));
  }

  /** Adds the first days of all windows that end on {@code as_at}, one row per period type. */
  static Dataset<Row> withWindows(Dataset<Row> asAtDates) {
    return asAtDates
        .withColumn("quarter_start", expr("trunc(as_at, 'quarter')"))
        .withColumn("ytd_start", expr("make_date(year(add_months(as_at, -3)), 4, 1)"))
        .withColumn("r12_start", expr("date_add(add_months(as_at, -12), 1)"))
        .withColumn("r24_start", expr("date_add(add_months(as_at, -24), 1)"))
        .withColumn("r36_start", expr("date_add(add_months(as_at, -36), 1)"))
        .withColumn(
            "period_type", expr("explode(array('POINT', 'QTR', 'YTD', 'R12', 'R24', 'R36'))"))
        .withColumn(
            "window_start",
            expr(
                """
                case period_type
                    when 'POINT' then as_at
                    when 'QTR' then quarter_start
                    when 'YTD' then ytd_start
                    when 'R12' then r12_start
                    when 'R24' then r24_start
                    else r36_start
                end
                """));
  }
}
