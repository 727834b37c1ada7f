package kith.marts;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Builds one of the detail marts that the Panel asked for, such as {@code detail_missing}: exact,
 * for analysts, for every quarter end since history begins. Grain, units and nulls are in its
 * specification. A backfill copies the other quarters as published.
 *
 * <p>If the SQL selects a {@code category}, it lists the cases and this class counts them ({@link
 * #counted}).
 */
public final class DetailMart implements TableBuild {

  private final MartRun run;
  private final DetailDefinition definition;
  private final MartSql sql;

  DetailMart(MartRun run, DetailDefinition definition, MartSql sql) {
    this.run = run;
    this.definition = definition;
    this.sql = sql;
  }

  @Override
  public TableName writes() {
    return definition.spec().table();
  }

  @Override
  public List<TableName> reads() {
    return Backfill.reads(run, sql.reads(), writes());
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> made =
        sql.rows(definition.sql(), definition.periodTypes(), inputs, businessDate)
            .transform(DetailMart::counted)
            .join(broadcast(simulated(inputs)), "authority_code");
    return run.backfill().isEmpty()
        ? made
        : made.unionByName(Backfill.kept(inputs.table(writes()), run.backfill().get()));
  }

  /**
   * Counts the rows of each category (numerator) among all rows of its measure (denominator). A row
   * that has a numerator and a denominator of its own keeps them.
   */
  public static Dataset<Row> counted(Dataset<Row> selected) {
    List<String> columns = List.of(selected.columns());
    if (!columns.contains("category")) {
      return selected;
    }
    Dataset<Row> rows =
        columns.contains("denominator")
            ? selected
            : selected.withColumns(
                Map.of("numerator", lit(null), "denominator", lit(null).cast("bigint")));
    WindowSpec measure =
        Window.partitionBy(columns("authority_code", "period_type", "as_at", "measure"));
    return rows.groupBy(
            columns(
                "authority_code",
                "period_type",
                "as_at",
                "has_full_history",
                "measure",
                "category"))
        .agg(
            sum(coalesce(col("numerator"), lit(1L))).as("numerator"),
            max("denominator").as("denominator"))
        .withColumn("denominator", coalesce(col("denominator"), sum("numerator").over(measure)));
  }

  private static Column[] columns(String... names) {
    return Stream.of(names).map(functions::col).toArray(Column[]::new);
  }

  /** Whether an authority's rows come from {@code simulate}, as every mart row says. */
  private static Dataset<Row> simulated(Inputs inputs) {
    return inputs
        .table(Tables.SOURCE_NIGHT)
        .groupBy("authority_code")
        .agg(bool_or(col("simulated")).as("simulated"));
  }
}
