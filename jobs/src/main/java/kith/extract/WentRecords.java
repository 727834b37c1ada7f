package kith.extract;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import kith.source.SourceContract;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The records that disappeared: one row per night, source table and record that an earlier night
 * had and that night does not have. A record that aged out is listed only in the night on which it
 * disappeared, any other until it returns. Hashes only.
 */
final class WentRecords {

  static final TableName TABLE = new TableName(Zone.OPS, "went_record");

  /**
   * {@code went_on}: the first night without the record. {@code verdict}: deleted, aged_out or
   * merged.
   */
  static final StructType COLUMNS =
      new StructType()
          .add("went_on", DataTypes.DateType)
          .add("source_system", DataTypes.StringType)
          .add("source_table", DataTypes.StringType)
          .add("content_hash", DataTypes.LongType)
          .add("key_hash", DataTypes.LongType)
          .add("verdict", DataTypes.StringType);

  /** The columns of {@link #back}. */
  private static final List<String> BACK = List.of("source_system", "source_table", "hash");

  private WentRecords() {}

  /** The rows missing on a night; null if none were ever stored. */
  static @Nullable Dataset<Row> of(Lake lake, LocalDate night) {
    long version = lake.version(TABLE);
    return version < 0 ? null : lake.nights(TABLE, version, night);
  }

  /**
   * The hashes of contents and business keys of a table that are missing on a night; may be null.
   */
  static @Nullable Dataset<Row> hashes(Lake lake, LocalDate night, SourceContract contract) {
    Dataset<Row> went = of(lake, night);
    return went == null
        ? null
        : went.where(col("source_system").equalTo(contract.system()))
            .where(col("source_table").equalTo(contract.table()))
            .select(explode(array(col("content_hash"), col("key_hash"))));
  }

  /**
   * What returned with rows of {@code raw}: source, table and hash of each row, a content's and a
   * business key's.
   */
  static Dataset<Row> back(SourceContract contract, Dataset<Row> rows) {
    return rows.select(
        lit(contract.system()).as("source_system"),
        lit(contract.table()).as("source_table"),
        explode(
                array(
                    Fingerprints.beginning(col("row_hash")),
                    Fingerprints.beginning(col("business_key_hash"))))
            .as("hash"));
  }

  /**
   * The rows missing on an earlier night that are still missing; those that aged out are not looked
   * for again.
   *
   * @param back as in {@link #back}: a visit and a contact of a child on one day have the same
   *     business key, and two sources may have a table of one name
   */
  static Dataset<Row> notBack(Dataset<Row> missing, List<Dataset<Row>> back) {
    Dataset<Row> still =
        missing.where(col("verdict").notEqual(NightComparison.Measure.AGED_OUT.word()));
    Dataset<Row> returned = back.stream().reduce(Dataset::union).orElse(null);
    if (returned != null) {
      for (String hash : List.of("content_hash", "key_hash")) {
        still =
            still
                .withColumn("hash", Fingerprints.hex(col(hash)))
                .join(returned, BACK.toArray(String[]::new), "left_anti");
      }
    }
    return still.select(
        Arrays.stream(COLUMNS.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
  }
}
