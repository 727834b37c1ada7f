package kith.conform.assessment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;

import kith.contract.Inputs;
import kith.contract.Parameters;
import kith.contract.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The chain of review obligations of a period of care: from its start to the first assessment, from
 * each assessment to the next. The next is due after 6 months if the child is still under 5 on that
 * day, otherwise after 12: calendar months, the month's last day where the day does not exist.
 */
final class ReviewHealth {

  private final int monthsUnder5;
  private final int monthsFrom5;

  ReviewHealth(Parameters parameters) {
    this.monthsUnder5 = parameters.integer("rha_months_under_5");
    this.monthsFrom5 = parameters.integer("rha_months_5_and_over");
  }

  Dataset<Row> obligations(Inputs inputs, HeldAssessments held) {
    Dataset<Row> periods =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            // A period that starts and ends on one day covers no day (R2).
            .where("ended_on is null or ended_on > started_on")
            .join(
                inputs.table(Tables.CHILD_BIRTH).drop("birth_estimated"),
                new String[] {"authority_code", "child_key"},
                "left")
            .select(
                "authority_code",
                "child_key",
                "care_period_no",
                "started_on",
                "ended_on",
                "start_observed",
                "birth_on",
                "source_rows");
    Dataset<Row> fromStart =
        periods.withColumn("since_on", col("started_on")).withColumnRenamed("source_rows", "rows");
    Dataset<Row> fromAssessment =
        periods
            .join(held.days(), new String[] {"authority_code", "child_key"})
            .where("held_on > started_on and (ended_on is null or held_on < ended_on)")
            .withColumnRenamed("held_on", "since_on")
            .withColumnRenamed("assessment_rows", "rows")
            .drop("source_rows");
    WindowSpec chain =
        Window.partitionBy("authority_code", "child_key", "care_period_no").orderBy("since_on");
    return fromStart
        .unionByName(fromAssessment)
        .withColumn("held_on", lead("since_on", 1).over(chain))
        .withColumn("held_rows", lead("rows", 1).over(chain))
        .selectExpr("*", dueOn() + " as due_on")
        .selectExpr(
            "authority_code",
            "child_key",
            "'review_health' as assessment_type",
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
            """
            array_compact(array(
                if(birth_on is null, 'birth_unknown', null),
                if(since_on = started_on and not start_observed, 'start_not_observed', null)
            )) as flags
            """,
            """
            array_sort(array_distinct(
                concat(rows, coalesce(held_rows, cast(array() as array<string>))))) as source_rows
            """);
  }

  private String dueOn() {
    return """
    if(
        calendar_months_after(since_on, %1$d) < birthday(birth_on, 5),
        calendar_months_after(since_on, %1$d),
        calendar_months_after(since_on, %2$d))
    """
        .formatted(monthsUnder5, monthsFrom5);
  }
}
