package kith.conform.caseload;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import kith.contract.Inputs;
import kith.contract.TableBuild;
import kith.contract.TableName;
import kith.contract.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_worker}: the workers that staff records, the case system or involvements name.
 *
 * <ul>
 *   <li>Grain: one row per worker. There is one version so far, valid since 1900.
 *   <li>Source: the worker's last month in {@code stg_worker_month}; what that does not say from
 *       {@code stg_professional}, where the role is read from the job title; {@code
 *       stg_involvement} for workers who stand in neither.
 *   <li>Units: {@code full_time_equivalent} 1.00 is full time.
 *   <li>Nulls: {@code team_key}, {@code full_time_equivalent} and {@code is_agency} are null when
 *       unknown. {@code in_post} is false for a worker whose last month says so or lies before the
 *       last month sent, and true where no staff record of the worker says anything.
 * </ul>
 */
public final class Workers implements TableBuild {

  private static final String[] WORKER = {"authority_code", "worker_key"};

  @Override
  public TableName writes() {
    return Tables.DIM_WORKER;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_WORKER_MONTH, Tables.STG_PROFESSIONAL, Tables.STG_INVOLVEMENT);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> months =
        inputs
            .table(Tables.STG_WORKER_MONTH)
            .where("month_end <= date'%s'".formatted(businessDate));
    Dataset<Row> lastMonths =
        months.groupBy("authority_code").agg(expr("max(month_end) as last_month"));
    Dataset<Row> staff =
        months
            .groupBy("authority_code", "worker_key")
            .agg(
                expr(
                    """
                    max(struct(month_end, full_time_equivalent, agency, role, team_key, in_post))
                        as staff
                    """));
    Dataset<Row> professionals =
        inputs
            .table(Tables.STG_PROFESSIONAL)
            .selectExpr(
                "authority_code",
                "worker_key",
                "full_time_equivalent",
                "agency",
                WorkerRoles.ofJobTitle("job_title") + " as title_role");
    Dataset<Row> involved =
        inputs
            .table(Tables.STG_INVOLVEMENT)
            .where("worker_key is not null")
            .select("authority_code", "worker_key")
            .distinct();
    return professionals
        .join(staff, WORKER, "full")
        .join(involved, WORKER, "full")
        .join(lastMonths, new String[] {"authority_code"}, "left")
        .selectExpr(
            "authority_code",
            "worker_key",
            "date'1900-01-01' as valid_from",
            "cast(null as date) as valid_to",
            "true as is_current",
            "coalesce(nullif(staff.role, 'unknown'), title_role, 'unknown') as role",
            "staff.team_key as team_key",
            "coalesce(staff.full_time_equivalent, full_time_equivalent) as full_time_equivalent",
            "coalesce(staff.agency, agency) as is_agency",
            """
            staff is null or (staff.month_end = last_month and coalesce(staff.in_post, true))
                as in_post
            """);
  }
}
