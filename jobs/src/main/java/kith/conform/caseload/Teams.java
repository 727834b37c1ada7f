package kith.conform.caseload;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import kith.contract.Inputs;
import kith.contract.TableBuild;
import kith.contract.TableName;
import kith.contract.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_team}: the teams that the case system lists or that involvements and staff
 * records name.
 *
 * <ul>
 *   <li>Grain: one row per team.
 *   <li>Source: {@code stg_team}; {@code stg_involvement} and {@code stg_worker_month} for teams
 *       that are not listed.
 *   <li>Nulls: {@code parent_team_key} is null when there is none or it is unknown. A team without
 *       a name is {@code unknown}.
 * </ul>
 */
public final class Teams implements TableBuild {

  private static final String[] TEAM = {"authority_code", "team_key"};

  @Override
  public TableName writes() {
    return Tables.DIM_TEAM;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_TEAM, Tables.STG_INVOLVEMENT, Tables.STG_WORKER_MONTH);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> named =
        inputs
            .table(Tables.STG_INVOLVEMENT)
            .select("authority_code", "team_key")
            .union(inputs.table(Tables.STG_WORKER_MONTH).select("authority_code", "team_key"))
            .where("team_key is not null")
            .distinct();
    return inputs
        .table(Tables.STG_TEAM)
        .join(named, TEAM, "full")
        .select(
            col("authority_code"),
            col("team_key"),
            coalesce(col("team_name"), lit("unknown")).as("team_name"),
            col("parent_team_key"));
  }
}
