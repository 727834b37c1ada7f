package kith.conform.placement;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * What the postcode directory says of a place: whether it is in the authority's area, and how far
 * it is from another one (R21).
 */
public final class PostcodePlaces {

  /** Metres in a mile, as the SSDA903 counts them. */
  private static final BigDecimal METRES_IN_A_MILE = new BigDecimal("1609.3");

  /** From here on the source's distance is a filler (R21). */
  private static final int UNKNOWN_MILES = 999;

  private static final int DECIMALS = 4;

  private static final UserDefinedFunction MILES =
      udf(
          (UDF4<Integer, Integer, Integer, Integer, BigDecimal>) PostcodePlaces::miles,
          DataTypes.createDecimalType(9, DECIMALS));

  private PostcodePlaces() {}

  /**
   * Adds {@code in_area}, {@code easting} and {@code northing} of each row's {@code postcode_key},
   * all null where the directory does not have it. {@code in_area} is null too where it names no
   * authority, the grid reference where it has none.
   *
   * @param directory {@code stg_postcode}, millions of rows of which few are needed
   */
  public static Dataset<Row> add(Dataset<Row> rows, Dataset<Row> directory) {
    Dataset<Row> needed =
        rows.select("postcode_key").where(col("postcode_key").isNotNull()).distinct();
    Dataset<Row> places =
        directory
            .join(broadcast(needed), "postcode_key")
            .withColumnRenamed("authority_code", "placed_in");
    Column isOwn = coalesce(col("placed_in").equalTo(col("authority_code")), lit(false));
    return rows.join(broadcast(places), new String[] {"postcode_key"}, "left")
        .withColumn("in_area", when(col("authority_gss").isNotNull(), isOwn))
        .drop("placed_in", "authority_gss");
  }

  /**
   * The source's distance where it is one, else that from home, else what the source has.
   *
   * @param given the column with the source's distance
   * @param home the struct with the grid reference of the home
   * @param place begins the names of the columns with the grid reference of the place
   */
  public static Column miles(String given, String home, String place) {
    Column isKnown = col(given).geq(0).and(col(given).lt(UNKNOWN_MILES));
    return coalesce(
        when(isKnown, col(given)),
        MILES.apply(
            col(home + ".easting"),
            col(home + ".northing"),
            col(place + "easting"),
            col(place + "northing")),
        col(given));
  }

  /**
   * Miles in a straight line between two grid references in metres. Four decimals, rounded up: what
   * is more than 20 miles stays more than 20. Null where one of them is not known.
   */
  static @Nullable BigDecimal miles(
      @Nullable Integer easting,
      @Nullable Integer northing,
      @Nullable Integer otherEasting,
      @Nullable Integer otherNorthing) {
    if (easting == null || northing == null || otherEasting == null || otherNorthing == null) {
      return null;
    }
    long east = (long) easting - otherEasting;
    long north = (long) northing - otherNorthing;
    return BigDecimal.valueOf(east * east + north * north)
        .sqrt(MathContext.DECIMAL64)
        .divide(METRES_IN_A_MILE, DECIMALS, RoundingMode.UP);
  }
}
