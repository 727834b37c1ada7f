package kith.conform.workforce;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.last;

import java.time.LocalDate;
import kith.conform.Key;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Reads staff records by month: a month may be recorded on any of its days, and more than once. */
public final class StaffMonths {

  private static final WindowSpec MONTHS_OF_WORKER =
      Window.partitionBy(Key.WORKER.columns()).orderBy("month_end");

  private StaffMonths() {}

  /**
   * One row per worker and month end up to the business date: the month's latest record as {@code
   * staff}, the rows of all of them, and {@code agency}: where the month does not say whether the
   * worker is from an agency, the latest month before that does, else the first after it (R21).
   */
  public static Dataset<Row> latest(Dataset<Row> months, LocalDate businessDate) {
    return months
        .withColumnRenamed("month_end", "recorded_on")
        .withColumn("month_end", expr("last_day(recorded_on)"))
        .where("month_end <= date'%s'".formatted(businessDate))
        .groupBy(Key.WORKER.columns("month_end"))
        .agg(
            expr(latestRecord("recorded_on")).as("staff"),
            expr("array_sort(collect_set(source_row)) as source_rows"),
            expr("bool_or(full_time_out_of_range) as full_time_out_of_range"))
        .withColumn(
            "agency",
            coalesce(
                last("staff.agency", true)
                    .over(
                        MONTHS_OF_WORKER.rowsBetween(
                            Window.unboundedPreceding(), Window.currentRow())),
                first("staff.agency", true)
                    .over(
                        MONTHS_OF_WORKER.rowsBetween(
                            Window.currentRow(), Window.unboundedFollowing()))));
  }

  /**
   * SQL that picks the latest record of a group; of one day the most complete, then by content, so
   * that the order of lines plays no part.
   */
  static String latestRecord(String day) {
    return """
    max(struct(%s as recorded_on,
        int(full_time_equivalent is not null) + int(agency is not null)
            + int(coalesce(role, 'unknown') <> 'unknown') + int(team_key is not null)
            + int(in_post is not null) + int(has_left is not null)
            + int(absence_days is not null) as filled,
        team_key, role, full_time_equivalent, agency, in_post, has_left, absence_days))
    """
        .formatted(day);
  }
}
