package kith.conform.care;

import static kith.conform.Flags.flag;
import static kith.conform.Flags.raised;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

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
 * Builds {@code fact_care_plan}: the care plans of children, each new version a new plan.
 *
 * <ul>
 *   <li>Grain: one row per child and day on which a plan began, up to the business date. Plans that
 *       begin on one day are one, in force until the last of them ends.
 *   <li>Source: {@code stg_care_plan}.
 *   <li>Left out: plans without a first day, and plans that cover no day (R2).
 *   <li>Nulls: {@code ended_on} while the plan is in force.
 * </ul>
 */
public final class CarePlans implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.FACT_CARE_PLAN;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_CARE_PLAN);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_CARE_PLAN)
        .where(col("started_on").leq(lit(businessDate)))
        .where(col("ended_on").isNull().or(col("ended_on").gt(col("started_on"))))
        .groupBy(Key.CHILD.columns("started_on"))
        .agg(
            bool_or(col("ended_on").isNull()).as("in_force"),
            max("ended_on").as("last_end"),
            bool_or(col("end_unreadable")).as("end_unreadable"),
            array_sort(collect_set("source_row")).as("source_rows"))
        .select(
            Key.CHILD.with(
                col("started_on"),
                when(not(col("in_force")), col("last_end")).as("ended_on"),
                raised(
                        flag("several_records", size(col("source_rows")).gt(1)),
                        flag("end_unreadable", col("end_unreadable")))
                    .as("flags"),
                col("source_rows")));
  }
}
