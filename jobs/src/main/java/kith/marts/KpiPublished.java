package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code kpi_published}: the figures of {@code kpi_quarterly} that may leave the authority,
 * small numbers hidden (R13, primary suppression).
 *
 * <ul>
 *   <li>Grain, units: as {@code kpi_quarterly}.
 *   <li>Hidden: a count from 1 to {@code suppression_threshold} (5), a rate of such a count, a
 *       share, or a count with a denominator, whose numerator or rest (denominator less numerator)
 *       is such a count. An average is about workers and its denominator is their time, so only its
 *       numerator is checked: it counts cases, which are children. Zero is shown, and so are shares
 *       of 0% and 100%.
 *   <li>Nulls: of a hidden row numerator, denominator, value, low and high, with status {@code
 *       suppressed}; a denominator is shown only with its row. Its direction and colour would show
 *       on which side of a value or target it lies, so they are {@code not_applicable} and {@code
 *       none}.
 *   <li>Earlier quarters: the value of a quarter whose own row is hidden is hidden in later rows
 *       too, and with it the direction of the change since then.
 * </ul>
 *
 * <p>Limits. A hidden cell may still be worked out from others: from a total in another row (starts
 * under 1 of all starts), from the year to date less its quarters, from R12 less the four quarters.
 * Secondary suppression, which hides a second cell to prevent this, is not done: it needs all
 * tables at once.
 */
public final class KpiPublished implements TableBuild {

  private final MartRun run;

  KpiPublished(MartRun run) {
    this.run = run;
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
    Dataset<Row> kinds =
        broadcast(
            KpiGrid.definitions(inputs.spark(), run).select(col("kpi").as("kind_of"), col("kind")));
    // A band beside its total gives away what primary suppression hides.
    Dataset<Row> exact = inputs.table(Tables.KPI_QUARTERLY).where("breakdown is null");
    return exact
        .join(kinds, col("kpi").equalTo(col("kind_of")), "left")
        .transform(rows -> withHidden(rows, businessDate))
        .transform(KpiPublished::hide)
        .drop("kind_of", "kind", "hidden", "hidden_before", "hidden_last_year");
  }

  /** A KPI that is no longer defined, in copied quarters, is treated as the strictest kind. */
  private Dataset<Row> withHidden(Dataset<Row> rows, LocalDate businessDate) {
    int threshold = run.parameters().at(businessDate).integer("suppression_threshold");
    return rows.withColumn(
            "hidden",
            expr(
                """
                coalesce(value is not null and (
                    (numerator <> 0 and abs(numerator) <= %1$d)
                    or (coalesce(kind, 'SHARE') in ('SHARE', 'COUNT')
                        and denominator - numerator > 0 and denominator - numerator <= %1$d)),
                    false)
                """
                    .formatted(threshold)))
        .withColumn("hidden_before", max("hidden").over(KpiQuarterly.quartersBefore(1)))
        .withColumn("hidden_last_year", max("hidden").over(KpiQuarterly.quartersBefore(4)));
  }

  private static Dataset<Row> hide(Dataset<Row> rows) {
    Dataset<Row> hidden =
        rows.withColumn("status", expr("if(hidden, 'suppressed', status)"))
            .withColumn("rag", expr("if(hidden, 'none', rag)"))
            .withColumn(
                "direction",
                expr("if(hidden or coalesce(hidden_before, false), 'not_applicable', direction)"))
            .withColumn("previous_quarter", expr("if(hidden_before, null, previous_quarter)"))
            .withColumn(
                "same_quarter_last_year",
                expr("if(hidden_last_year, null, same_quarter_last_year)"));
    for (String figure : List.of("numerator", "denominator", "value", "low", "high")) {
      hidden = hidden.withColumn(figure, expr("if(hidden, null, " + figure + ")"));
    }
    return hidden;
  }
}
