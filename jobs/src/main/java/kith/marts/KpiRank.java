package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code kpi_rank}: where the authority's published figure lies among those of other
 * authorities.
 *
 * <ul>
 *   <li>Grain: one row per KPI, quarter end, reading and group. The readings are those of {@link
 *       Readings}; the groups are all authorities of England, those of the region, and the
 *       authority with its statistical neighbours. A KPI without a published series or without a
 *       polarity (R15), and a count, have no row: they cannot be ranked (R18).
 *   <li>Source: {@code fact_benchmark}. The period is the latest up to the as-at date of which a
 *       figure of the authority was known; the other figures are of the same period. Nothing of the
 *       authority's own records enters.
 *   <li>Units: rank 1 is the best by the KPI's polarity. Equal figures share the better rank, and
 *       {@code ties} counts the others with the same figure. Quartile A is the best: the rank
 *       divided by the number of authorities with a figure is at most a quarter. A figure that
 *       rounds to zero counts as zero. The figure of a joint service belongs to no authority.
 *   <li>Coverage: {@code areas} counts the authorities of the group that existed on the period's
 *       last day, {@code areas_with_value} those of them with a figure.
 *   <li>Nulls: rank, ties and quartile are null unless the status is {@code published} or {@code
 *       later_edition}; period and coverage where no figure of the authority was known.
 * </ul>
 *
 * <p>Status, the first that holds:
 *
 * <ul>
 *   <li>{@code not_applicable}: there was no such authority on the as-at date.
 *   <li>{@code no_series}: no figure of the authority is held.
 *   <li>{@code not_yet_published}: none of a period up to the as-at date was known.
 *   <li>{@code suppressed}, {@code not_available}, {@code not_applicable}: the publisher's symbol
 *       in place of the authority's figure.
 *   <li>{@code too_few}: fewer than {@code benchmark_areas_needed} authorities have a figure, or
 *       fewer than half of the group.
 *   <li>{@code later_edition}: of at least one of the figures only a later edition is held.
 *   <li>{@code published}.
 * </ul>
 */
public final class KpiRank implements TableBuild {

  private final MartRun run;

  KpiRank(MartRun run) {
    this.run = run;
  }

  @Override
  public TableName writes() {
    return Tables.KPI_RANK;
  }

  @Override
  public List<TableName> reads() {
    return Backfill.reads(
        run,
        List.of(Tables.SOURCE_NIGHT, Tables.DIM_AUTHORITY, Tables.FACT_BENCHMARK),
        Tables.KPI_RANK);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> authorities = inputs.table(Tables.DIM_AUTHORITY);
    Dataset<Row> held = held(inputs);
    Dataset<Row> own =
        own(inputs, run, run.backfill(), held, businessDate).where("better in ('higher', 'lower')");
    Dataset<Row> made =
        own.transform(rows -> withGroups(rows, authorities))
            .transform(rows -> withOthers(rows, others(own, authorities, held)))
            .transform(rows -> withRank(rows, businessDate))
            .transform(rows -> asPublished(rows, businessDate));
    return run.backfill().isEmpty()
        ? made
        : made.unionByName(
            Backfill.kept(inputs.table(Tables.KPI_RANK), run.backfill().get())
                .withColumn("publication_id", lit(run.publicationId())));
  }

  /** The published figures of all areas, by {@code benchmark}. */
  static Dataset<Row> held(Inputs inputs) {
    return KpiComparison.held(inputs.table(Tables.FACT_BENCHMARK))
        .withColumnRenamed("series", "benchmark");
  }

  /**
   * The authority's own published figure in both readings: a row per KPI with a series, but for
   * counts, and quarter end.
   *
   * @param quarters the quarters; empty takes all
   */
  static Dataset<Row> own(
      Inputs inputs,
      MartRun run,
      Optional<Quarters> quarters,
      Dataset<Row> held,
      LocalDate businessDate) {
    return KpiGrid.of(Periods.of(inputs.table(Tables.SOURCE_NIGHT), businessDate, quarters), run)
        .where(
            """
            period_type = comparable_period_type and benchmark is not null
                and kind not in ('COUNT', 'EVENTS', 'AMOUNT')
            """)
        .transform(grid -> Readings.of(grid, run.parameters(), businessDate))
        .transform(rows -> Neighbours.withModel(rows, inputs.table(Tables.DIM_AUTHORITY)))
        .transform(rows -> withOwnFigure(rows, held));
  }

  private static Dataset<Row> withOwnFigure(Dataset<Row> rows, Dataset<Row> held) {
    return rows.withColumn("latest_period", col("as_at"))
        .join(
            held.withColumnRenamed("area_code", "gss_code"),
            new String[] {"benchmark", "gss_code"},
            "left")
        .transform(AsKnown::choose)
        .withColumn("value", value())
        .withColumn("period_end", col("figure.period_end"))
        .withColumn("is_held", expr("figures is not null"))
        .select(
            "authority_code",
            "kpi",
            "benchmark",
            "better",
            "period_type",
            "as_at",
            "reading",
            "cut_off",
            "gss_code",
            "region_code",
            "model",
            "value",
            "period_end",
            "figure.edition",
            "figure.published_on",
            "figure.status",
            "is_held",
            "existed",
            "simulated");
  }

  private static Column value() {
    return expr("if(figure.status = 'rounds_to_zero', 0, figure.value)").cast("decimal(18,4)");
  }

  /** Makes a row per group, with the codes of the neighbours where these are the group. */
  private static Dataset<Row> withGroups(Dataset<Row> rows, Dataset<Row> authorities) {
    Dataset<Row> neighbours =
        Neighbours.of(authorities)
            .groupBy("authority_code", "model")
            .agg(expr("collect_set(area_code)").as("neighbours"));
    return rows.join(broadcast(neighbours), new String[] {"authority_code", "model"}, "left")
        .withColumn("among", expr("explode(array('england', 'region', 'neighbours'))"));
  }

  /**
   * The figures of all authorities that existed then, for each series, period and day of reading;
   * null where an authority has none.
   */
  static Dataset<Row> others(Dataset<Row> own, Dataset<Row> authorities, Dataset<Row> held) {
    Dataset<Row> areas =
        authorities
            .select(
                col("gss_code").as("area_code"),
                col("region_code").as("area_region"),
                col("created_on"),
                col("abolished_on"))
            .distinct();
    return own.where("period_end is not null")
        .select(col("benchmark"), col("cut_off"), col("period_end").as("latest_period"))
        .distinct()
        .join(broadcast(areas), Neighbours.existed("latest_period"))
        .join(held, new String[] {"benchmark", "area_code"}, "left")
        .transform(AsKnown::choose)
        .withColumn("is_of_period", expr("coalesce(figure.period_end = latest_period, false)"))
        .withColumn("area_value", expr("if(is_of_period, figure, null)").getField("value"))
        .withColumn(
            "area_value",
            expr("if(is_of_period and figure.status = 'rounds_to_zero', 0, area_value)"))
        .select(
            col("benchmark"),
            col("cut_off"),
            col("latest_period").as("period_end"),
            col("area_code"),
            col("area_region"),
            col("area_value"),
            expr("later_edition and area_value is not null").as("area_later"));
  }

  /** Counts the others of the group: those that exist, have a figure, are better, are equal. */
  private static Dataset<Row> withOthers(Dataset<Row> rows, Dataset<Row> others) {
    Dataset<Row> of = others.alias("others");
    return rows.alias("own")
        .join(
            of,
            expr(
                """
                own.benchmark = others.benchmark
                    and own.cut_off = others.cut_off
                    and own.period_end = others.period_end
                    and case among
                        when 'england' then true
                        when 'region' then area_region = region_code
                        else area_code = gss_code or array_contains(neighbours, area_code)
                    end
                """),
            "left")
        .selectExpr(
            "own.*",
            "area_code",
            "area_value",
            "area_later",
            "if(better = 'higher', area_value > value, area_value < value) as is_ahead")
        .groupBy(
            "authority_code",
            "kpi",
            "period_type",
            "as_at",
            "reading",
            "among",
            "model",
            "value",
            "period_end",
            "edition",
            "published_on",
            "status",
            "is_held",
            "existed",
            "simulated")
        .agg(
            expr("cast(count(area_code) as int)").as("areas"),
            expr("cast(count(area_value) as int)").as("areas_with_value"),
            expr("cast(count_if(is_ahead) as int)").as("ahead"),
            expr("cast(count_if(area_value = value) as int)").as("equal"),
            expr("coalesce(bool_or(area_later), false)").as("later_edition"));
  }

  private Dataset<Row> withRank(Dataset<Row> rows, LocalDate businessDate) {
    return rows.withColumn(
            "status",
            expr(
                """
                case
                    when not existed then 'not_applicable'
                    when not is_held then 'no_series'
                    when period_end is null then 'not_yet_published'
                    when value is null then status
                    when areas_with_value < %d or 2 * areas_with_value < areas then 'too_few'
                    when later_edition then 'later_edition'
                    else 'published'
                end
                """
                    .formatted(
                        run.parameters().at(businessDate).integer("benchmark_areas_needed"))))
        .withColumn("period_end", expr("if(existed, period_end, null)"))
        .withColumn("value", expr("if(existed, value, null)"))
        .withColumn("rank", expr("if(status in ('published', 'later_edition'), ahead + 1, null)"))
        .withColumn("ties", expr("if(rank is null, null, equal - 1)"))
        .withColumn(
            "quartile",
            expr("substring('ABCD', cast(ceil(4 * rank / areas_with_value) as int), 1)"));
  }

  private Dataset<Row> asPublished(Dataset<Row> rows, LocalDate businessDate) {
    return rows.selectExpr(
        "authority_code",
        "kpi",
        "period_type",
        "as_at",
        "reading",
        "among",
        "value",
        "status",
        "period_end",
        "if(period_end is null, null, edition) as edition",
        "if(period_end is null, null, published_on) as published_on",
        "rank",
        "ties",
        "quartile",
        "if(period_end is null, null, areas_with_value) as areas_with_value",
        "if(period_end is null, null, areas) as areas",
        "if(among = 'neighbours', model, null) as neighbour_model",
        "date'%s' as business_date".formatted(businessDate),
        "'%s' as publication_id".formatted(run.publicationId()),
        "simulated");
  }
}
