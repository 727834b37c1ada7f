package kith.conform.placement;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

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
 * Builds {@code fact_foster_household}: the places of each foster household at each month end.
 *
 * <ul>
 *   <li>Grain: one row per household and month end up to the business date. A month may be recorded
 *       on any of its days; of several records the latest counts, of one day the one with more
 *       places.
 *   <li>Source: {@code stg_foster_household}, an optional file. Without it the table is empty. The
 *       list {@code foster_household_kind} says which kinds count among the authority's places, and
 *       until when.
 *   <li>Units: places, of one child each.
 *   <li>Nulls: the places when unknown.
 * </ul>
 */
public final class FosterHouseholds implements TableBuild {

  private static final String KINDS = "foster_household_kind";

  private final CodeLists codes;

  /** Reads kinds by the project's code lists. */
  public FosterHouseholds(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_FOSTER_HOUSEHOLD;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_FOSTER_HOUSEHOLD);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_FOSTER_HOUSEHOLD)
        .withColumnRenamed("month_end", "recorded_on")
        .withColumn("month_end", expr("last_day(recorded_on)"))
        .where("month_end <= date'%s'".formatted(businessDate))
        .groupBy("authority_code", "household_key", "month_end")
        .agg(
            expr("max(struct(recorded_on, approved_places, filled_places, kind, row_hash))")
                .as("latest"),
            expr("array_sort(collect_set(source_row))").as("source_rows"))
        .withColumn("kind", coalesce(col("latest.kind"), lit("unknown")))
        .withColumn("counts", codes.attribute(KINDS, "is_counted", col("kind")))
        .withColumn("counted_until", codes.attribute(KINDS, "counted_until", col("kind")))
        .selectExpr(
            "authority_code",
            "household_key",
            "month_end",
            "kind",
            """
            coalesce(counts, 'true') = 'true'
                and coalesce(month_end < date(counted_until), true) as is_counted
            """,
            "latest.approved_places as approved_places",
            "latest.filled_places as filled_places",
            """
            array_compact(array(
                if(latest.recorded_on <> month_end, 'not_month_end', null),
                if(size(source_rows) > 1, 'several_records', null),
                if(kind = 'unknown', 'kind_unknown', null),
                if(latest.filled_places > latest.approved_places, 'more_than_approved', null)
            )) as flags
            """,
            "source_rows");
  }
}
