package kith.table;

import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The tables of this night: staging as it is computed when read, all others as this night has
 * stored them.
 */
public record NightInputs(Lake lake, Versions versions, Function<TableName, Dataset<Row>> staging)
    implements Inputs {

  @Override
  public Dataset<Row> table(TableName table) {
    return table.zone() == Zone.STAGING
        ? staging.apply(table)
        : lake.read(table, versions.of(table));
  }

  @Override
  public SparkSession spark() {
    return lake.spark();
  }
}
