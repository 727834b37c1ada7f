package kith.conform.assessment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;

import java.time.LocalDate;
import kith.conform.Key;
import kith.project.Parameters;
import kith.table.Inputs;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The chains of assessments that repeat within a period of care: from its start to the first
 * assessment, from each assessment to the next.
 *
 * <ul>
 *   <li>Review health assessments: the next is due after 6 months if the child is still under 5 on
 *       that day, otherwise after 12.
 *   <li>Dental checks: 12 months.
 *   <li>Development checks: 12 months, where the child is under 5 when it falls due.
 *   <li>Questionnaires (SDQ) with a score: 12 months, where the child is of the ages scored when it
 *       falls due. The chain begins a year before the first of these ages.
 * </ul>
 *
 * What was held is kept also where it fell due at an age at which none is asked for. Months are
 * calendar months, the month's last day where the day does not exist. All chains are made in one
 * pass, since they read the same periods of care.
 */
final class RepeatedAssessments {

  private static final int DEVELOPMENT_TO_AGE = 5;

  private final String monthsUnder5;
  private final String monthsFrom5;
  private final String annualMonths;
  private final String sdqFrom;
  private final String sdqTo;
  private final LocalDate businessDate;

  RepeatedAssessments(Parameters parameters, LocalDate businessDate) {
    this.businessDate = businessDate;
    this.monthsUnder5 = parameters.sql("rha_months_under_5", "since_on");
    this.monthsFrom5 = parameters.sql("rha_months_5_and_over", "since_on");
    this.annualMonths = parameters.sql("annual_health_months", "since_on");
    this.sdqFrom = parameters.sql("sdq_age_from", "started_on");
    this.sdqTo = parameters.sql("sdq_age_to", "due_on");
  }

  Dataset<Row> obligations(Inputs inputs, HeldAssessments held) {
    WindowSpec chain =
        Window.partitionBy(Key.CHILD.columns("care_period_no", "assessment_type"))
            .orderBy("since_on");
    Dataset<Row> chains = chains(inputs);
    return fromStart(chains, held.days())
        .unionByName(fromAssessment(chains, held.days()))
        .withColumn("held_on", lead("since_on", 1).over(chain))
        .withColumn("held_rows", lead("rows", 1).over(chain))
        .withColumn("held_score", lead("score", 1).over(chain))
        .selectExpr("*", dueOn() + " as due_on")
        .where(
            """
            held_on is not null or birth_on is null or case assessment_type
                when 'sdq' then due_on < birthday(birth_on, %s + 1)
                when 'development' then due_on < birthday(birth_on, %d)
                else true
            end
            """
                .formatted(sdqTo, DEVELOPMENT_TO_AGE))
        .selectExpr(
            "authority_code",
            "child_key",
            "assessment_type",
            "care_period_no",
            "since_on",
            "due_on",
            "held_on",
            "held_on is not null as is_held",
            "coalesce(held_on <= due_on, false) as is_on_time",
            "ended_on as obligation_ended_on",
            "'recorded' as method",
            "cast(null as date) as consent_on",
            "cast(null as date) as requested_on",
            "cast(null as string) as late_step",
            "held_score as score",
            "score as since_score",
            "cast(null as date) as recorded_on",
            """
            array_compact(array(
                if(birth_on is null, 'birth_unknown', null),
                if(is_first and not start_observed, 'start_not_observed', null),
                if(held_at_start, 'held_at_start', null)
            )) as flags
            """,
            """
            array_sort(array_distinct(
                concat(rows, coalesce(held_rows, cast(array() as array<string>))))) as source_rows
            """);
  }

  /** Every period of care, once per chain, with the day on which the chain begins. */
  private Dataset<Row> chains(Inputs inputs) {
    return inputs
        .table(Tables.FACT_CARE_PERIOD)
        .join(inputs.table(Tables.CHILD_BIRTH).drop("birth_estimated"), Key.CHILD.names(), "left")
        .selectExpr(
            Key.CHILD.names(
                "care_period_no",
                "started_on",
                "ended_on",
                "start_observed",
                "birth_on",
                "source_rows",
                "explode(array('review_health', 'dental', 'development', 'sdq')) as assessment_type"))
        .selectExpr(
            "*",
            """
            if(assessment_type = 'sdq',
                greatest(started_on, birthday(birth_on, %s - 1)), started_on) as begins_on
            """
                .formatted(sdqFrom))
        // A period that starts and ends on one day covers no day (R2); a chain may not have begun.
        .where("ended_on is null or ended_on > begins_on")
        .where("begins_on <= date'%s'".formatted(businessDate));
  }

  /**
   * An assessment on the day on which a chain begins is its first link; the next one is due from
   * it.
   */
  private static Dataset<Row> fromStart(Dataset<Row> chains, Dataset<Row> days) {
    String[] chain = Key.CHILD.names("assessment_type", "begins_on");
    Dataset<Row> thatDay = days.withColumnRenamed("held_on", "begins_on");
    return chains
        .join(thatDay, chain, "left")
        .selectExpr(
            Key.CHILD.names(
                "care_period_no",
                "assessment_type",
                "ended_on",
                "start_observed",
                "birth_on",
                "true as is_first",
                "assessment_rows is not null as held_at_start",
                "begins_on as since_on",
                "held_score as score",
                """
                concat(source_rows, coalesce(assessment_rows, cast(array() as array<string>)))
                    as rows
                """));
  }

  private static Dataset<Row> fromAssessment(Dataset<Row> chains, Dataset<Row> days) {
    return chains
        .join(days, Key.CHILD.names("assessment_type"))
        .where(
            col("held_on")
                .gt(col("begins_on"))
                .and(col("ended_on").isNull().or(col("held_on").lt(col("ended_on")))))
        .selectExpr(
            Key.CHILD.names(
                "care_period_no",
                "assessment_type",
                "ended_on",
                "start_observed",
                "birth_on",
                "false as is_first",
                "false as held_at_start",
                "held_on as since_on",
                "held_score as score",
                "assessment_rows as rows"));
  }

  private String dueOn() {
    return """
    case
        when assessment_type <> 'review_health' then calendar_months_after(since_on, %3$s)
        when calendar_months_after(since_on, %1$s) < birthday(birth_on, 5)
            then calendar_months_after(since_on, %1$s)
        else calendar_months_after(since_on, %2$s)
    end
    """
        .formatted(monthsUnder5, monthsFrom5, annualMonths);
  }
}
