package kith.conform.assessment;

import static org.apache.spark.sql.functions.expr;

import kith.conform.Key;
import kith.project.Parameters;
import kith.table.Inputs;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether a child's immunisations are up to date. The source holds the latest state only, so there
 * is one obligation for the latest period of care of each child, and when it was met is unknown.
 */
final class Immunisations {

  private final String months;

  Immunisations(Parameters parameters) {
    this.months = parameters.sql("annual_health_months", "period.started_on");
  }

  Dataset<Row> obligations(Inputs inputs) {
    Dataset<Row> latestPeriods =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            .where("ended_on is null or ended_on > started_on")
            .groupBy(Key.CHILD.columns())
            .agg(
                expr(
                    """
                    max(struct(care_period_no, started_on, ended_on, source_rows)) as period
                    """));
    Dataset<Row> states =
        inputs
            .table(Tables.STG_IMMUNISATION)
            .groupBy(Key.CHILD.columns())
            .agg(expr("max(struct(recorded_on, is_up_to_date, row_hash, source_row)) as state"));
    return latestPeriods
        .join(states, Key.CHILD.names(), "left")
        .selectExpr(
            "authority_code",
            "child_key",
            "'immunisation' as assessment_type",
            "period.care_period_no as care_period_no",
            "period.started_on as since_on",
            "calendar_months_after(period.started_on, %s) as due_on".formatted(months),
            "cast(null as date) as held_on",
            "coalesce(state.is_up_to_date, false) as is_held",
            "coalesce(state.is_up_to_date, false) as is_on_time",
            "period.ended_on as obligation_ended_on",
            "'recorded' as method",
            "cast(null as date) as consent_on",
            "cast(null as date) as requested_on",
            "cast(null as string) as late_step",
            "cast(null as int) as score",
            "cast(null as int) as since_score",
            "state.recorded_on as recorded_on",
            """
            array_compact(array(
                if(state.recorded_on < period.started_on, 'recorded_before_care', null),
                if(state is not null and state.is_up_to_date is null, 'state_unknown', null))) as flags
            """,
            "array_sort(array_compact(array_append(period.source_rows, state.source_row)))"
                + " as source_rows");
  }
}
