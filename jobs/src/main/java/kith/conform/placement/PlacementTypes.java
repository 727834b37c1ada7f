package kith.conform.placement;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_placement_type}: the kinds of placement and how measures group them (R16).
 *
 * <ul>
 *   <li>Grain: one row per code, with one row {@code unknown} for facts whose code nobody recorded.
 *   <li>Source: {@code conf/codes/placement_type.csv}.
 *   <li>Nulls: {@code valid_from} and {@code valid_to} are null where use of the code is not
 *       limited.
 * </ul>
 */
public final class PlacementTypes implements TableBuild {

  private final CodeLists codes;

  /** Reads the list placement_type when the table is built. */
  public PlacementTypes(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.DIM_PLACEMENT_TYPE;
  }

  @Override
  public List<TableName> reads() {
    return List.of();
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> known =
        codes
            .dataset(inputs.spark(), "placement_type")
            .select(
                col("code").as("placement_type"),
                col("label"),
                col("group").as("placement_group"),
                col("kinship").cast("boolean").as("is_kinship"),
                col("temporary").cast("boolean").as("is_temporary"),
                col("foster_to_adopt").cast("boolean").as("is_foster_to_adopt"),
                col("valid_from").cast("date"),
                col("valid_to").cast("date"));
    return known.union(
        inputs
            .spark()
            .sql("select 'unknown', 'Not known', 'unknown', false, false, false, null, null"));
  }
}
