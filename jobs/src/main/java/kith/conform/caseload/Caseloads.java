package kith.conform.caseload;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.conform.workforce.Professionals;
import kith.conform.workforce.StaffMonths;
import kith.project.Parameters;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_caseload}: the cases of each worker at each month end.
 *
 * <ul>
 *   <li>Grain: one row per worker and month end from the beginning of history to the business date,
 *       for workers who had a case then or are in the staff records of that month.
 *   <li>Source: {@code fact_case_allocation} (main workers only: personal advisers' cases are not
 *       counted), {@code fact_care_period}; full-time equivalent, agency, role and team from {@code
 *       stg_worker_month} of that month, else from {@code stg_professional}, which holds current
 *       values and no team: then the team of the latest allocated case is used.
 *   <li>Units: {@code cases} counts children, each sibling as one, on the month's last day.
 *   <li>Nulls: {@code team_key}, {@code full_time_equivalent} and {@code is_agency} are null when
 *       unknown; a full-time equivalent below 0 or above 2 is unknown. An unknown role is {@code
 *       unknown} and counts as case holding.
 * </ul>
 */
public final class Caseloads implements TableBuild {

  private static final String[] WORKER_MONTH = Key.WORKER.names("month_end");

  private final Parameters parameters;

  /**
   * @param parameters caseload_roles and main_worker_roles
   */
  public Caseloads(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_CASELOAD;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.FACT_CASE_ALLOCATION,
        Tables.FACT_CARE_PERIOD,
        Tables.STG_WORKER_MONTH,
        Tables.STG_PROFESSIONAL,
        Tables.SOURCE_NIGHT);
  }

  @Override
  public Scope scope() {
    return Scope.WORKER;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> history =
        inputs
            .table(Tables.SOURCE_NIGHT)
            .groupBy("authority_code")
            .agg(min("history_from").as("history_from"));
    Dataset<Row> staff =
        StaffMonths.latest(inputs.table(Tables.STG_WORKER_MONTH), businessDate)
            .join(broadcast(history), new String[] {"authority_code"})
            .where("month_end >= history_from")
            .selectExpr(
                Key.WORKER.names(
                    "month_end",
                    "true as is_in_month",
                    "staff.full_time_equivalent as month_full_time",
                    "agency as month_agency",
                    "nullif(staff.role, 'unknown') as month_role",
                    "staff.team_key as month_team"));
    Dataset<Row> professionals =
        Professionals.onePerWorker(inputs.table(Tables.STG_PROFESSIONAL))
            .drop("professional_rows", "current_out_of_range");
    return cases(inputs, history, businessDate)
        .join(staff, WORKER_MONTH, "full")
        .join(professionals, Key.WORKER.names(), "left")
        .withColumn("role", expr("coalesce(month_role, title_role, 'unknown')"))
        .selectExpr(
            "authority_code",
            "worker_key",
            "month_end",
            "coalesce(month_team, case_team) as team_key",
            "role",
            "coalesce(cases, 0) as cases",
            "coalesce(cases_looked_after, 0) as cases_looked_after",
            "if(is_in_month, month_full_time, current_full_time) as full_time_equivalent",
            "coalesce(month_agency, current_agency) as is_agency",
            "role in ('unknown', %s) as is_case_holding_role".formatted(quoted("caseload_roles")));
  }

  /**
   * Counts children by main worker and month end. A child has one main worker on any day, so each
   * row is a child.
   */
  private Dataset<Row> cases(Inputs inputs, Dataset<Row> history, LocalDate businessDate) {
    Dataset<Row> care =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            .groupBy(Key.CHILD.columns())
            .agg(expr("collect_list(struct(started_on, ended_on)) as periods"));
    return inputs
        .table(Tables.FACT_CASE_ALLOCATION)
        .where("role in (%s)".formatted(quoted("main_worker_roles")))
        .join(broadcast(history), new String[] {"authority_code"})
        .withColumn("first_day", expr("greatest(started_on, history_from)"))
        .withColumn(
            "last_day",
            expr(
                "least(coalesce(date_sub(ended_on, 1), date'%1$s'), date'%1$s')"
                    .formatted(businessDate)))
        .where("first_day <= last_day")
        .join(care, Key.CHILD.names(), "left")
        .withColumn(
            "month_end",
            expr(
                """
                explode(transform(
                    sequence(trunc(first_day, 'month'), last_day, interval 1 month),
                    month -> last_day(month)))
                """))
        .where("month_end <= last_day")
        .groupBy(Key.WORKER.columns("month_end"))
        .agg(
            expr("cast(count(*) as int) as cases"),
            expr(
                """
                cast(count_if(exists(periods, period -> period.started_on <= month_end
                    and (period.ended_on is null or period.ended_on > month_end))) as int)
                    as cases_looked_after
                """),
            expr(
                """
                max(if(team_key is null, null, struct(started_on, child_key, team_key))).team_key
                    as case_team
                """));
  }

  private String quoted(String parameter) {
    return CodeLists.quoted(parameters.texts(parameter));
  }
}
