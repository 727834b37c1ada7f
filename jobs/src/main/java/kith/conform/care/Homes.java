package kith.conform.care;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import kith.conform.Key;
import kith.conform.placement.Episode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds where the family of a child lived when care began. */
final class Homes {

  private Homes() {}

  /**
   * Adds the struct {@code home}: the address that covers the day before care began, else the one
   * that covers the day itself, of a child born then. A home address comes before a main address,
   * then the one that began last, then the one that ended last, then by postcode. Null where no
   * address with a postcode covers the day.
   *
   * @param addresses {@code stg_home_address}
   * @param careBeganOn the column with the first day of care
   * @param told further columns of the addresses that {@code home} has
   */
  static Dataset<Row> add(
      Dataset<Row> rows, Dataset<Row> addresses, String careBeganOn, String... told) {
    // The order of these fields decides which address is greatest; the line plays no part in that
    // unless two say the same.
    List<Column> fields =
        new ArrayList<>(
            List.of(
                col("is_family_home"),
                col("lived_from"),
                coalesce(col("lived_until"), lit(Episode.FAR)).as("lived_until"),
                col("postcode_district"),
                col("postcode_key")));
    for (String column : told) {
      fields.add(col(column));
    }
    fields.add(col("source_row"));
    Dataset<Row> addressesOfChild =
        addresses
            .where(col("postcode_district").isNotNull())
            .groupBy(Key.CHILD.columns())
            .agg(collect_list(struct(fields.toArray(Column[]::new))).as("addresses"));
    return rows.join(addressesOfChild, Key.CHILD.names(), "left")
        .withColumn(
            "home",
            coalesce(addressOn("date_sub(%s, 1)".formatted(careBeganOn)), addressOn(careBeganOn)))
        .drop("addresses");
  }

  private static Column addressOn(String day) {
    return expr(
        """
        array_max(filter(addresses, address ->
            (address.lived_from is null or address.lived_from <= %1$s)
                and address.lived_until > %1$s))
        """
            .formatted(day));
  }
}
