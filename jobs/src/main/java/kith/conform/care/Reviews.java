package kith.conform.care;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.conform.calendar.WorkingDays;
import kith.project.Parameters;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code fact_review}: the reviews that looked-after children were due, held or not.
 *
 * <ul>
 *   <li>Grain: one row per review due: from the start of a period of care to the first review, from
 *       each review to the next, so that on any day one review of a child in care is open.
 *   <li>Source: {@code fact_care_period}; {@code stg_review}, of which only what was held by the
 *       business date and not cancelled counts. Records of one day are one review.
 *   <li>The due date is calculated, not read from the source: by working day 20 from the start of
 *       care (R9), 3 calendar months after the first review, 6 after every later one. If the start
 *       of care was not observed, or the first review fell due before the extract's history and
 *       none held before it is in the extract, it is unknown which review was the first: then the
 *       first one held is due as the source says, else on the day it was held, and the next after 6
 *       months.
 *   <li>A review whose care ended before it fell due was not due: {@code obligation_ended_on} shows
 *       it.
 *   <li>Nulls: {@code held_on} and {@code participation} while it was not held; {@code
 *       recorded_due_on} where the source does not say; {@code obligation_ended_on} while the
 *       period of care lasts.
 * </ul>
 */
public final class Reviews implements TableBuild {

  private static final int COUNTS_FROM_AGE = 4;

  private final CodeLists codes;
  private final Parameters parameters;

  /**
   * @param codes the list review_participation
   * @param parameters review_first_working_days, review_second_months, review_later_months
   */
  public Reviews(CodeLists codes, Parameters parameters) {
    this.codes = codes;
    this.parameters = parameters;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_REVIEW;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.FACT_CARE_PERIOD,
        Tables.STG_REVIEW,
        Tables.CHILD_BIRTH,
        Tables.DIM_DATE,
        Tables.SOURCE_NIGHT);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> periods = periods(inputs);
    return fromStart(periods)
        .unionByName(fromReview(periods, held(inputs, businessDate)))
        .transform(Reviews::lookAhead)
        .transform(Reviews::decideWhatIsObserved)
        .withColumn("due_on", expr(dueOn()))
        .transform(this::asSpecified);
  }

  /** Periods of at least a day (R2), each with the day on which its first review is due. */
  private Dataset<Row> periods(Inputs inputs) {
    Dataset<Row> periods =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            .where("ended_on is null or ended_on > started_on")
            .select(
                Key.CHILD.with(
                    col("care_period_no"),
                    col("started_on").as("since_on"),
                    col("ended_on"),
                    col("start_observed"),
                    col("source_rows").as("period_rows")));
    // Where an authority has several systems, history begins when the last of them begins.
    Dataset<Row> history =
        inputs
            .table(Tables.SOURCE_NIGHT)
            .groupBy("authority_code")
            .agg(max("history_from").as("history_from"));
    return WorkingDays.due(inputs, periods, parameters.integer("review_first_working_days"))
        .withColumnRenamed("due_on", "first_due_on")
        .withColumnRenamed("since_on", "started_on")
        .join(inputs.table(Tables.CHILD_BIRTH).drop("birth_estimated"), Key.CHILD.names(), "left")
        .join(broadcast(history), new String[] {"authority_code"}, "left");
  }

  /** One row per child and day on which a review was held. */
  private Dataset<Row> held(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_REVIEW)
        .where("held_on <= date'%s' and not coalesce(is_cancelled, false)".formatted(businessDate))
        .withColumn(
            "fullest_first",
            codes
                .attribute("review_participation", "fullest_first", col("participation"))
                .cast("int"))
        .groupBy(Key.CHILD.columns("held_on"))
        .agg(
            expr("max(due_on) as recorded_due_on"),
            // Of several records of a day the one with the fullest participation counts.
            expr("coalesce(min_by(participation, fullest_first), 'unknown') as participation"),
            expr("array_sort(collect_set(source_row)) as review_rows"));
  }

  private static Dataset<Row> fromStart(Dataset<Row> periods) {
    return periods.selectExpr(
        Key.CHILD.names(
            "care_period_no",
            "started_on as since_on",
            "ended_on",
            "start_observed",
            "birth_on",
            "first_due_on",
            "history_from",
            "cast(null as struct<held_on: date, recorded_due_on: date, participation: string,"
                + " review_rows: array<string>>) as review",
            "period_rows as rows"));
  }

  private static Dataset<Row> fromReview(Dataset<Row> periods, Dataset<Row> held) {
    return periods
        .join(held, Key.CHILD.names())
        .where("held_on >= started_on and (ended_on is null or held_on < ended_on)")
        .selectExpr(
            Key.CHILD.names(
                "care_period_no",
                "held_on as since_on",
                "ended_on",
                "start_observed",
                "birth_on",
                "first_due_on",
                "history_from",
                "struct(held_on, recorded_due_on, participation, review_rows) as review",
                "review_rows as rows"));
  }

  /** Numbers the obligations of a period and finds the review that fulfilled each of them. */
  private static Dataset<Row> lookAhead(Dataset<Row> obligations) {
    WindowSpec ofThePeriod =
        Window.partitionBy(Key.CHILD.columns("care_period_no"))
            .orderBy(col("since_on"), col("review").isNotNull());
    return obligations
        .withColumn("review_no", row_number().over(ofThePeriod))
        .withColumn("next", lead("review", 1).over(ofThePeriod));
  }

  /**
   * Of care whose first review was due before the extract's history, the reviews held then may be
   * missing, unless one of them is held (R17): the first one in the extract need not be review 1.
   */
  private static Dataset<Row> decideWhatIsObserved(Dataset<Row> obligations) {
    WindowSpec ofThePeriod = Window.partitionBy(Key.CHILD.columns("care_period_no"));
    return obligations
        .withColumn("first_held_on", min("review.held_on").over(ofThePeriod))
        .withColumn(
            "start_observed",
            expr(
                """
                start_observed and not coalesce(first_due_on < history_from
                    and coalesce(first_held_on >= history_from, true), false)
                """));
  }

  private String dueOn() {
    return """
    case
        when review_no = 1 and start_observed then first_due_on
        when review_no = 1 then coalesce(next.recorded_due_on, next.held_on, first_due_on)
        when review_no = 2 and start_observed then calendar_months_after(since_on, %d)
        else calendar_months_after(since_on, %d)
    end
    """
        .formatted(
            parameters.integer("review_second_months"), parameters.integer("review_later_months"));
  }

  private Dataset<Row> asSpecified(Dataset<Row> obligations) {
    return obligations
        .withColumn(
            "counts_for_participation",
            expr(
                "next is not null and coalesce(age_on(birth_on, next.held_on) >= %d, true)"
                    .formatted(COUNTS_FROM_AGE)))
        .selectExpr(
            "authority_code",
            "child_key",
            "care_period_no",
            "review_no",
            "since_on",
            "due_on",
            "next.recorded_due_on as recorded_due_on",
            "next.held_on as held_on",
            "next is not null as is_held",
            "coalesce(next.held_on <= due_on, false) as is_on_time",
            "ended_on as obligation_ended_on",
            "next.participation as participation",
            "counts_for_participation",
            "counts_for_participation and next.participation in (%s) as has_participated"
                .formatted(codesWhere("participated")),
            """
            array_compact(array(
                if(review_no = 1 and not start_observed, 'start_not_observed', null),
                if(next.recorded_due_on <> due_on, 'due_differs', null),
                if(size(next.review_rows) > 1, 'several_records', null),
                if(next is not null and birth_on is null, 'birth_unknown', null),
                if(counts_for_participation and next.participation in (%s), 'under_four_code',
                    null),
                if(counts_for_participation and next.participation = 'unknown',
                    'participation_unknown', null)
            )) as flags
            """
                .formatted(codesWhere("under_four")),
            """
            array_sort(array_distinct(
                concat(rows, coalesce(next.review_rows, cast(array() as array<string>)))))
                as source_rows
            """);
  }

  private String codesWhere(String attribute) {
    return codes.quotedWith("review_participation", attribute, "true");
  }
}
