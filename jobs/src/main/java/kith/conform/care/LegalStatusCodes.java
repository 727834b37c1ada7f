package kith.conform.care;

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
 * Builds {@code dim_legal_status}: the legal statuses of looked-after children.
 *
 * <ul>
 *   <li>Grain: one row per code, with one row {@code unknown} for facts whose status nobody
 *       recorded.
 *   <li>Source: {@code conf/codes/legal_status.csv}.
 *   <li>Nulls: none.
 * </ul>
 */
public final class LegalStatusCodes implements TableBuild {

  private final CodeLists codes;

  /** Reads the list legal_status when the table is built. */
  public LegalStatusCodes(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.DIM_LEGAL_STATUS;
  }

  @Override
  public List<TableName> reads() {
    return List.of();
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> known =
        codes
            .dataset(inputs.spark(), "legal_status")
            .select(
                col("code").as("legal_status"),
                col("label"),
                col("family"),
                col("short_break").cast("boolean").as("is_short_break"));
    return known.union(inputs.spark().sql("select 'unknown', 'Not known', 'unknown', false"));
  }
}
