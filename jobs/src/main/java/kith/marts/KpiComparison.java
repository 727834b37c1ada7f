package kith.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code kpi_comparison}: the published figure that stands beside a KPI result.
 *
 * <ul>
 *   <li>Grain: one row per total row of {@code kpi_quarterly} and comparator.
 *   <li>Source: {@code fact_benchmark}. The figure of the neighbours is that of {@link Neighbours}.
 *   <li>Two readings. The figure as known is read at the cut-off: the earlier of the business date
 *       and the as-at date plus {@code benchmark_lag_days}. The latest one, in the columns {@code
 *       latest_*}, is read on the business date: a later period up to the as-at date, or a later
 *       edition, may have come out since. Both follow the same rules.
 *   <li>The period is the latest that ended by the as-at date and was known.
 *   <li>Units: the value is as published, in the series' unit, not rounded again; a neighbours'
 *       figure has two decimals.
 *   <li>Nulls: the value is null unless the status is {@code published} or {@code later_edition};
 *       period, edition and day of publication are also given with a publisher's symbol and where
 *       too few neighbours have a figure.
 * </ul>
 *
 * <p>Status, the first that holds:
 *
 * <ul>
 *   <li>{@code not_comparable}: the benchmark is defined for another period type (R18).
 *   <li>{@code no_series}: nobody publishes the measure, or none of its figures are held.
 *   <li>{@code not_applicable}: there was no such authority on the as-at date, or the series is not
 *       published for the comparator; neighbours of a count are never compared (R18).
 *   <li>{@code no_series}: none of its figures are held for the area, or for any neighbour.
 *   <li>{@code not_yet_published}: no figure of a period up to the as-at date was known.
 *   <li>{@code suppressed}, {@code not_available}, {@code not_applicable}: the publisher's symbol.
 *   <li>{@code too_few}: fewer than {@code benchmark_areas_needed} neighbours have a figure of the
 *       period.
 *   <li>{@code later_edition}: published by the cut-off, but only a later edition is held, of the
 *       area or of a neighbour. A ready-made neighbour mean is computed from the latest editions,
 *       so it has this status unless the newest edition held of the authority's own figure was
 *       published by the cut-off.
 *   <li>{@code published}.
 * </ul>
 */
public final class KpiComparison implements TableBuild {

  private static final String ENGLAND = "E92000001";
  private static final String COMPUTED = "computed-from-latest";

  private final MartRun run;

  KpiComparison(MartRun run) {
    this.run = run;
  }

  @Override
  public TableName writes() {
    return Tables.KPI_COMPARISON;
  }

  @Override
  public List<TableName> reads() {
    return Backfill.reads(
        run,
        List.of(Tables.SOURCE_NIGHT, Tables.DIM_AUTHORITY, Tables.FACT_BENCHMARK),
        Tables.KPI_COMPARISON);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> authorities = inputs.table(Tables.DIM_AUTHORITY);
    Dataset<Row> held = held(inputs.table(Tables.FACT_BENCHMARK));
    Dataset<Row> made =
        KpiGrid.of(Periods.of(inputs.table(Tables.SOURCE_NIGHT), businessDate, run.backfill()), run)
            .withColumn("comparator", expr("explode(array('england', 'region', 'neighbours'))"))
            .transform(grid -> Readings.of(grid, run.parameters(), businessDate))
            .withColumn("latest_period", col("as_at"))
            .transform(rows -> withArea(rows, authorities))
            .transform(rows -> withFigure(rows, held))
            .transform(rows -> withNeighbours(rows, Neighbours.of(authorities), held, businessDate))
            .transform(rows -> withStatus(rows, businessDate))
            .transform(rows -> asPublished(rows, businessDate));
    return run.backfill().isEmpty()
        ? made
        : made.unionByName(
            Backfill.kept(inputs.table(Tables.KPI_COMPARISON), run.backfill().get())
                .withColumn("publication_id", lit(run.publicationId())));
  }

  /** The figures of each series and area, in all editions. */
  static Dataset<Row> held(Dataset<Row> benchmarks) {
    return AsKnown.gather(
        benchmarks.withColumnRenamed("kpi", "series"),
        "series",
        "area_code",
        "value, status, denominator, neighbours_with_value");
  }

  /** Adds the area that the comparator stands for. */
  private static Dataset<Row> withArea(Dataset<Row> rows, Dataset<Row> authorities) {
    return Neighbours.withModel(rows, authorities)
        .withColumn(
            "area_code",
            expr(
                """
                case comparator
                    when 'england' then '%s'
                    when 'region' then region_code
                    else concat('SN', model, '-', gss_code)
                end
                """
                    .formatted(ENGLAND)));
  }

  /**
   * Adds the figure that was known, and when the newest edition of the authority's own figure was
   * published.
   */
  private static Dataset<Row> withFigure(Dataset<Row> rows, Dataset<Row> held) {
    Dataset<Row> series = held.select(col("series").as("series_held")).distinct();
    Dataset<Row> own =
        held.select(
            col("series").as("own_series"),
            col("area_code").as("own_area"),
            col("figures").as("own_figures"));
    return rows.join(series, rows.col("benchmark").equalTo(series.col("series_held")), "left")
        .join(
            held,
            rows.col("benchmark")
                .equalTo(held.col("series"))
                .and(rows.col("area_code").equalTo(held.col("area_code"))),
            "left")
        .drop(held.col("area_code"))
        .join(
            own,
            rows.col("benchmark")
                .equalTo(own.col("own_series"))
                .and(rows.col("gss_code").equalTo(own.col("own_area"))),
            "left")
        .transform(AsKnown::choose)
        .withColumn(
            "own_newest_on",
            expr(
                """
                array_max(transform(
                    filter(own_figures, f -> f.period_end = figure.period_end),
                    f -> f.published_on))
                """));
  }

  /**
   * Puts what is worked out from the neighbours' own figures in place of a ready-made mean. Where
   * no neighbour's figure of the series is held, the ready-made mean stays.
   */
  private Dataset<Row> withNeighbours(
      Dataset<Row> rows, Dataset<Row> neighbours, Dataset<Row> held, LocalDate businessDate) {
    String[] asked = {
      "authority_code", "benchmark", "comparator", "model", "latest_period", "cut_off"
    };
    Dataset<Row> workedOut =
        Neighbours.figures(
            rows.where(
                    """
                    comparator = 'neighbours' and period_type = comparable_period_type
                        and kind not in ('COUNT', 'EVENTS', 'AMOUNT')
                        and array_contains(comparators, comparator)
                    """)
                .selectExpr(asked)
                .distinct(),
            neighbours,
            held,
            run.parameters().at(businessDate).text("neighbour_figure"));
    return rows.join(workedOut, asked, "left")
        .withColumn("figure", expr("if(neighbours_later is null, figure, neighbours)"))
        .withColumn("later_edition", expr("coalesce(neighbours_later, later_edition)"));
  }

  private Dataset<Row> withStatus(Dataset<Row> rows, LocalDate businessDate) {
    return rows.withColumn(
        "status",
        expr(
            """
            case
                when period_type <> comparable_period_type then 'not_comparable'
                when series_held is null then 'no_series'
                when not existed then 'not_applicable'
                when not array_contains(comparators, comparator) then 'not_applicable'
                when kind in ('COUNT', 'EVENTS', 'AMOUNT') and comparator = 'neighbours' then 'not_applicable'
                when figures is null and neighbours_later is null then 'no_series'
                when figure is null then 'not_yet_published'
                when figure.status in ('suppressed', 'not_available', 'not_applicable')
                    then figure.status
                when figure.neighbours_with_value < %d then 'too_few'
                when later_edition then 'later_edition'
                when figure.edition = '%s' and coalesce(own_newest_on > cut_off, true)
                    then 'later_edition'
                else 'published'
            end
            """
                .formatted(
                    run.parameters().at(businessDate).integer("benchmark_areas_needed"),
                    COMPUTED)));
  }

  /** Puts both readings into one row. */
  private Dataset<Row> asPublished(Dataset<Row> rows, LocalDate businessDate) {
    String hasFigure = "status in ('published', 'later_edition')";
    String hasPeriod = "(%s or status = 'too_few' or status = figure.status)".formatted(hasFigure);
    String isNeighbours =
        "(comparator = 'neighbours'"
            + " and status not in ('not_comparable', 'no_series', 'not_applicable'))";
    return rows.withColumn(
            "read",
            expr(
                """
                struct(
                    -- A share or average that rounds to zero was published as a symbol that means
                    -- zero.
                    if(%1$s, if(figure.status = 'rounds_to_zero', 0, figure.value), null) as value,
                    status,
                    if(%2$s, figure.period_end, null) as period_end,
                    if(%2$s, figure.edition, null) as edition,
                    if(%2$s, figure.published_on, null) as published_on,
                    if(%3$s, model, null) as neighbour_model,
                    if(%2$s and %3$s, figure.neighbours_with_value, null) as neighbours_with_value)
                """
                    .formatted(hasFigure, hasPeriod, isNeighbours)))
        .groupBy("authority_code", "kpi", "period_type", "as_at", "comparator", "simulated")
        .agg(read(Readings.AS_KNOWN).as("known"), read(Readings.LATEST).as("latest"))
        .selectExpr(
            "authority_code",
            "kpi",
            "period_type",
            "as_at",
            "cast(null as string) as breakdown",
            "cast(null as string) as breakdown_value",
            "comparator",
            "known.*",
            "latest.value as latest_value",
            "latest.status as latest_status",
            "latest.period_end as latest_period_end",
            "latest.edition as latest_edition",
            "latest.published_on as latest_published_on",
            "latest.neighbour_model as latest_neighbour_model",
            "latest.neighbours_with_value as latest_neighbours_with_value",
            "date'%s' as business_date".formatted(businessDate),
            "'%s' as publication_id".formatted(run.publicationId()),
            "simulated");
  }

  private static Column read(String reading) {
    return expr("max(read) filter (where reading = '%s')".formatted(reading));
  }
}
