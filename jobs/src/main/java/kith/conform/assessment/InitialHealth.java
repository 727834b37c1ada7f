package kith.conform.assessment;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import kith.conform.Key;
import kith.conform.calendar.WorkingDays;
import kith.project.Parameters;
import kith.table.Inputs;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The initial health assessment of each period of care that counts as a start, due by working day
 * 20. Held means held within the period: an assessment that was only requested, offered or sent
 * does not count, nor one held before the start.
 */
final class InitialHealth {

  private final String workingDays;
  private final String consentDays;
  private final String requestDays;
  private final String reuseDays;
  private final LocalDate businessDate;

  InitialHealth(Parameters parameters, LocalDate businessDate) {
    this.workingDays = parameters.sql("iha_working_days", "since_on");
    this.consentDays = parameters.sql("iha_consent_days", "since_on");
    this.requestDays = parameters.sql("iha_request_days", "since_on");
    this.reuseDays = parameters.sql("iha_reuse_days", "since_on");
    this.businessDate = businessDate;
  }

  Dataset<Row> obligations(Inputs inputs, HeldAssessments held) {
    Dataset<Row> senders =
        inputs
            .table(Tables.STG_INITIAL_HEALTH_ASSESSMENT)
            .select("authority_code")
            .distinct()
            .withColumn("file_sent", lit(true));
    Dataset<Row> starts = WorkingDays.due(inputs, starts(inputs, held), workingDays);
    return withRecord(starts, records(inputs, held, senders))
        .join(broadcast(senders), new String[] {"authority_code"}, "left")
        .selectExpr("*", "coalesce(held_in_period <= due_on, false) as is_on_time")
        .selectExpr(
            "authority_code",
            "child_key",
            "'initial_health' as assessment_type",
            "care_period_no",
            "since_on",
            "due_on",
            "held_in_period as held_on",
            "held_in_period is not null as is_held",
            "is_on_time",
            "ended_on as obligation_ended_on",
            "if(file_sent, 'recorded', 'inferred') as method",
            "consent_on",
            "requested_on",
            lateStep() + " as late_step",
            "cast(null as int) as score",
            "cast(null as int) as since_score",
            "cast(null as date) as recorded_on",
            """
            array_compact(array(
                if(file_sent and records > 1, 'several_records', null),
                if(held_in_period < requested_on, 'held_before_requested', null)
            )) as flags
            """,
            "array_compact(array_append(source_rows, source_row)) as source_rows");
  }

  private Dataset<Row> starts(Inputs inputs, HeldAssessments held) {
    Dataset<Row> starts =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            .where("counts_as_start and (ended_on is null or ended_on > started_on)")
            .select(
                Key.CHILD.with(
                    col("care_period_no"),
                    col("started_on").as("since_on"),
                    col("ended_on"),
                    col("source_rows")));
    if (reuseDays.equals("0")) {
      return starts;
    }
    // A child back in care needs no new assessment where the last one is recent enough.
    Dataset<Row> assessed =
        held.days().where("assessment_type = 'review_health'").select(Key.CHILD.columns("held_on"));
    return Key.CHILD.join(
        starts,
        assessed,
        expr("held_on < since_on and held_on >= date_sub(since_on, %s)".formatted(reuseDays)),
        "left_anti");
  }

  /** The records of initial assessments: requests, or checks if an authority sends no requests. */
  private static Dataset<Row> records(Inputs inputs, HeldAssessments held, Dataset<Row> senders) {
    Dataset<Row> checks =
        held.checks()
            .join(broadcast(senders), new String[] {"authority_code"}, "left_anti")
            .withColumn("consent_on", lit(null).cast("date"))
            .withColumn("requested_on", lit(null).cast("date"));
    return inputs.table(Tables.STG_INITIAL_HEALTH_ASSESSMENT).unionByName(checks);
  }

  /**
   * Adds the record of each period of care: the first one held in it, otherwise the first one
   * requested in it. One held before the start does not count.
   */
  private Dataset<Row> withRecord(Dataset<Row> starts, Dataset<Row> records) {
    WindowSpec period = Window.partitionBy(Key.CHILD.columns("care_period_no"));
    WindowSpec nearest =
        period.orderBy(
            col("held_in_period").asc_nulls_last(),
            col("asked_on").asc_nulls_last(),
            col("consent_on").asc_nulls_last(),
            col("requested_on").asc_nulls_last(),
            col("row_hash"));
    Column heldInPeriod =
        expr("held_on <= date'%s' and %s".formatted(businessDate, inPeriod("held_on")));
    return Key.CHILD
        .join(
            starts,
            records,
            heldInPeriod.or(expr(inPeriod("coalesce(requested_on, consent_on)"))),
            "left")
        .withColumn("held_in_period", when(heldInPeriod, col("held_on")))
        .withColumn("asked_on", coalesce(col("requested_on"), col("consent_on")))
        .withColumn("choice", row_number().over(nearest))
        .withColumn("records", count("source_row").over(period))
        .where("choice = 1");
  }

  private static String inPeriod(String day) {
    return "(%1$s >= since_on and (ended_on is null or %1$s < ended_on))".formatted(day);
  }

  /**
   * The first step that failed where the assessment was late: consent not given in time, assessment
   * not requested in time, otherwise the clinic. Null where it was on time, is not yet due, or
   * nothing was recorded.
   */
  private String lateStep() {
    return """
    case
        when is_on_time or due_on > date'%s' or source_row is null then null
        when consent_on > date_add(since_on, %s) then 'consent'
        when consent_on is null and held_in_period is null then 'consent'
        when requested_on > date_add(coalesce(consent_on, since_on), %s)
            then 'request'
        when requested_on is null and held_in_period is null then 'request'
        when requested_on is not null then 'clinic'
    end
    """
        .formatted(businessDate, consentDays, requestDays);
  }
}
