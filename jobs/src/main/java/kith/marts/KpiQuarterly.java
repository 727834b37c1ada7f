package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code kpi_quarterly}: the exact figures.
 *
 * <ul>
 *   <li>Grain: one row per authority, KPI, period type of the KPI and quarter end since history
 *       begins, whether or not the KPI has members there: the total, whose breakdown is null, and
 *       one row for each value of the KPI's breakdowns ({@link Bands}).
 *   <li>Source: the members of the KPIs; {@code fact_population} for rates; {@code kpi_comparison}
 *       for the published figures beside them.
 *   <li>Units: the value is in the KPI's unit, rounded half up to one decimal, once, from exact
 *       sums (R12). Low and high are the 95% interval, see {@link Intervals}.
 *   <li>Counted members are those who add anything to a sum: what a figure rests on where its sums
 *       are of days, sessions, places or working time (R13).
 *   <li>Nulls: no value when the status is {@code not_available} (no sums either, R19), and where
 *       the denominator of a share or an average is 0. A count of nobody is 0 and {@code ok}; its
 *       denominator is null unless its members have one.
 *   <li>Backfill: the figures of the other quarters are copied as published, with their business
 *       date and rule version; only their publication, and the columns that compare them with
 *       earlier quarters, are those of the new publication.
 * </ul>
 *
 * <p>Status, the first that holds:
 *
 * <ul>
 *   <li>{@code not_available}: the source does not carry what the KPI needs, or no population of
 *       the vintage named or an earlier one is held.
 *   <li>{@code no_cohort}: the denominator is 0 with everything available, in a window that the
 *       history held covers from its first day (R17c); a KPI may look back further than its window
 *       ({@code looks_back_months}).
 *   <li>{@code insufficient_history}: more than {@code insufficient_history_share} of the members
 *       reach back before the history held (R17), or the denominator is 0 and the window does.
 *   <li>{@code provisional}: the mid-year population that a rate's rule names (that of the year
 *       before the reporting year ends) was not published by the business date; the latest one
 *       published by then is used.
 *   <li>{@code ok}.
 * </ul>
 *
 * <p>Direction compares with the quarter before (R12b). A change is clear when the interval of the
 * difference, made from the exact sums of both quarters, leaves out 0 ({@link Intervals}). It is
 * {@code not_applicable} to a KPI without a polarity, to a figure without an interval, and where
 * either quarter has no value or too short a history.
 *
 * <p>Target and colour are given to the comparable period type alone, the colour never to counts
 * (R18), never to a breakdown, and only to a value that differs from the target by more than
 * chance: where the target lies within the interval, its ends included, there is no colour. A value
 * at the end of the amber margin gets the better colour.
 *
 * <p>Too few to compare (R12c): a share or rate whose denominator is under {@code
 * too_few_to_compare} has the colour {@code too_few} in place of one, and the direction {@code
 * too_few} where this denominator or that of the quarter before is.
 */
public final class KpiQuarterly implements TableBuild {

  private final MartRun run;
  private final Members members;
  private final Direction direction;

  KpiQuarterly(MartRun run, Members members) {
    this.run = run;
    this.members = members;
    this.direction = new Direction(run.parameters().integer("too_few_to_compare"));
  }

  @Override
  public TableName writes() {
    return Tables.KPI_QUARTERLY;
  }

  @Override
  public List<TableName> reads() {
    List<TableName> reads = new ArrayList<>(members.reads());
    reads.addAll(List.of(Tables.DIM_AUTHORITY, Tables.FACT_POPULATION, Tables.KPI_COMPARISON));
    return Backfill.reads(run, reads.stream().distinct().toList(), Tables.KPI_QUARTERLY);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> definitions = broadcast(KpiGrid.definitions(inputs.spark(), run));
    Dataset<Row> sums =
        Bands.sums(members.of(inputs, businessDate), members.sql(), run).localCheckpoint(true);
    Dataset<Row> made =
        KpiGrid.of(Periods.of(inputs.table(Tables.SOURCE_NIGHT), businessDate, run.backfill()), run)
            .transform(grid -> withSums(Bands.of(grid, banded(inputs, sums), run), sums))
            .transform(rows -> withPopulation(rows, inputs, businessDate))
            .transform(rows -> withStatus(rows, businessDate))
            .transform(KpiQuarterly::withValue)
            .transform(rows -> withComparators(rows, inputs.table(Tables.KPI_COMPARISON)))
            .transform(rows -> withTarget(rows, KpiGrid.targets(inputs.spark(), run)))
            .transform(rows -> made(rows, businessDate));
    Dataset<Row> all =
        run.backfill().isEmpty()
            ? made
            : made.unionByName(
                Backfill.kept(inputs.table(Tables.KPI_QUARTERLY), run.backfill().get())
                    .withColumn("publication_id", lit(run.publicationId()))
                    .drop("previous_quarter", "same_quarter_last_year", "direction"),
                // An earlier Kith did not write all of these columns.
                true);
    return all.join(
            definitions.select("kpi", "kind", "better", "compares_quarters"),
            new String[] {"kpi"},
            "left")
        .transform(this::withEarlierQuarters)
        .drop("kind", "better", "compares_quarters")
        .transform(Compiled::rows);
  }

  /** The breakdowns and values that occur in the sums and in the quarters that a backfill keeps. */
  private Dataset<Row> banded(Inputs inputs, Dataset<Row> sums) {
    Dataset<Row> found = sums.select("kpi", "breakdown", "breakdown_value");
    return run.backfill().isEmpty()
        ? found
        : found.unionByName(
            Backfill.kept(inputs.table(Tables.KPI_QUARTERLY), run.backfill().get())
                .select("kpi", "breakdown", "breakdown_value"));
  }

  /** Adds the sums of members; without members they are null. */
  private static Dataset<Row> withSums(Dataset<Row> grid, Dataset<Row> sums) {
    Column same =
        Stream.of("authority_code", "kpi", "period_type", "as_at", "breakdown", "breakdown_value")
            .map(column -> grid.col(column).eqNullSafe(sums.col(column)))
            .reduce(Column::and)
            .orElseThrow();
    return grid.join(sums, same, "left")
        .select(
            grid.col("*"),
            expr("numerators"),
            expr("denominators"),
            expr("members"),
            expr("counted_members as counted"),
            expr("members_cut_short"));
  }

  /**
   * Adds the population of a rate's vintage. The cut-off is the business date alone, so that a
   * quarter is recalculated once its vintage is published.
   */
  private static Dataset<Row> withPopulation(
      Dataset<Row> rows, Inputs inputs, LocalDate businessDate) {
    Dataset<Row> areas =
        inputs
            .table(Tables.DIM_AUTHORITY)
            .groupBy("authority_code")
            .agg(expr("max(gss_code)").as("area_code"));
    Dataset<Row> held =
        AsKnown.gather(
            inputs.table(Tables.FACT_POPULATION).withColumnRenamed("mid_year_on", "period_end"),
            "age_band",
            "area_code",
            "population");
    return rows.join(areas, new String[] {"authority_code"}, "left")
        .join(held, new String[] {"age_band", "area_code"}, "left")
        .withColumn("vintage_year", expr("year(add_months(as_at, -3))"))
        .withColumn("latest_period", expr("make_date(vintage_year, 12, 31)"))
        .withColumn("cut_off", lit(businessDate))
        .transform(AsKnown::choose)
        .withColumn("population", col("figure.population"))
        .withColumn("population_year", expr("year(figure.period_end)"))
        .drop("figures", "figure", "latest_period", "cut_off", "later_edition", "area_code");
  }

  private Dataset<Row> withStatus(Dataset<Row> rows, LocalDate businessDate) {
    return rows.withColumn(
            "status",
            expr(
                """
                case
                    when not available or (kind = 'RATE' and population is null)
                        then 'not_available'
                    when members_cut_short > %s * members then 'insufficient_history'
                    when coalesce(members, 0) = 0
                        and add_months(window_start, -looks_back_months) < history_from
                        then 'insufficient_history'
                    when kind in ('SHARE', 'AVERAGE') and coalesce(denominators, 0) = 0
                        then if(
                            add_months(window_start, -looks_back_months) >= history_from,
                            'no_cohort',
                            'insufficient_history')
                    when kind = 'RATE' and population_year <> vintage_year then 'provisional'
                    else 'ok'
                end
                """
                    .formatted(
                        run.parameters().at(businessDate).decimal("insufficient_history_share"))))
        .withColumn(
            "numerator",
            expr(
                """
                cast(if(status = 'not_available', null, coalesce(numerators, 0))
                    as decimal(18,4))
                """))
        .withColumn(
            "denominator",
            expr(
                """
                cast(case
                    when status = 'not_available' then null
                    when kind = 'RATE' then population
                    when kind in ('COUNT', 'EVENTS', 'AMOUNT') then denominators
                    else coalesce(denominators, 0)
                end as decimal(18,4))
                """))
        .withColumn(
            "counted_members", expr("if(status = 'not_available', null, coalesce(counted, 0))"))
        .withColumn("population_year", expr("if(status = 'not_available', null, population_year)"));
  }

  /**
   * Adds the value and its interval. A quotient keeps 18 decimals before it is rounded: a figure
   * that is not exactly on a half is never that close to one.
   */
  private static Dataset<Row> withValue(Dataset<Row> rows) {
    return rows.withColumn(
            "value",
            expr(
                """
                cast(round(case
                    when status = 'not_available' then null
                    when kind in ('COUNT', 'EVENTS', 'AMOUNT') then numerator
                    when denominator = 0 then null
                    else cast(times * numerator as decimal(20,4)) / denominator
                end, 1) as decimal(18,1))
                """))
        .withColumn(
            "ends",
            when(
                col("value").isNotNull(),
                Intervals.ends(col("kind"), col("numerator"), col("denominator"))))
        .withColumn("low", expr("cast(round(ends.low, 1) as decimal(18,1))"))
        .withColumn("high", expr("cast(round(ends.high, 1) as decimal(18,1))"));
  }

  /**
   * Takes the three published figures from the comparison, with the last days of their periods; the
   * others have no value there. A breakdown is compared with none.
   */
  private static Dataset<Row> withComparators(Dataset<Row> rows, Dataset<Row> comparison) {
    Map<String, Column> figures = new LinkedHashMap<>();
    for (String comparator : KpiDefinition.COMPARATORS) {
      String held = " filter (where comparator = '%s' and value is not null)".formatted(comparator);
      figures.put(comparator, expr("max(value)" + held));
      figures.put(comparator + "_period_end", expr("max(period_end)" + held));
    }
    Column[] named =
        figures.entrySet().stream()
            .map(figure -> figure.getValue().as(figure.getKey()))
            .toArray(Column[]::new);
    Dataset<Row> beside =
        comparison
            .groupBy("authority_code", "kpi", "period_type", "as_at")
            .agg(named[0], Arrays.copyOfRange(named, 1, named.length));
    Dataset<Row> compared =
        rows.join(beside, new String[] {"authority_code", "kpi", "period_type", "as_at"}, "left");
    for (String figure : figures.keySet()) {
      compared = compared.withColumn(figure, when(col("breakdown").isNull(), col(figure)));
    }
    return compared;
  }

  private Dataset<Row> withTarget(Dataset<Row> rows, Dataset<Row> targets) {
    Dataset<Row> ofKpi = broadcast(targets.withColumnRenamed("kpi", "target_kpi"));
    return rows.join(
            ofKpi,
            expr(
                """
                kpi = target_kpi and period_type = comparable_period_type and breakdown is null
                    and as_at >= valid_from and (valid_to is null or as_at <= valid_to)
                """),
            "left")
        .withColumn("beyond_target", expr("if(polarity = 'lower', value - target, target - value)"))
        .withColumn(
            "rag",
            expr(
                """
                case
                    -- Without an interval there is no evidence for a colour.
                    when beyond_target is null or kind = 'COUNT' or low is null then 'none'
                    -- A figure with insufficient history gets no colour.
                    when status = 'insufficient_history' then 'none'
                    when %s then 'too_few'
                    when target between low and high then 'none'
                    when beyond_target <= 0 then 'green'
                    when beyond_target <= amber_margin then 'amber'
                    else 'red'
                end
                """
                    .formatted(direction.isTooFew("denominator"))));
  }

  private Dataset<Row> made(Dataset<Row> rows, LocalDate businessDate) {
    return rows.selectExpr(
        "authority_code",
        "kpi",
        "period_type",
        "as_at",
        "breakdown",
        "breakdown_value",
        "numerator",
        "denominator",
        "counted_members",
        "value",
        "status",
        "low",
        "high",
        "target",
        "rag",
        "england",
        "region",
        "neighbours",
        "england_period_end",
        "region_period_end",
        "neighbours_period_end",
        "population_year",
        "rule_version",
        "parameters",
        "date'%s' as business_date".formatted(businessDate),
        "'%s' as publication_id".formatted(run.publicationId()),
        "simulated");
  }

  /**
   * Adds what the same KPI and period type had one and four quarters before. A year to date is not
   * compared with the quarter before: the two differ in length.
   */
  private Dataset<Row> withEarlierQuarters(Dataset<Row> rows) {
    return rows.withColumn(
            "previous_quarter",
            when(
                col("period_type").notEqual("YTD"), max("value").over(Direction.quartersBefore(1))))
        .withColumn("same_quarter_last_year", max("value").over(Direction.quartersBefore(4)))
        .transform(direction::of);
  }
}
