package kith.extract;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import kith.source.SourceContract;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
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
   * The rows missing on an earlier night that are still missing; those that aged out are not looked
   * for again.
   *
   * @param back hashes of contents and business keys that returned, by table: a visit and a contact
   *     of a child on one day have the same business key
   */
  static Dataset<Row> notBack(Dataset<Row> missing, Map<String, Set<Long>> back) {
    Map<String, Set<Long>> all = Map.copyOf(back);
    UserDefinedFunction isBack =
        udf(
            (UDF3<String, Long, Long, Boolean>)
                (table, content, key) -> {
                  Set<Long> ofTable = all.getOrDefault(table, Set.of());
                  return ofTable.contains(content) || ofTable.contains(key);
                },
            DataTypes.BooleanType);
    return missing
        .where(col("verdict").notEqual(NightComparison.Measure.AGED_OUT.word()))
        .where(not(isBack.apply(col("source_table"), col("content_hash"), col("key_hash"))))
        .select(Arrays.stream(COLUMNS.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
  }
}
