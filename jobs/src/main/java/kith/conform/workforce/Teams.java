package kith.conform.workforce;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_team}: the teams that the case system lists or that facts and staff records
 * name.
 *
 * <ul>
 *   <li>Grain: one row per team.
 *   <li>Source: {@code stg_team}; {@code fact_case_allocation}, {@code fact_care_leaver_contact},
 *       {@code stg_worker_month}, {@code stg_vacancy_month} and the parents of listed teams for
 *       teams that are not listed, which are placeholders until they are.
 *   <li>Nulls: {@code parent_team_key} is null when there is none or it is unknown. A team without
 *       a name is {@code unknown}.
 * </ul>
 */
public final class Teams implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.DIM_TEAM;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.STG_TEAM,
        Tables.STG_WORKER_MONTH,
        Tables.STG_VACANCY_MONTH,
        Tables.FACT_CASE_ALLOCATION,
        Tables.FACT_CARE_LEAVER_CONTACT);
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> listed = inputs.table(Tables.STG_TEAM).withColumn("is_listed", lit(true));
    Dataset<Row> named =
        teams(inputs.table(Tables.FACT_CASE_ALLOCATION), "team_key")
            .union(teams(inputs.table(Tables.FACT_CARE_LEAVER_CONTACT), "team_key"))
            .union(teams(inputs.table(Tables.STG_WORKER_MONTH), "team_key"))
            .union(teams(inputs.table(Tables.STG_VACANCY_MONTH), "team_key"))
            .union(teams(listed, "parent_team_key"))
            .where("team_key is not null")
            .distinct();
    return listed
        .join(named, Key.TEAM.names(), "full")
        .select(
            col("authority_code"),
            col("team_key"),
            coalesce(col("team_name"), lit("unknown")).as("team_name"),
            col("parent_team_key"),
            col("is_listed").isNull().as("is_placeholder"));
  }

  private static Dataset<Row> teams(Dataset<Row> rows, String key) {
    return rows.select(col("authority_code"), col(key).as("team_key"));
  }
}
