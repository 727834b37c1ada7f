package kith.conform.education;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.expr;

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
 * Builds {@code fact_education_result}: each child's results of a school year, as the Department
 * for Education matched them.
 *
 * <ul>
 *   <li>Grain: one row per child, school year and measure of which the result is known; of several
 *       records the one with the higher result.
 *   <li>Source: {@code stg_education_result}, an optional file. Without it the table is empty. Who
 *       is in the file was matched, so nothing is worked out here.
 *   <li>Units: sessions for absence, points for attainment 8; for the others 1 is yes.
 *   <li>Nulls: none.
 * </ul>
 */
public final class EducationResults implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.FACT_EDUCATION_RESULT;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_EDUCATION_RESULT);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_EDUCATION_RESULT)
        .selectExpr(
            Key.CHILD.names(
                "year_ends_on",
                "source_row",
                """
                stack(5,
                    'absence', cast(sessions_missed as decimal(9, 2)),
                    cast(sessions_possible as decimal(9, 2)),
                    'suspension', cast(int(is_suspended) as decimal(9, 2)), cast(1 as decimal(9, 2)),
                    'education_health_care_plan',
                    cast(int(has_education_health_care_plan) as decimal(9, 2)),
                    cast(1 as decimal(9, 2)),
                    'key_stage_2', cast(int(has_reached_key_stage_2) as decimal(9, 2)),
                    cast(1 as decimal(9, 2)),
                    'attainment_8', cast(attainment_8 as decimal(9, 2)), cast(1 as decimal(9, 2))
                ) as (measure, result, out_of)
                """))
        .where("result is not null and out_of is not null")
        .groupBy(Key.CHILD.columns("year_ends_on", "measure"))
        .agg(
            expr("max(struct(result, out_of)) as best"),
            array_sort(collect_set("source_row")).as("source_rows"))
        .selectExpr(
            Key.CHILD.names(
                "year_ends_on",
                "measure",
                "best.result as result",
                "best.out_of as out_of",
                "source_rows"));
  }
}
