package kith.conform.workforce;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_vacancy}: the vacant posts of each team at each month end.
 *
 * <ul>
 *   <li>Grain: one row per team and month end up to the business date. A month may be recorded on
 *       any of its days; of several records the latest counts, of one day the larger.
 *   <li>Source: {@code stg_vacancy_month}, an optional file. Without it the table is empty.
 *   <li>Units: full-time equivalents, 1.00 is full time.
 *   <li>Nulls: {@code team_key} of posts that belong to no team; the vacancies when unknown.
 * </ul>
 */
public final class Vacancies implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.FACT_VACANCY;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_VACANCY_MONTH);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_VACANCY_MONTH)
        .withColumnRenamed("month_end", "recorded_on")
        .withColumn("month_end", expr("last_day(recorded_on)"))
        .where("month_end <= date'%s'".formatted(businessDate))
        .groupBy("authority_code", "month_end", "team_key")
        .agg(
            expr("max(struct(recorded_on, vacant_full_time_equivalents))").as("latest"),
            expr("array_sort(collect_set(source_row))").as("source_rows"))
        .selectExpr(
            "authority_code",
            "month_end",
            "team_key",
            "latest.vacant_full_time_equivalents as vacant_full_time_equivalents",
            """
            array_compact(array(
                if(latest.recorded_on <> month_end, 'not_month_end', null),
                if(size(source_rows) > 1, 'several_records', null))) as flags
            """,
            "source_rows");
  }
}
