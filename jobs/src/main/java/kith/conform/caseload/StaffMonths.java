package kith.conform.caseload;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Staff records by month: a month may be recorded on any of its days, and more than once. */
public final class StaffMonths {

  private StaffMonths() {}

  /**
   * One row per worker and month end up to the business date: the month's latest record as {@code
   * staff}, and the rows of all of them.
   */
  public static Dataset<Row> latest(Dataset<Row> months, LocalDate businessDate) {
    return months
        .withColumnRenamed("month_end", "recorded_on")
        .withColumn("month_end", expr("last_day(recorded_on)"))
        .where("month_end <= date'%s'".formatted(businessDate))
        .groupBy("authority_code", "worker_key", "month_end")
        .agg(
            expr(
                """
                max(struct(recorded_on, source_row, team_key, role, full_time_equivalent, agency,
                    in_post, has_left, absence_days)) as staff
                """),
            expr("array_sort(collect_set(source_row)) as source_rows"));
  }
}
