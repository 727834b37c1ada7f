package kith.marts;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds one of the detail marts that the Panel asked for, such as {@code detail_missing}: exact,
 * for analysts, for every quarter end since history begins. Grain, units and nulls are in its
 * specification. A backfill takes the other quarters over as published.
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
            .join(broadcast(simulated(inputs)), "authority_code");
    return run.backfill().isEmpty()
        ? made
        : made.unionByName(Backfill.kept(inputs.table(writes()), run.backfill().get()));
  }

  /** Whether an authority's rows come from {@code simulate}, as every mart row says. */
  private static Dataset<Row> simulated(Inputs inputs) {
    return inputs
        .table(Tables.SOURCE_NIGHT)
        .groupBy("authority_code")
        .agg(bool_or(col("simulated")).as("simulated"));
  }
}
