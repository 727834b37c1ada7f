package kith.table;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/** Every table, without a row: enough to see of what a build is made ({@link ColumnLineage}). */
public record EmptyTables(SparkSession spark, TableSpecs specs) implements Inputs {

  /** The metadata that says which column of which table it is. */
  static final String COLUMN = "kith.column";

  @Override
  public Dataset<Row> table(TableName table) {
    return of(specs.get(table.name()));
  }

  /** A table or view of this specification. */
  public Dataset<Row> of(TableSpec spec) {
    StructType schema = new StructType();
    for (ColumnSpec column : spec.columns()) {
      schema =
          schema.add(
              column.name(),
              DataType.fromDDL(column.type()),
              true,
              new MetadataBuilder()
                  .putString(COLUMN, spec.table().name() + "." + column.name())
                  .build());
    }
    return spark.createDataFrame(List.<Row>of(), schema);
  }
}
