package kith.conform.assessment;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import kith.conform.Key;
import kith.conform.calendar.WorkingDays;
import kith.project.Parameters;
import kith.table.Inputs;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Child and family assessments, due by working day 45 from the day they began, held when a manager
 * signed them off. Records that began on one day are one assessment, signed off by the first of
 * them; one without a first day cannot be dated and is left out.
 */
final class ChildFamilyAssessments {

  private final String workingDays;
  private final LocalDate businessDate;

  ChildFamilyAssessments(Parameters parameters, LocalDate businessDate) {
    this.workingDays = parameters.sql("child_family_working_days", "since_on");
    this.businessDate = businessDate;
  }

  Dataset<Row> obligations(Inputs inputs) {
    Dataset<Row> assessments =
        inputs
            .table(Tables.STG_CHILD_FAMILY_ASSESSMENT)
            .where("started_on <= date'%s'".formatted(businessDate))
            .withColumnRenamed("started_on", "since_on")
            .groupBy(Key.CHILD.columns("since_on"))
            .agg(
                expr(
                    "min(if(authorised_on <= date'%s', authorised_on, null)) as held_on"
                        .formatted(businessDate)),
                expr("array_sort(collect_set(source_row)) as source_rows"));
    return WorkingDays.due(inputs, assessments, workingDays)
        .selectExpr(
            "authority_code",
            "child_key",
            "'child_and_family' as assessment_type",
            "cast(null as int) as care_period_no",
            "since_on",
            "due_on",
            "held_on",
            "held_on is not null as is_held",
            "coalesce(held_on <= due_on, false) as is_on_time",
            "cast(null as date) as obligation_ended_on",
            "'recorded' as method",
            "cast(null as date) as consent_on",
            "cast(null as date) as requested_on",
            "cast(null as string) as late_step",
            "cast(null as int) as score",
            "cast(null as int) as since_score",
            "cast(null as date) as recorded_on",
            """
            array_compact(array(if(size(source_rows) > 1, 'several_records', null))) as flags
            """,
            "source_rows");
  }
}
