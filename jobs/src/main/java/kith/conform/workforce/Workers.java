package kith.conform.workforce;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code dim_worker}: the workers that staff records, the case system or facts name.
 *
 * <ul>
 *   <li>Grain: one row per worker and version. A version begins with the month in which team, role,
 *       full-time equivalent, agency or being in post differ from the month before, and lasts until
 *       the next begins ({@code valid_to} is not part of it). The first is valid since 1900, so
 *       that every day has one.
 *   <li>Source: {@code stg_worker_month}; values missing in a month from {@code stg_professional},
 *       which holds current values, with the role in the job title; {@code fact_case_allocation},
 *       {@code fact_worker_allocation} and {@code fact_care_leaver_contact} for workers in neither
 *       of them, who are placeholders until one of the two names them.
 *   <li>Units: {@code full_time_equivalent} 1.00 is full time.
 *   <li>Nulls: {@code team_key}, {@code full_time_equivalent} and {@code is_agency} are null when
 *       unknown. {@code in_post} is false from the month on for which staff records were sent
 *       without the worker, and true where no staff record of the worker says anything.
 * </ul>
 */
public final class Workers implements TableBuild {

  private static final WindowSpec OF_THE_WORKER =
      Window.partitionBy(Key.WORKER.columns()).orderBy("begins_on");

  @Override
  public TableName writes() {
    return Tables.DIM_WORKER;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.STG_WORKER_MONTH,
        Tables.STG_PROFESSIONAL,
        Tables.FACT_CASE_ALLOCATION,
        Tables.FACT_WORKER_ALLOCATION,
        Tables.FACT_CARE_LEAVER_CONTACT);
  }

  @Override
  public Scope scope() {
    return Scope.WORKER;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> months =
        inputs
            .table(Tables.STG_WORKER_MONTH)
            .where("month_end <= date'%s'".formatted(businessDate));
    Dataset<Row> professionals =
        Professionals.onePerWorker(inputs.table(Tables.STG_PROFESSIONAL))
            .drop("professional_rows", "current_out_of_range")
            .withColumn("is_listed", lit(true));
    return monthsOfWorkers(months)
        .join(professionals, Key.WORKER.names(), "full")
        .join(namedByFacts(inputs), Key.WORKER.names(), "full")
        .transform(Workers::asOfEachMonth)
        .transform(Workers::oneRowPerVersion);
  }

  private static Dataset<Row> namedByFacts(Inputs inputs) {
    return inputs
        .table(Tables.FACT_CASE_ALLOCATION)
        .select(Key.WORKER.columns())
        .union(inputs.table(Tables.FACT_WORKER_ALLOCATION).select(Key.WORKER.columns()))
        .union(inputs.table(Tables.FACT_CARE_LEAVER_CONTACT).select(Key.WORKER.columns()))
        .where("worker_key is not null")
        .distinct();
  }

  /**
   * One row per worker with the months in order. Of several records of a month the latest is used.
   * If a month was sent without the worker, after a month with the worker, the worker is not in
   * post; a month that was not sent says nothing.
   */
  private static Dataset<Row> monthsOfWorkers(Dataset<Row> months) {
    Dataset<Row> sentMonths =
        months
            .groupBy("authority_code")
            .agg(expr("array_sort(collect_set(trunc(month_end, 'month'))) as sent"));
    return months
        .groupBy(Key.WORKER.with(expr("trunc(month_end, 'month') as month")))
        .agg(expr(StaffMonths.latestRecord("month_end")).as("staff"))
        .groupBy(Key.WORKER.columns())
        .agg(expr("array_sort(collect_list(struct(month, staff))) as months"))
        .join(broadcast(sentMonths), new String[] {"authority_code"}, "left")
        .withColumn(
            "months",
            expr(
                """
                transform(months, (entry, i) -> named_struct('month', entry.month,
                    'staff', entry.staff, 'next_of_worker', get(months, i + 1).month,
                    'next_sent', get(sent, cast(array_position(sent, entry.month) as int))))
                """))
        .withColumn(
            "months",
            expr(
                """
                flatten(transform(months, entry -> if(
                    entry.next_sent is null or entry.next_sent <=> entry.next_of_worker,
                    array(struct(entry.month as begins_on, entry.staff as staff, true as is_there)),
                    array(
                        struct(entry.month as begins_on, entry.staff as staff, true as is_there),
                        struct(entry.next_sent as begins_on, entry.staff as staff,
                            false as is_there)))))
                """));
  }

  /** The worker's values in each month; one row without a month if there is none. */
  private static Dataset<Row> asOfEachMonth(Dataset<Row> workers) {
    return workers
        .selectExpr("*", "explode_outer(months) as at")
        .selectExpr(
            Key.WORKER.names(
                "at.begins_on as begins_on",
                """
            struct(
                coalesce(nullif(at.staff.role, 'unknown'), title_role, 'unknown') as role,
                at.staff.team_key as team_key,
                if(at.staff is null, current_full_time, at.staff.full_time_equivalent)
                    as full_time_equivalent,
                coalesce(at.staff.agency, current_agency) as is_agency,
                at is null or (at.is_there
                    and coalesce(at.staff.in_post, not at.staff.has_left, true)) as in_post)
                as known
            """,
                "months is null and is_listed is null as is_placeholder"));
  }

  private static Dataset<Row> oneRowPerVersion(Dataset<Row> months) {
    return months
        .withColumn("before", lag("known", 1).over(OF_THE_WORKER))
        .where(expr("before is null or not known <=> before"))
        .withColumn("valid_to", lead("begins_on", 1).over(OF_THE_WORKER))
        .selectExpr(
            "authority_code",
            "worker_key",
            "if(before is null, date'1900-01-01', begins_on) as valid_from",
            "valid_to",
            "valid_to is null as is_current",
            "known.role as role",
            "known.team_key as team_key",
            "known.full_time_equivalent as full_time_equivalent",
            "known.is_agency as is_agency",
            "known.in_post as in_post",
            "is_placeholder");
  }
}
