package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kith.table.Counts;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code kpi_published}: the figures of {@code kpi_quarterly} that may leave the authority,
 * small numbers hidden (R13).
 *
 * <ul>
 *   <li>Grain, units: as {@code kpi_quarterly}. All totals; of the bands those at the end of {@code
 *       published_breakdowns_month} (March), for the period type that is compared, if its window is
 *       of a year or less. Changes have no bands, nor have breakdowns that the totals of other KPIs
 *       repeat.
 *   <li>Hidden because small: a count from 1 to {@code suppression_threshold} (5), a rate of such a
 *       count, a share, or a count with a denominator, whose numerator or rest (denominator less
 *       numerator) is such a count, an average of or over so few, and any other sum that is of so
 *       few members. Zero is shown, and so are shares of 0% and 100%.
 *   <li>Hidden besides: figures from which a small count could be worked out. {@code
 *       kith.marts.disclosure} chooses them, see {@code docs/decisions/0024-small-numbers.md}. What
 *       is published does not say which of the two a figure is.
 *   <li>Symbol: {@code c} hidden, {@code z} no cohort, {@code x} no figure for another reason; null
 *       beside a value.
 *   <li>Nulls: of a hidden row numerator, denominator, value, low and high, with status {@code
 *       suppressed}; a denominator is shown only with its row. Its direction and colour would show
 *       on which side of a value or target it lies, so they are {@code not_applicable} and {@code
 *       none}.
 *   <li>Earlier quarters: the value of a quarter whose own row is hidden or not published is null
 *       in later rows too, and with it the direction of the change since then.
 * </ul>
 */
public final class KpiPublished implements TableBuild {

  /**
   * Of bands only those of one day a year, so that their windows do not overlap: what a quarter's
   * band was cannot be had from sums and differences of others.
   */
  private static final String PUBLISHED =
      """
      breakdown is null or (
          month(as_at) = %d
          and period_type = comparable_period_type
          and period_type in ('POINT', 'QTR', 'YTD', 'R12')
          and unit <> 'more_children')
      """;

  /** Readers find a KPI's parameters in {@code dim_kpi}, once instead of beside each figure. */
  private static final Set<String> OF_ANALYSTS = Set.of("counted_members", "parameters");

  private static final String SMALL = "figures hidden as small";
  private static final String BESIDES = "figures hidden besides";
  private static final String SHOWN = "figures shown";
  private static final String NOBODY = "figures shown that count nobody";

  private final MartRun run;
  private final List<Dataset<Row>> before;
  private HiddenFigures.Loss loss = new HiddenFigures.Loss(0, 0, 0, 0);

  /**
   * @param before this table of each publication that readers may hold, the one that they see until
   *     this is published at the end
   */
  KpiPublished(MartRun run, List<Dataset<Row>> before) {
    this.run = run;
    this.before = before;
  }

  @Override
  public TableName writes() {
    return Tables.KPI_PUBLISHED;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.KPI_QUARTERLY);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> definitions =
        broadcast(
            KpiGrid.definitions(inputs.spark(), run)
                .selectExpr(
                    "kpi as kind_of",
                    "kind",
                    "unit",
                    "better",
                    "compares_quarters",
                    "comparable_period_type",
                    "panel"));
    Dataset<Row> exact =
        inputs
            .table(Tables.KPI_QUARTERLY)
            .join(definitions, col("kpi").equalTo(col("kind_of")), "left")
            .where(
                PUBLISHED.formatted(
                    run.parameters().at(businessDate).integer("published_breakdowns_month")));
    HiddenFigures figures =
        HiddenFigures.of(
            exact,
            before,
            run.kpis().related(),
            run.kpis().breakdowns().stream().flatMap(one -> one.bounds().stream()).toList(),
            run.parameters().at(businessDate).integer("suppression_threshold"));
    loss = figures.loss();
    return exact
        .transform(rows -> withDecisions(rows, figures.decided(inputs.spark())))
        .where("not coalesce(left_out, false)")
        .transform(KpiPublished::hide)
        .transform(KpiPublished::ofTotal)
        .transform(this::earlierQuarters)
        .selectExpr(
            Stream.concat(
                    Stream.of(inputs.table(Tables.KPI_QUARTERLY).columns())
                        .filter(column -> !OF_ANALYSTS.contains(column)),
                    Stream.concat(FigureColumns.OF_TOTAL.stream(), Stream.of("symbol")))
                .toArray(String[]::new));
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of(
        SMALL,
        (long) loss.small(),
        BESIDES,
        (long) loss.besides(),
        SHOWN,
        (long) loss.shown(),
        NOBODY,
        (long) loss.nobody());
  }

  /** The summary line about what hiding small numbers costs, from the counts of the step. */
  static Optional<String> note(Counts counted) {
    return counted.has(SMALL)
        ? Optional.of(
            "Small numbers: %d figures hidden because they are small, %d hidden besides, %d shown, of which %d count nobody."
                .formatted(
                    counted.of(SMALL), counted.of(BESIDES), counted.of(SHOWN), counted.of(NOBODY)))
        : Optional.empty();
  }

  private static Dataset<Row> withDecisions(Dataset<Row> rows, Dataset<Row> decided) {
    Dataset<Row> decisions = decided;
    Column isSame = lit(true);
    for (String column : FigureColumns.KEY) {
      decisions = decisions.withColumnRenamed(column, "decided_" + column);
      isSame = isSame.and(col(column).eqNullSafe(col("decided_" + column)));
    }
    return rows.join(broadcast(decisions), isSame, "left")
        .withColumn("goes_on", expr("coalesce(not hidden, false)"))
        .withColumn("hidden", expr("coalesce(hidden, false)"));
  }

  private static Dataset<Row> hide(Dataset<Row> rows) {
    Dataset<Row> shown = rows;
    for (String column : FigureColumns.FIGURE) {
      String instead =
          switch (column) {
            case "status" -> "'suppressed'";
            case "rag" -> "'none'";
            default -> "null";
          };
      shown =
          shown.withColumn(
              column,
              expr(
                  "case when hidden then %s when goes_on then before_%s else %s end"
                      .formatted(instead, column, column)));
    }
    return shown.withColumn(
        "symbol",
        expr(
            """
            case
                when hidden then 'c'
                when value is not null then null
                when status = 'no_cohort' then 'z'
                else 'x'
            end
            """));
  }

  /**
   * Says of a band that is shown to which total it adds up with the others: the one that is
   * published, or the earlier one where the bands go on as they were, also beside a new zero.
   */
  private static Dataset<Row> ofTotal(Dataset<Row> rows) {
    Dataset<Row> totals =
        rows.where("breakdown is null")
            .selectExpr(
                "authority_code",
                "kpi",
                "period_type",
                "as_at",
                "numerator as shown_total",
                "denominator as shown_denominator");
    Dataset<Row> beside =
        rows.join(totals, new String[] {"authority_code", "kpi", "period_type", "as_at"}, "left");
    WindowSpec ofTheTable =
        Window.partitionBy("authority_code", "kpi", "period_type", "as_at", "breakdown");
    return beside
        .withColumn(
            "earlier_total",
            max(expr(
                    """
                        if(goes_on and before_total_numerator is not null,
                            struct(before_total_numerator, before_total_denominator), null)
                        """))
                .over(ofTheTable))
        .withColumn(
            "total_numerator",
            expr(
                """
                if(breakdown is null or numerator is null, null,
                    coalesce(earlier_total.before_total_numerator, shown_total))
                """))
        .withColumn(
            "total_denominator",
            expr(
                """
                if(breakdown is null or numerator is null, null, if(earlier_total is null,
                    shown_denominator, earlier_total.before_total_denominator))
                """));
  }

  /** Says of earlier quarters what their own rows show, and the change since then. */
  private Dataset<Row> earlierQuarters(Dataset<Row> rows) {
    return rows.withColumn("goes_on_before", max("goes_on").over(Direction.quartersBefore(1)))
        .withColumn("value_before", max("value").over(Direction.quartersBefore(1)))
        .withColumn("value_last_year", max("value").over(Direction.quartersBefore(4)))
        .withColumn("is_lost_before", expr("previous_quarter is not null and value_before is null"))
        .withColumn("previous_quarter", expr("if(previous_quarter is null, null, value_before)"))
        .withColumn(
            "same_quarter_last_year",
            expr("if(same_quarter_last_year is null, null, value_last_year)"))
        .withColumnRenamed("direction", "exact_direction")
        .transform(new Direction(run.parameters().integer("too_few_to_compare"))::of)
        .withColumn(
            "direction",
            expr(
                """
                case
                    when hidden or is_lost_before then 'not_applicable'
                    when goes_on or coalesce(goes_on_before, false) then direction
                    else exact_direction
                end
                """));
  }
}
