package kith.conform.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_benchmark_series}: which published series are held, and for which periods.
 *
 * <ul>
 *   <li>Grain: one row per series.
 *   <li>Source: {@code stg_benchmark}.
 *   <li>Units: {@code editions} counts the editions that any figure of the series was read from.
 *   <li>Nulls: none.
 * </ul>
 */
public final class BenchmarkSeries implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.DIM_BENCHMARK_SERIES;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_BENCHMARK);
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_BENCHMARK)
        .groupBy("kpi")
        .agg(
            min("unit").as("unit"),
            min("period_end").as("first_period_end"),
            max("period_end").as("last_period_end"),
            count_distinct(col("edition")).cast("int").as("editions"));
  }
}
