package kith.conform.workforce;

import static org.apache.spark.sql.functions.broadcast;

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
 * Builds {@code fact_workforce}: who was in post at each month end.
 *
 * <ul>
 *   <li>Grain: one row per worker and month end up to the business date.
 *   <li>Source: {@code stg_worker_month} (method {@code recorded}). Where an authority does not
 *       send that file, {@code stg_professional} gives the current workers: one row each, at the
 *       last month end (method {@code inferred}).
 *   <li>Units: {@code full_time_equivalent} 1.00 is full time; {@code absence_days} are working
 *       days lost to sickness in the month.
 *   <li>{@code is_agency}: a month that does not say takes it from the worker's month before, else
 *       from the month after, else from the current workers.
 *   <li>Nulls: {@code team_key}, {@code full_time_equivalent}, {@code is_agency}, {@code has_left}
 *       and {@code absence_days} are null when unknown; a full-time equivalent below 0 or above 2
 *       is unknown, flagged.
 * </ul>
 */
public final class WorkerMonths implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.FACT_WORKFORCE;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_WORKER_MONTH, Tables.STG_PROFESSIONAL);
  }

  @Override
  public Scope scope() {
    return Scope.WORKER;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> professionals = Professionals.onePerWorker(inputs.table(Tables.STG_PROFESSIONAL));
    Dataset<Row> months = inputs.table(Tables.STG_WORKER_MONTH);
    return StaffMonths.latest(months, businessDate)
        .join(professionals, Key.WORKER.names(), "left")
        .selectExpr(
            "authority_code",
            "worker_key",
            "month_end",
            "staff.team_key as team_key",
            "coalesce(nullif(staff.role, 'unknown'), title_role, 'unknown') as role",
            "staff.full_time_equivalent as full_time_equivalent",
            "coalesce(agency, current_agency) as is_agency",
            "coalesce(staff.in_post, not staff.has_left, true) as in_post",
            "staff.has_left as has_left",
            "staff.absence_days as absence_days",
            "'recorded' as method",
            """
            array_compact(array(
                if(staff.recorded_on <> month_end, 'not_month_end', null),
                if(size(source_rows) > 1, 'several_records', null),
                if(staff.in_post is null, 'in_post_unknown', null),
                if(full_time_out_of_range, 'full_time_out_of_range', null)
            )) as flags
            """,
            "source_rows")
        .unionByName(inferred(professionals, months, businessDate));
  }

  private static Dataset<Row> inferred(
      Dataset<Row> professionals, Dataset<Row> months, LocalDate businessDate) {
    LocalDate lastMonthEnd = businessDate.plusDays(1).withDayOfMonth(1).minusDays(1);
    return professionals
        .join(
            broadcast(months.select("authority_code").distinct()),
            new String[] {"authority_code"},
            "left_anti")
        .selectExpr(
            "authority_code",
            "worker_key",
            "date'%s' as month_end".formatted(lastMonthEnd),
            "cast(null as bigint) as team_key",
            "title_role as role",
            "current_full_time as full_time_equivalent",
            "current_agency as is_agency",
            "true as in_post",
            "cast(null as boolean) as has_left",
            "cast(null as decimal(5, 1)) as absence_days",
            "'inferred' as method",
            """
            array_compact(array(
                if(current_out_of_range, 'full_time_out_of_range', null))) as flags
            """,
            "professional_rows as source_rows");
  }
}
