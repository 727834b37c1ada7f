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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code kpi_comparison}: the published figure that stands beside a KPI result.
 *
 * <ul>
 *   <li>Grain: one row per total row of {@code kpi_quarterly} and comparator.
 *   <li>Source: {@code fact_benchmark}, as known at the cut-off: the earlier of the business date
 *       and the as-at date plus {@code benchmark_lag_days}. The period is the latest that ended by
 *       the as-at date and was known then.
 *   <li>Units: the value is as published, in the series' unit, not rounded again.
 *   <li>Nulls: the value is null unless the status is {@code published} or {@code later_edition};
 *       period, edition and day of publication are also given with a publisher's symbol.
 * </ul>
 *
 * <p>Status, the first that holds:
 *
 * <ul>
 *   <li>{@code not_comparable}: the benchmark is defined for another period type (R18).
 *   <li>{@code no_series}: nobody publishes the measure, or none of its figures are held.
 *   <li>{@code not_applicable}: the series is not published for the comparator; neighbours of a
 *       count are never compared (R18).
 *   <li>{@code not_available}: no figure at all is held for the area, or its symbol says so.
 *   <li>{@code not_yet_published}: no figure of a period up to the as-at date was known.
 *   <li>{@code suppressed}: the publisher's symbol.
 *   <li>{@code later_edition}: published by the cut-off, but only a later edition is held. A
 *       neighbour mean is computed from the latest editions, so it has this status unless the
 *       newest edition held of the authority's own figure was published by the cut-off.
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
    Dataset<Row> made =
        KpiGrid.of(Periods.of(inputs.table(Tables.SOURCE_NIGHT), businessDate, run.backfill()), run)
            .transform(grid -> withComparators(grid, businessDate))
            .transform(rows -> withArea(rows, inputs.table(Tables.DIM_AUTHORITY)))
            .transform(rows -> withFigure(rows, inputs.table(Tables.FACT_BENCHMARK)))
            .transform(KpiComparison::withStatus)
            .transform(rows -> asPublished(rows, businessDate));
    return run.backfill().isEmpty()
        ? made
        : made.unionByName(
            Backfill.kept(inputs.table(Tables.KPI_COMPARISON), run.backfill().get())
                .withColumn("publication_id", lit(run.publicationId())));
  }

  private Dataset<Row> withComparators(Dataset<Row> grid, LocalDate businessDate) {
    return grid.withColumn("comparator", expr("explode(array('england', 'region', 'neighbours'))"))
        .withColumn(
            "cut_off",
            expr(
                "least(date'%s', date_add(as_at, %d))"
                    .formatted(businessDate, run.parameters().integer("benchmark_lag_days"))))
        .withColumn("latest_period", col("as_at"));
  }

  /**
   * Adds the area that the comparator stands for. The neighbours are those of the newest model
   * published by the cut-off; before the first model was published, those of the oldest.
   */
  private static Dataset<Row> withArea(Dataset<Row> rows, Dataset<Row> authorities) {
    Dataset<Row> areas =
        authorities
            .groupBy("authority_code")
            .agg(
                expr("max(gss_code)").as("gss_code"),
                expr("max(region_code)").as("region_code"),
                expr("""
                        collect_set(struct(model_published_on, neighbour_model))
                            filter (where neighbour_model is not null)
                        """)
                    .as("models"));
    return rows.join(areas, rows.col("authority_code").equalTo(areas.col("authority_code")), "left")
        .drop(areas.col("authority_code"))
        .withColumn(
            "model",
            expr(
                """
                coalesce(
                    array_max(filter(models, m -> m.model_published_on <= cut_off)),
                    array_min(models)).neighbour_model
                """))
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
  private static Dataset<Row> withFigure(Dataset<Row> rows, Dataset<Row> benchmarks) {
    Dataset<Row> held =
        AsKnown.gather(
            benchmarks.withColumnRenamed("kpi", "series"),
            "series",
            "area_code",
            "value, status, neighbours_with_value");
    Dataset<Row> series = benchmarks.select(col("kpi").as("series_held")).distinct();
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

  private static Dataset<Row> withStatus(Dataset<Row> rows) {
    return rows.withColumn(
        "status",
        expr(
            """
            case
                when period_type <> comparable_period_type then 'not_comparable'
                when series_held is null then 'no_series'
                when not array_contains(comparators, comparator) then 'not_applicable'
                when kind in ('COUNT', 'AMOUNT') and comparator = 'neighbours' then 'not_applicable'
                when figures is null then 'not_available'
                when figure is null then 'not_yet_published'
                when figure.status in ('suppressed', 'not_available') then figure.status
                when later_edition then 'later_edition'
                when figure.edition = '%s' and coalesce(own_newest_on > cut_off, true)
                    then 'later_edition'
                else 'published'
            end
            """
                .formatted(COMPUTED)));
  }

  private Dataset<Row> asPublished(Dataset<Row> rows, LocalDate businessDate) {
    String hasFigure = "status in ('published', 'later_edition')";
    String hasPeriod =
        "(" + hasFigure + " or (status in ('suppressed', 'not_available') and figure is not null))";
    String isNeighbours =
        "(comparator = 'neighbours'"
            + " and status not in ('not_comparable', 'no_series', 'not_applicable'))";
    return rows.selectExpr(
        "authority_code",
        "kpi",
        "period_type",
        "as_at",
        "cast(null as string) as breakdown",
        "cast(null as string) as breakdown_value",
        "comparator",
        // A share or average that rounds to zero was published as a symbol that means zero.
        "if(%s, if(figure.status = 'rounds_to_zero', 0, figure.value), null) as value"
            .formatted(hasFigure),
        "status",
        "if(%s, figure.period_end, null) as period_end".formatted(hasPeriod),
        "if(%s, figure.edition, null) as edition".formatted(hasPeriod),
        "if(%s, figure.published_on, null) as published_on".formatted(hasPeriod),
        "if(%s, model, null) as neighbour_model".formatted(isNeighbours),
        "if(%s and %s, figure.neighbours_with_value, null) as neighbours_with_value"
            .formatted(isNeighbours, hasPeriod),
        "date'%s' as business_date".formatted(businessDate),
        "'%s' as publication_id".formatted(run.publicationId()),
        "simulated");
  }
}
