package kith.conform.calendar;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.trunc;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code source_night}: the night's extract and how far back it goes (R17).
 *
 * <ul>
 *   <li>Grain: one row per source system of the night.
 *   <li>Source: {@code stg_source_night} (the extract's marker, else the declaration of the source)
 *       and, where neither names a day, {@code stg_care_episode}: a rolling window keeps everybody
 *       who left after it opened, and opens on the first day of a month, so history begins on the
 *       first day of the month in which the first episode held ended (R17c).
 *   <li>Nulls: {@code window_start} is null when neither names a day. {@code history_from} is never
 *       null: an extract in which nobody ever left care goes back no further than its own day.
 * </ul>
 */
public final class SourceNights implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.SOURCE_NIGHT;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_SOURCE_NIGHT, Tables.STG_CARE_EPISODE);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> firstEnds =
        inputs
            .table(Tables.STG_CARE_EPISODE)
            .where(col("ended_on").leq(lit(businessDate)))
            .groupBy("authority_code")
            .agg(min("ended_on").as("first_end"));
    return inputs
        .table(Tables.STG_SOURCE_NIGHT)
        .join(firstEnds, new String[] {"authority_code"}, "left")
        .select(
            col("authority_code"),
            col("source_system"),
            col("business_date"),
            col("window_start"),
            coalesce(col("window_start"), trunc(col("first_end"), "month"), col("business_date"))
                .as("history_from"),
            col("simulated"));
  }
}
