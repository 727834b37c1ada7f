package kith.conform.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_population}: mid-year populations, the denominators of rates.
 *
 * <ul>
 *   <li>Grain: one row per area, age band, mid-year and edition.
 *   <li>Source: the series {@code population_0_17} of {@code stg_benchmark}; its period ends on the
 *       mid-year.
 *   <li>Units: persons aged 0 to 17.
 *   <li>Nulls: none; a mid-year without a figure has no row.
 * </ul>
 */
public final class Populations implements TableBuild {

  private static final String SERIES = "population_0_17";

  @Override
  public TableName writes() {
    return Tables.FACT_POPULATION;
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
        .where(col("kpi").equalTo(SERIES).and(col("value").isNotNull()))
        .select(
            col("area_code"),
            col("area_name"),
            lit("0-17").as("age_band"),
            col("period_end").as("mid_year_on"),
            col("value").cast("bigint").as("population"),
            col("edition"),
            col("published_on"),
            col("first_published_on"));
  }
}
