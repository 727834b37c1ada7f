package kith.marts;

import java.time.LocalDate;
import java.util.List;
import kith.contract.Inputs;
import kith.contract.TableBuild;
import kith.contract.TableName;
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
    Dataset<Row> made = sql.rows(definition.sql(), definition.periodTypes(), inputs, businessDate);
    return run.backfill().isEmpty()
        ? made
        : made.unionByName(Backfill.kept(inputs.table(writes()), run.backfill().get()));
  }
}
