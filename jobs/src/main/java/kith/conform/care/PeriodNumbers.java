package kith.conform.care;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Finds the period of care that each episode belongs to (R4), among the episodes that count.
 *
 * <p>An episode goes on with the care before it when that ended on its first day with X1, or had
 * not ended at all: episodes that overlap are one stretch of care, raised by {@code overlaps} (R6).
 * It begins a new period otherwise, and always when its reason is S. An episode of no day carries
 * the chain on, since the S of a period may stand on one, but a period of no day is none (R2, R3).
 */
final class PeriodNumbers {

  private static final WindowSpec BY_CHILD =
      Window.partitionBy("authority_code", "child_key").orderBy("episode_no");
  private static final WindowSpec BEFORE = BY_CHILD.rowsBetween(Window.unboundedPreceding(), -1);
  private static final WindowSpec AFTER = BY_CHILD.rowsBetween(1, Window.unboundedFollowing());
  private static final WindowSpec UP_TO =
      BY_CHILD.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
  private static final WindowSpec STRETCH =
      Window.partitionBy("authority_code", "child_key", "stretch");

  private PeriodNumbers() {}

  /**
   * Adds {@code care_period_no}, {@code overlaps}, {@code gap_before} and {@code two_open}; needs
   * {@code counts} and what it rests on.
   */
  static Dataset<Row> number(Dataset<Row> episodes) {
    return episodes
        .transform(PeriodNumbers::lookBackAndForth)
        .transform(PeriodNumbers::decideWhatOpensAPeriod)
        .transform(PeriodNumbers::numberPeriodsOfAtLeastOneDay);
  }

  /** What care there was before, when it ended, and when the next episode starts. */
  private static Dataset<Row> lookBackAndForth(Dataset<Row> episodes) {
    Column end = when(col("counts"), struct(col("ends"), col("episode_no"), col("end_reason")));
    return episodes
        .withColumn("ends", coalesce(col("counts_until"), lit(Days.FAR)))
        .withColumn("has_days", col("counts").and(col("ends").gt(col("started_on"))))
        .withColumn("care_before", max(end).over(BEFORE))
        .withColumn("next_starts", min(when(col("has_days"), col("started_on"))).over(AFTER))
        .withColumn(
            "is_inside", coalesce(col("started_on").lt(col("care_before.ends")), lit(false)))
        .withColumn(
            "overlaps",
            col("has_days")
                .and(col("is_inside").or(coalesce(col("next_starts").lt(col("ends")), lit(false)))))
        .transform(PeriodNumbers::raiseGapsAndTwoOpen);
  }

  /**
   * Days missing between an episode that said that care goes on (X1) and the next, and episodes
   * that are open at once. Short breaks are no care, but they leave no gap.
   */
  private static Dataset<Row> raiseGapsAndTwoOpen(Dataset<Row> episodes) {
    Column inCareOrBreak = col("counts").or(col("is_short_break"));
    Column ends =
        when(col("counts"), col("ends")).otherwise(coalesce(col("ended_on"), lit(Days.FAR)));
    Column open = col("counts").and(col("counts_until").isNull());
    return episodes
        .withColumn(
            "any_before",
            max(when(inCareOrBreak, struct(ends.as("ends"), col("episode_no"), col("end_reason"))))
                .over(BEFORE))
        .withColumn(
            "gap_before",
            coalesce(
                col("has_days")
                    .and(col("any_before.end_reason").equalTo("X1"))
                    .and(col("started_on").gt(col("any_before.ends"))),
                lit(false)))
        .withColumn(
            "two_open",
            open.and(
                coalesce(max(open).over(BEFORE), lit(false))
                    .or(coalesce(max(open).over(AFTER), lit(false)))));
  }

  private static Dataset<Row> decideWhatOpensAPeriod(Dataset<Row> episodes) {
    Column starts = col("start_reason").equalTo("S");
    Column goesOn =
        col("started_on")
            .equalTo(col("care_before.ends"))
            .and(col("care_before.end_reason").eqNullSafe("X1"));
    return episodes.withColumn(
        "opens_period",
        when(not(col("counts")), lit(false))
            .when(col("care_before").isNull(), lit(true))
            .when(col("is_inside"), starts.and(col("has_days")))
            .otherwise(starts.or(not(goesOn))));
  }

  /** Where two episodes open a period on one day, the earlier in order has no day left (R6). */
  private static Dataset<Row> numberPeriodsOfAtLeastOneDay(Dataset<Row> episodes) {
    Column opens = col("opens_period").cast("int");
    Column nextOpens = min(when(col("opens_period"), col("started_on"))).over(AFTER);
    return episodes
        .withColumn("stretch", sum(opens).over(UP_TO))
        .withColumn("next_opens", coalesce(nextOpens, lit(Days.FAR)))
        .withColumn(
            "stretch_has_days",
            max(col("has_days").and(col("next_opens").gt(col("started_on")))).over(STRETCH))
        .withColumn(
            "care_period_no",
            when(
                col("counts").and(col("stretch_has_days")),
                sum(when(col("stretch_has_days"), opens)).over(UP_TO).cast("int")));
  }
}
