package kith.conform.care;

import static kith.conform.Flags.flag;
import static kith.conform.Flags.raised;
import static kith.conform.Flags.together;
import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_PERSON;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.conform.placement.Episode;
import kith.project.Parameters;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_care_period}: the time a child was looked after without a break.
 *
 * <ul>
 *   <li>Grain: one row per child and unbroken period of care (R4), without short breaks (R3).
 *   <li>Source: {@code fact_care_episode}, which says which episodes make a period; {@code
 *       stg_person} for the birth date. A period covers exactly the days that its episodes cover.
 *   <li>Why it ended: the reason of the episode that ended last; {@code to_short_breaks} if a short
 *       break continues it; {@code unknown} if it ended with X1 and nothing continues it, or if it
 *       was cut at the 18th birthday (R7: in a community home the 21st) without a reason. Of
 *       episodes that ended on one day, one with a reason is used. Care that ran past the birthday
 *       keeps the reason recorded later.
 *   <li>Nulls: {@code ended_on} and {@code end_reason} while it lasts; {@code history_from} where
 *       all of it is held; {@code age_at_start} where the birth date is unknown or later.
 * </ul>
 */
public final class CarePeriods implements TableBuild {

  private final int gapDays;

  /**
   * Needs x1_gap_days: a short break may begin up to this many days after an X1, like care (R4).
   */
  public CarePeriods(Parameters parameters) {
    this.gapDays = parameters.integer("x1_gap_days");
  }

  @Override
  public TableName writes() {
    return FACT_CARE_PERIOD;
  }

  @Override
  public List<TableName> reads() {
    return List.of(FACT_CARE_EPISODE, STG_PERSON);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> episodes = inputs.table(FACT_CARE_EPISODE);
    return episodes
        .transform(CarePeriods::oneRowPerPeriod)
        .transform(periods -> addShortBreaks(periods, episodes))
        .transform(periods -> addBirthDate(periods, inputs.table(STG_PERSON)))
        .transform(CarePeriods::decideHowItStarted)
        .transform(CarePeriods::decideWhyItEnded)
        .transform(CarePeriods::asSpecified);
  }

  private static Dataset<Row> oneRowPerPeriod(Dataset<Row> episodes) {
    return episodes
        .where(col("care_period_no").isNotNull())
        // If two courses of care begin together, one S is enough.
        .withColumn("is_not_s", col("start_reason").notEqual("S"))
        .groupBy(Key.CHILD.columns("care_period_no"))
        .agg(
            min("started_on").as("first_day"),
            min(struct("started_on", "is_not_s", "episode_no", "start_reason", "entered_care_on"))
                .as("first"),
            max(struct(
                    coalesce(col("counts_until"), lit(Episode.FAR)).as("ends"),
                    not(coalesce(col("end_reason"), lit("X1")).isin("X1", "unknown"))
                        .as("gives_a_reason"),
                    col("episode_no"),
                    col("ended_on"),
                    col("end_reason")))
                .as("last"),
            count(lit(1)).cast("int").as("episodes"),
            flatten(collect_list("flags")).as("flags"),
            flatten(collect_list("source_rows")).as("source_rows"))
        .withColumn("ended_on", when(col("last.ends").lt(lit(Episode.FAR)), col("last.ends")));
  }

  /**
   * Whether a V3 or V4 series comes directly before or after the period: it covers the day before
   * the start, or the day of the end, allowing for as many missing days as a gap of recording may
   * have (R3, R4). And whether a series began at any time before, since its breaks are weeks apart
   * (R17).
   */
  private Dataset<Row> addShortBreaks(Dataset<Row> periods, Dataset<Row> episodes) {
    Dataset<Row> shortBreaksOfChild =
        episodes
            .where(col("is_short_break"))
            .groupBy(Key.CHILD.columns())
            .agg(
                collect_list(
                        struct(
                            col("started_on"),
                            coalesce(col("ended_on"), lit(Episode.FAR)).as("ended_on")))
                    .as("short_breaks"));
    return periods
        .join(shortBreaksOfChild, Key.CHILD.names(), "left")
        .withColumn(
            "follows_short_breaks",
            coalesce(
                expr(
                    """
                    exists(short_breaks, series -> series.started_on < first_day
                        and series.ended_on >= date_sub(first_day, %d))
                    """
                        .formatted(gapDays)),
                lit(false)))
        .withColumn(
            "had_short_breaks",
            coalesce(
                expr("exists(short_breaks, series -> series.started_on < first_day)"), lit(false)))
        .withColumn(
            "goes_on_as_short_breaks",
            coalesce(
                expr(
                    """
                    exists(short_breaks, series -> series.ended_on > ended_on
                        and series.started_on <= date_add(ended_on, %d))
                    """
                        .formatted(gapDays)),
                lit(false)));
  }

  private static Dataset<Row> addBirthDate(Dataset<Row> periods, Dataset<Row> people) {
    Dataset<Row> births = people.groupBy(Key.CHILD.columns()).agg(min("birth_on").as("birth_on"));
    return periods.join(births, Key.CHILD.names(), "left");
  }

  /** Whether the start is in the extract and, if not, the source's own date (R17). */
  private static Dataset<Row> decideHowItStarted(Dataset<Row> periods) {
    Column startsWithS = col("first.start_reason").equalTo("S");
    Column isFirst = col("care_period_no").equalTo(1);
    return periods
        .withColumn("start_observed", not(isFirst).or(startsWithS).or(col("had_short_breaks")))
        .withColumn(
            "starts_without_s",
            col("start_observed").and(not(startsWithS)).and(not(col("follows_short_breaks"))))
        .withColumn(
            "started_on",
            when(col("start_observed"), col("first_day"))
                .otherwise(least(col("first_day"), col("first.entered_care_on"))))
        .withColumn("age", expr("age_on(birth_on, started_on)"));
  }

  private static Dataset<Row> decideWhyItEnded(Dataset<Row> periods) {
    Column isX1 = col("last.end_reason").eqNullSafe("X1");
    Column endsByX1 = isX1.and(coalesce(col("last.ended_on").equalTo(col("ended_on")), lit(false)));
    // In a community home care may end at 21 (R7).
    Column isAtLastBirthday =
        coalesce(expr("ended_on in (birthday(birth_on, 18), birthday(birth_on, 21))"), lit(false));
    return periods
        .withColumn(
            "x1_not_continued",
            endsByX1.and(not(col("goes_on_as_short_breaks"))).and(not(isAtLastBirthday)))
        .withColumn(
            "end_reason",
            when(col("ended_on").isNull(), lit(null))
                .when(not(isX1), coalesce(col("last.end_reason"), lit("unknown")))
                .when(endsByX1.and(col("goes_on_as_short_breaks")), lit("to_short_breaks"))
                .otherwise("unknown"));
  }

  private static Dataset<Row> asSpecified(Dataset<Row> periods) {
    return periods.select(
        col("authority_code"),
        col("child_key"),
        col("care_period_no"),
        col("started_on"),
        col("ended_on"),
        col("end_reason"),
        col("start_observed"),
        col("start_observed").as("counts_as_start"),
        when(not(col("start_observed")), col("first_day")).as("history_from"),
        when(col("age").geq(0), col("age")).as("age_at_start"),
        col("episodes"),
        together(
                col("flags"),
                raised(
                    flag("start_without_s", col("starts_without_s")),
                    flag("x1_not_continued", col("x1_not_continued")),
                    flag("starts_before_birth", col("started_on").lt(col("birth_on")))))
            .as("flags"),
        together(col("source_rows")).as("source_rows"));
  }
}
