package kith.conform.assessment;

import static kith.conform.Flags.flag;
import static kith.conform.Flags.raised;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_offence}: the days of offences for which a child in care was convicted or
 * cautioned.
 *
 * <ul>
 *   <li>Grain: one row per child and day of an offence, up to the business date. An offence without
 *       a day cannot be placed in a year, and is left out.
 *   <li>Source: {@code stg_offence}, which has the day of the offence and no day of a conviction or
 *       caution: the method is always {@code inferred}. {@code child_birth} for the 10th birthday.
 *   <li>Nulls: none.
 * </ul>
 */
public final class Offences implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.FACT_OFFENCE;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_OFFENCE, Tables.CHILD_BIRTH);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> births = inputs.table(Tables.CHILD_BIRTH).select(Key.CHILD.columns("birth_on"));
    return inputs
        .table(Tables.STG_OFFENCE)
        .where(col("offended_on").leq(lit(businessDate)))
        .groupBy(Key.CHILD.columns("offended_on"))
        .agg(
            count(lit(1)).cast("int").as("offences"),
            array_sort(collect_set("source_row")).as("source_rows"))
        .join(births, Key.CHILD.names(), "left")
        .select(
            Key.CHILD.with(
                col("offended_on"),
                col("offences"),
                lit("inferred").as("method"),
                raised(flag("under_10", expr("age_on(birth_on, offended_on) < 10"))).as("flags"),
                col("source_rows")));
  }
}
