package kith.conform.education;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;

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
 * Builds {@code fact_education_plan}: when a child's personal education plan was made or reviewed.
 *
 * <ul>
 *   <li>Grain: one row per child and day up to the business date.
 *   <li>Source: {@code stg_education_plan}, an optional file. Without it the table is empty.
 *       Records without a day are left out, planned days are not yet known.
 *   <li>Nulls: none.
 * </ul>
 */
public final class EducationPlans implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.FACT_EDUCATION_PLAN;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_EDUCATION_PLAN);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_EDUCATION_PLAN)
        .where("reviewed_on <= date'%s'".formatted(businessDate))
        .groupBy(Key.CHILD.columns("reviewed_on"))
        .agg(array_sort(collect_set("source_row")).as("source_rows"));
  }
}
