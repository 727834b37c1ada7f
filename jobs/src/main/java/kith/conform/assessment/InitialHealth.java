package kith.conform.assessment;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import java.time.LocalDate;
import kith.contract.Inputs;
import kith.contract.Parameters;
import kith.contract.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The initial health assessment of each period of care that counts as a start, due by working day
 * 20. Held means held within the period: what was asked for, offered or sent does not count, nor
 * what was held before the start.
 */
final class InitialHealth {

  private static final String[] CHILD = {"authority_code", "child_key"};
  private static final String[] PERIOD = {"authority_code", "child_key", "care_period_no"};

  private final int workingDays;
  private final int consentDays;
  private final int requestDays;
  private final int reuseDays;
  private final LocalDate businessDate;

  InitialHealth(Parameters parameters, LocalDate businessDate) {
    this.workingDays = parameters.integer("iha_working_days");
    this.consentDays = parameters.integer("iha_consent_days");
    this.requestDays = parameters.integer("iha_request_days");
    this.reuseDays = parameters.integer("iha_reuse_days");
    this.businessDate = businessDate;
  }

  Dataset<Row> obligations(Inputs inputs, HeldAssessments held) {
    Dataset<Row> starts = starts(inputs, held);
    Dataset<Row> senders =
        inputs
            .table(Tables.STG_INITIAL_HEALTH_ASSESSMENT)
            .select("authority_code")
            .distinct()
            .withColumn("file_sent", lit(true));
    Dataset<Row> obligations =
        WorkingDays.due(inputs, starts, workingDays)
            .join(broadcast(senders), new String[] {"authority_code"}, "left")
            .join(recorded(inputs, starts), PERIOD, "left")
            .join(inferred(starts, held), PERIOD, "left")
            .selectExpr(
                "*",
                "if(file_sent, 'recorded', 'inferred') as method",
                "if(file_sent, request.held_on, check.held_on) as held_on",
                "if(file_sent, request.source_row, check.source_row) as held_row");
    return WorkingDays.between(inputs, obligations)
        .selectExpr("*", "coalesce(held_on <= due_on, false) as is_on_time")
        .selectExpr(
            "authority_code",
            "child_key",
            "'initial_health' as assessment_type",
            "care_period_no",
            "since_on",
            "due_on",
            "held_on",
            "held_on is not null as is_held",
            "is_on_time",
            "ended_on as obligation_ended_on",
            "working_days",
            "method",
            "request.consent_on as consent_on",
            "request.requested_on as requested_on",
            lateStep() + " as late_step",
            """
            array_compact(array(
                if(records > 1, 'several_records', null),
                if(held_on < request.requested_on, 'held_before_requested', null)
            )) as flags
            """,
            "array_compact(array_append(source_rows, held_row)) as source_rows");
  }

  private Dataset<Row> starts(Inputs inputs, HeldAssessments held) {
    Dataset<Row> starts =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            .where("counts_as_start and (ended_on is null or ended_on > started_on)")
            .select(
                col("authority_code"),
                col("child_key"),
                col("care_period_no"),
                col("started_on").as("since_on"),
                col("ended_on"),
                col("source_rows"));
    if (reuseDays == 0) {
      return starts;
    }
    // A child back in care needs no new assessment where the last one is recent enough.
    Dataset<Row> recent = held.days().drop("assessment_rows");
    return starts.join(
        recent,
        starts
            .col("authority_code")
            .equalTo(recent.col("authority_code"))
            .and(starts.col("child_key").equalTo(recent.col("child_key")))
            .and(recent.col("held_on").lt(starts.col("since_on")))
            .and(recent.col("held_on").geq(date_sub(starts.col("since_on"), reuseDays))),
        "left_anti");
  }

  /**
   * The record of each period of care: the first that was held in it, else the first that was asked
   * for in it. A held record before the start does not count.
   */
  private Dataset<Row> recorded(Inputs inputs, Dataset<Row> starts) {
    WindowSpec nearest =
        Window.partitionBy("authority_code", "child_key", "care_period_no")
            .orderBy(
                col("held_in_period").asc_nulls_last(),
                col("asked_on").asc_nulls_last(),
                col("source_row"));
    WindowSpec all = Window.partitionBy("authority_code", "child_key", "care_period_no");
    return starts
        .select("authority_code", "child_key", "care_period_no", "since_on", "ended_on")
        .join(inputs.table(Tables.STG_INITIAL_HEALTH_ASSESSMENT), CHILD)
        .selectExpr("*", "coalesce(requested_on, consent_on) as asked_on")
        .selectExpr(
            "*",
            """
            if(held_on <= date'%s' and %s, held_on, null) as held_in_period
            """
                .formatted(businessDate, inPeriod("held_on")))
        .where("held_in_period is not null or " + inPeriod("asked_on"))
        .withColumn("choice", row_number().over(nearest))
        .withColumn("records", count("*").over(all))
        .where("choice = 1")
        .selectExpr(
            "authority_code",
            "child_key",
            "care_period_no",
            "records",
            """
            struct(held_in_period as held_on, consent_on, requested_on, source_row) as request
            """);
  }

  /** The first statutory check held in each period of care. */
  private static Dataset<Row> inferred(Dataset<Row> starts, HeldAssessments held) {
    return starts
        .select("authority_code", "child_key", "care_period_no", "since_on", "ended_on")
        .join(held.checks(), CHILD)
        .where(inPeriod("held_on"))
        .groupBy("authority_code", "child_key", "care_period_no")
        .agg(min(struct("held_on", "source_row")).as("check"));
  }

  private static String inPeriod(String day) {
    return "(%1$s >= since_on and (ended_on is null or %1$s < ended_on))".formatted(day);
  }

  /**
   * The first step that failed where the assessment was late: consent not given in time, health not
   * asked in time, else the clinic. Null where it was on time, is not yet due, or nothing was
   * recorded.
   */
  private String lateStep() {
    return """
    case
        when is_on_time or due_on > date'%s' or request is null then null
        when request.consent_on > date_add(since_on, %d) then 'consent'
        when request.consent_on is null and held_on is null then 'consent'
        when request.requested_on > date_add(coalesce(request.consent_on, since_on), %d)
            then 'request'
        when request.requested_on is null and held_on is null then 'request'
        when request.requested_on is not null then 'clinic'
    end
    """
        .formatted(businessDate, consentDays, requestDays);
  }
}
