package kith.source;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A table of a source's night, as the stages see it. */
public interface SourceTable {

  /** Its columns, those of the contract spelled as there. */
  List<String> columns();

  /** The number of its records, counted independently of {@link #rows} (promise 1). */
  long records();

  /** Columns that no contract names. They are not landed. */
  List<String> extraColumns();

  /**
   * Its records as {@link #schema} has them, in one partition and in the source's order. Columns
   * that a contract does not land are never read into a row.
   *
   * @param contract the table's own, or one that lands other columns of it
   */
  Dataset<Row> rows(SparkSession spark, SourceContract contract);

  /**
   * The landed columns as text, null where the source has none; {@code line}, where the record
   * stands in the source (the line of a file, the number of a row); and {@code is_whole}, false for
   * a record with more or fewer cells than there are columns.
   */
  static StructType schema(SourceContract contract) {
    StructType schema = new StructType();
    for (SourceColumn column : contract.landed()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    return schema.add("line", DataTypes.LongType).add("is_whole", DataTypes.BooleanType);
  }
}
