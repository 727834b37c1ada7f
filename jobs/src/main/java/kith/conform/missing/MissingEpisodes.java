package kith.conform.missing;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kith.conform.Key;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code fact_missing_episode}: a child went missing or away, and came back.
 *
 * <ul>
 *   <li>Grain: one row per incident as recorded; a child who comes back and goes missing again has
 *       a new incident. Two recorded for one day without a time are two.
 *   <li>Source: {@code stg_missing_episode}; {@code fact_care_period} and {@code fact_care_episode}
 *       say whether the child was looked after on the London day it began, and where. Return
 *       interviews come from {@code stg_return_interview} where the authority sends that file: an
 *       incident without a row there had no interview. One was offered if either the incident or
 *       that row says so; whether it was accepted is read from the row first. Without the file it
 *       is unknown whether an interview was held.
 *   <li>Key: {@code incident_key} is made of child, beginning and kind, so that a record that
 *       arrives late changes the key of no other incident; {@code incident_no} numbers those held
 *       tonight.
 *   <li>Units: hours are clock hours between instants, so a day on which the clocks change has 23
 *       or 25 hours.
 *   <li>Nulls: {@code ended_at} and {@code hours_missing} are null while the child is missing;
 *       {@code hours_to_interview} also if the interview is recorded before the return; {@code
 *       interview_offered} where neither source says.
 *   <li>Flags: {@code overlaps} (another incident of the child runs at the same time), {@code
 *       kind_unknown}, {@code return_without_time} (midnight means an unknown time), {@code
 *       interview_before_return}, {@code interview_without_offer}, {@code end_unreadable} (the
 *       return cannot be read: it is the beginning of the child's next incident, or not known).
 * </ul>
 */
public final class MissingEpisodes implements TableBuild {

  private static final Column SOURCE_NUMBER = expr("try_cast(missing_id as decimal(38, 0))");

  @Override
  public TableName writes() {
    return Tables.FACT_MISSING_EPISODE;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.STG_MISSING_EPISODE,
        Tables.STG_RETURN_INTERVIEW,
        Tables.FACT_CARE_PERIOD,
        Tables.FACT_CARE_EPISODE);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> incidents =
        inputs
            .table(Tables.STG_MISSING_EPISODE)
            .withColumn("started_on", expr("date(started_at)"))
            .withColumn("ended_on", expr("date(ended_at)"));
    return withInterview(withCare(incidents, inputs), inputs, businessDate)
        .withColumns(
            Map.of(
                "incident_no", row_number().over(inOrder()),
                "alike_no", row_number().over(amongAlike()),
                "overlaps", overlapsAnother()))
        .selectExpr(
            "authority_code",
            "child_key",
            "xxhash64(child_key, started_at, kind, alike_no) as incident_key",
            "incident_no",
            "case kind when 'M' then 'missing' when 'A' then 'away' else 'unknown' end as kind",
            "started_at",
            "ended_at",
            "started_on",
            "ended_on",
            "care_period_no is not null as looked_after_at_start",
            "care_period_no",
            "if(care_period_no is null, null, coalesce(counted_placement_type, 'unknown')) as placement_type",
            "interview_offered",
            "interview_accepted",
            "interview_held",
            "interview_held_at",
            hours("started_at", "ended_at") + " as hours_missing",
            "if(interview_held_at < ended_at, null, "
                + hours("ended_at", "interview_held_at")
                + ") as hours_to_interview",
            """
            array_compact(array(
                if(overlaps, 'overlaps', null),
                if(kind in ('M', 'A'), null, 'kind_unknown'),
                if(date_format(ended_at, 'HH:mm:ss') = '00:00:00', 'return_without_time', null),
                if(end_unreadable, 'end_unreadable', null),
                if(interview_held_at < ended_at, 'interview_before_return', null),
                if(interview_held and not interview_offered, 'interview_without_offer', null)
            )) as flags
            """,
            "array_compact(array(source_row, interview_row)) as source_rows");
  }

  /**
   * Adds the period of care and the placement on the day it began. If the source has two at once,
   * the one that began later counts (R6).
   */
  private static Dataset<Row> withCare(Dataset<Row> incidents, Inputs inputs) {
    Dataset<Row> periods =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            .selectExpr(
                Key.CHILD.names(
                    "care_period_no", "started_on as care_from", "ended_on as care_until"));
    Dataset<Row> episodes =
        inputs
            .table(Tables.FACT_CARE_EPISODE)
            .where("care_period_no is not null")
            .selectExpr(
                Key.CHILD.names(
                    "episode_no",
                    "counted_placement_type",
                    "started_on as placed_from",
                    "counts_until as placed_until"));
    WindowSpec perIncident =
        Window.partitionBy(Key.CHILD.columns("row_hash"))
            .orderBy(
                col("care_from").desc_nulls_last(),
                col("care_period_no").desc_nulls_last(),
                col("placed_from").desc_nulls_last(),
                col("episode_no").desc_nulls_last());
    Dataset<Row> withPeriods =
        Key.CHILD.join(incidents, periods, thatDay("care_from", "care_until"), "left");
    return Key.CHILD
        .join(withPeriods, episodes, thatDay("placed_from", "placed_until"), "left")
        .withColumn("choice", row_number().over(perIncident))
        .where("choice = 1");
  }

  private static Column thatDay(String from, String until) {
    return expr(
        "%1$s <= started_on and (%2$s is null or %2$s > started_on)".formatted(from, until));
  }

  /** Adds the return interview, from the file if the authority sends one. */
  private static Dataset<Row> withInterview(
      Dataset<Row> incidents, Inputs inputs, LocalDate businessDate) {
    Dataset<Row> interviews =
        inputs
            .table(Tables.STG_RETURN_INTERVIEW)
            .selectExpr(
                "authority_code",
                "missing_id",
                "offered_on is not null or offer_unreadable as is_offered",
                "accepted",
                "if(date(held_at) <= date'%s', held_at, null) as held_at".formatted(businessDate),
                "source_row as interview_row");
    Dataset<Row> senders =
        interviews.select("authority_code").distinct().withColumn("file_sent", lit(true));
    return incidents
        .withColumnRenamed("interview_offered", "offered_as_recorded")
        .withColumnRenamed("interview_accepted", "accepted_as_recorded")
        .join(interviews, new String[] {"authority_code", "missing_id"}, "left")
        .join(broadcast(senders), new String[] {"authority_code"}, "left")
        .withColumn(
            // A row without a day of offer says nothing about one.
            "interview_offered", expr("if(is_offered, true, offered_as_recorded)"))
        .withColumn("interview_accepted", expr("coalesce(accepted, accepted_as_recorded)"))
        .withColumn("interview_held", expr("if(file_sent, held_at is not null, null)"))
        .withColumnRenamed("held_at", "interview_held_at");
  }

  private static WindowSpec inOrder() {
    return Window.partitionBy(Key.CHILD.columns())
        .orderBy(
            col("started_at"),
            col("ended_at").asc_nulls_last(),
            col("kind"),
            SOURCE_NUMBER.asc_nulls_last(),
            col("missing_id"),
            col("row_hash"));
  }

  /**
   * Incidents with the same kind and beginning have only one lasting difference: the source's
   * number.
   */
  private static WindowSpec amongAlike() {
    return Window.partitionBy(Key.CHILD.columns("started_at", "kind"))
        .orderBy(SOURCE_NUMBER.asc_nulls_last(), col("missing_id"), col("row_hash"));
  }

  /** Incidents that touch do not overlap; one that is still open overlaps with all that follow. */
  private static Column overlapsAnother() {
    Column open = expr("coalesce(ended_at, timestamp'9999-12-31 00:00:00')");
    Column earlierEnd = max(open).over(inOrder().rowsBetween(Window.unboundedPreceding(), -1));
    Column nextStart = lead(col("started_at"), 1).over(inOrder());
    return coalesce(earlierEnd.gt(col("started_at")), lit(false))
        .or(coalesce(nextStart.lt(open), lit(false)));
  }

  private static String hours(String from, String to) {
    return "cast((unix_seconds(%s) - unix_seconds(%s)) / 3600 as decimal(10, 2))"
        .formatted(to, from);
  }
}
