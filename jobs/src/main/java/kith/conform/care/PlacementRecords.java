package kith.conform.care;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import kith.conform.Key;
import kith.conform.placement.Episode;
import kith.source.CodeLists;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the placement record of each episode, and what is odd about it. */
final class PlacementRecords {

  private PlacementRecords() {}

  /**
   * Adds the placement record with the number that the episode names. Of several, one that covers
   * the episode's start comes first, then the one that began last, then the one that ended last,
   * then by content. Where several records of a child, begun on different days, have the same
   * number, it is the number of an address and does not distinguish placements (R21).
   *
   * @param records {@code stg_placement_record} with what the postcode directory says of each place
   * @param temporary codes of temporary placements
   */
  static Dataset<Row> add(Dataset<Row> episodes, Dataset<Row> records, List<String> temporary) {
    Dataset<Row> recordsOfChild =
        records
            .where(col("placement_id").isNotNull())
            .groupBy(Key.CHILD.columns())
            .agg(
                // The order of these fields decides which record is greatest; the line plays no
                // part.
                collect_list(
                        struct(
                            col("placed_on"),
                            coalesce(col("left_on"), lit(Episode.FAR)).as("left_on"),
                            col("placement_type"),
                            col("provider"),
                            col("provider_urn"),
                            col("provider_key"),
                            col("distance_miles"),
                            col("postcode_district"),
                            col("postcode_key"),
                            col("in_area"),
                            col("easting"),
                            col("northing"),
                            col("change_reason"),
                            col("placement_id"),
                            col("row_hash"),
                            col("source_row")))
                    .as("records"));
    return episodes
        .join(recordsOfChild, Key.CHILD.names(), "left")
        .withColumn("records_of_child", col("records"))
        .withColumn(
            "records", expr("filter(records, record -> record.placement_id = placement_id)"))
        .withColumn("placement_records", expr("coalesce(size(records), 0)"))
        .withColumn(
            "record",
            expr(
                """
                coalesce(
                    array_max(filter(records, record ->
                        record.placed_on <= started_on and record.left_on > started_on)),
                    array_max(records))
                """))
        .selectExpr(
            "*",
            "record is not null as placement_found",
            "coalesce(record.placement_type, 'unknown') as placement_type",
            "record.provider",
            "record.provider_urn",
            "record.provider_key",
            "record.distance_miles",
            "record.postcode_district",
            "record.postcode_key",
            "record.in_area",
            "record.easting",
            "record.northing",
            "record.change_reason",
            """
            if(size(array_distinct(transform(records, same -> same.placed_on))) > 1,
                null, placement_id) as placement_number
            """,
            "array_compact(array(record.source_row)) as placement_rows")
        .transform(found -> compare(found, temporary));
  }

  /**
   * Problems of the record itself: it does not cover all days of the episode, or it shares days
   * with another record that is not a temporary move (which leaves the first one open) (R6).
   */
  private static Dataset<Row> compare(Dataset<Row> episodes, List<String> temporary) {
    String far = "date'" + Episode.FAR + "'";
    return episodes
        .withColumn(
            "others",
            expr(
                """
                filter(records_of_child, other -> other.placement_id <> record.placement_id
                    and record.placement_type not in (%1$s)
                    and other.placement_type not in (%1$s)
                    and other.placed_on < other.left_on and record.placed_on < record.left_on
                    and other.placed_on < record.left_on and other.left_on > record.placed_on)
                """
                    .formatted(CodeLists.quoted(temporary))))
        .withColumn("records_overlap", expr("coalesce(size(others), 0) > 0"))
        .withColumn(
            "records_two_open",
            expr(
                """
                coalesce(
                    record.left_on = %1$s and exists(others, other -> other.left_on = %1$s), false)
                """
                    .formatted(far)))
        .withColumn(
            "outside_record",
            expr(
                """
                coalesce(
                    record.placed_on > started_on or record.left_on < coalesce(ended_on, %s),
                    false)
                """
                    .formatted(far)))
        .drop("others", "records_of_child");
  }
}
