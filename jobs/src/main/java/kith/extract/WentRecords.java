package kith.extract;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
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

  private static final String[] CONTENT = {"source_system", "source_table", "content_hash"};
  private static final String[] KEY = {"source_system", "source_table", "key_hash"};

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

  /** What returned with rows of {@code raw}: source, table and hashes of each row. */
  static Dataset<Row> back(SourceContract contract, Dataset<Row> rows) {
    return rows.select(
        lit(contract.system()).as("source_system"),
        lit(contract.table()).as("source_table"),
        Fingerprints.beginning(col("row_hash")).as("content_hash"),
        Fingerprints.beginning(col("business_key_hash")).as("key_hash"));
  }

  /**
   * The rows missing on an earlier night that are still missing; those that aged out are not looked
   * for again. A row that returned with the same content is that record; one with another content
   * is one of those with its business key, since a child may have two contacts on a day.
   *
   * @param back as in {@link #back}: a visit and a contact of a child on one day have the same
   *     business key, and two sources may have a table of one name
   */
  static Dataset<Row> notBack(Dataset<Row> missing, List<Dataset<Row>> back) {
    Dataset<Row> away =
        missing
            .where(col("verdict").notEqual(NightComparison.Measure.AGED_OUT.word()))
            .select(columns(COLUMNS.fieldNames()));
    Dataset<Row> returned = back.stream().reduce(Dataset::union).orElse(null);
    if (returned == null) {
      return away;
    }
    Dataset<Row> hexed =
        away.withColumn("content", col("content_hash"))
            .withColumn("key", col("key_hash"))
            .withColumn("content_hash", Fingerprints.hex(col("content_hash")))
            .withColumn("key_hash", Fingerprints.hex(col("key_hash")));
    Dataset<Row> corrected =
        returned
            .join(hexed.select(columns(CONTENT)), CONTENT, "left_anti")
            .groupBy(columns(KEY))
            .agg(count(lit(1)).as("corrected"));
    WindowSpec ofKey = Window.partitionBy(columns(KEY)).orderBy("content_hash");
    return hexed
        .join(returned, CONTENT, "left_anti")
        .withColumn("place", row_number().over(ofKey))
        .join(corrected, KEY, "left")
        .where("corrected is null or place > corrected")
        .withColumn("content_hash", col("content"))
        .withColumn("key_hash", col("key"))
        .select(columns(COLUMNS.fieldNames()));
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }
}
