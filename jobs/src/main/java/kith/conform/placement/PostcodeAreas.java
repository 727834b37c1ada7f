package kith.conform.placement;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.nio.file.Files;
import java.nio.file.Path;
import kith.source.CodeLists;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Says whether a postcode district is in the authority's own area (R21).
 *
 * <ul>
 *   <li>Source: a file with columns {@code postcode_district} and {@code authority_code}. A
 *       district in several authorities does not tell the area.
 *   <li>Nulls: the answer is null where the district is null or its authority is not known, and
 *       everywhere if the file is absent.
 * </ul>
 */
public final class PostcodeAreas {

  private final Path file;

  /** Reads the file when a table is built. */
  public PostcodeAreas(Path file) {
    this.file = file;
  }

  /**
   * Adds whether a place is in the area of the row's {@code authority_code}.
   *
   * @param district the column with the postcode district
   * @param name the column to add
   */
  public Dataset<Row> add(Dataset<Row> rows, String district, String name) {
    if (!Files.exists(file)) {
      return rows.withColumn(name, lit(null).cast("boolean"));
    }
    Dataset<Row> authorityOfDistrict =
        CodeLists.dataset(rows.sparkSession(), file)
            .groupBy(col("postcode_district").as(district))
            .agg(
                min(col("authority_code").cast("int")).as("placed_in"),
                max(col("authority_code").cast("int")).as("also_in"))
            .where(col("placed_in").equalTo(col("also_in")));
    return rows.join(broadcast(authorityOfDistrict), new String[] {district}, "left")
        .withColumn(name, col("placed_in").equalTo(col("authority_code")))
        .drop("placed_in", "also_in");
  }
}
