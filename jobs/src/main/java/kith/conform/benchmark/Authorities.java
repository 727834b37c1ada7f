package kith.conform.benchmark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_authority}: authorities of England with their region and statistical
 * neighbours.
 *
 * <ul>
 *   <li>Grain: one row per authority, neighbour model and neighbour; an authority that is in no
 *       model held has one row.
 *   <li>Source: {@code conf/benchmarks/authorities.csv} and {@code neighbour_models.csv} (the day a
 *       model came out), {@code stg_statistical_neighbour}.
 *   <li>Nulls: the columns of model and neighbour are null where the authority is in no model;
 *       {@code model_published_on} where the day was not recorded. The region is {@code unknown}
 *       where none is held. {@code created_on} and {@code abolished_on} are given for authorities
 *       that a reorganisation made or abolished since 2019.
 * </ul>
 */
public final class Authorities implements TableBuild {

  private final Path folder;

  /** Reads the project's benchmark files when the table is built. */
  public Authorities(Project project) {
    this.folder = project.conf().resolve("benchmarks");
  }

  @Override
  public TableName writes() {
    return Tables.DIM_AUTHORITY;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_STATISTICAL_NEIGHBOUR);
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> authorities =
        CodeLists.dataset(inputs.spark(), folder.resolve("authorities.csv"))
            .select(
                col("authority_code").cast("int"),
                col("gss_code"),
                col("name").as("authority_name"),
                coalesce(col("region_code"), lit("unknown")).as("region_code"),
                coalesce(col("region_name"), lit("unknown")).as("region_name"),
                col("created_on").cast("date"),
                col("abolished_on").cast("date"));
    Dataset<Row> models =
        CodeLists.dataset(inputs.spark(), folder.resolve("neighbour_models.csv"))
            .select(
                col("model_year").cast("int"),
                col("published_on").cast("date").as("model_published_on"));
    Dataset<Row> neighbours =
        inputs
            .table(Tables.STG_STATISTICAL_NEIGHBOUR)
            .join(broadcast(models), new String[] {"model_year"}, "left")
            .select(
                col("authority_code"),
                col("model_year").as("neighbour_model"),
                col("model_published_on"),
                col("neighbour_rank"),
                col("neighbour_authority_code"),
                col("neighbour_gss_code"),
                col("neighbour_name"));
    return authorities.join(neighbours, new String[] {"authority_code"}, "left");
  }
}
