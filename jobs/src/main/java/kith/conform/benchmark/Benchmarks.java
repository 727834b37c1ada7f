package kith.conform.benchmark;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_benchmark}: the published figures that KPIs are compared with, in every
 * edition.
 *
 * <ul>
 *   <li>Grain: one row per series, area, period and edition.
 *   <li>Source: {@code stg_benchmark}. The publisher's levels National, Regional, Local authority
 *       and Statistical neighbours are called England, region, authority and neighbours.
 *   <li>Units: as {@code unit} says. A later edition never replaces an earlier one (no look-ahead).
 *   <li>Nulls: {@code value} is null where {@code status} is not {@code published}.
 * </ul>
 */
public final class Benchmarks implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.FACT_BENCHMARK;
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
        .withColumn(
            "geographic_level",
            expr(
                """
                case geographic_level
                    when 'National' then 'England'
                    when 'Regional' then 'region'
                    when 'Local authority' then 'authority'
                    when 'Statistical neighbours' then 'neighbours'
                    else geographic_level
                end
                """))
        .drop("source_row");
  }
}
