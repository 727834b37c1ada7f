package kith.conform;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableBuildStep;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Stores the counts of flags by night: how many rows of each table have each flag, and how many are
 * placeholders (flag {@code placeholder}). Flags that no row has are listed with 0, so that a
 * flag's row is missing only if the flag did not exist yet.
 *
 * @param tables names of the steps that count, one a table
 * @param counts what the steps have counted when the night's rows are made
 */
public record FlagCounts(List<String> tables, LocalDate businessDate, Lake lake, StepCounts counts)
    implements StageStep {

  /** Rows by night, table and flag. */
  public static final TableName FLAG_COUNT = new TableName(Zone.OPS, "flag_count");

  private static final StructType COLUMNS =
      new StructType()
          .add("table_name", DataTypes.StringType)
          .add("flag", DataTypes.StringType)
          .add("rows", DataTypes.LongType);

  @Override
  public String name() {
    return FLAG_COUNT.name();
  }

  @Override
  public List<String> after() {
    return tables;
  }

  @Override
  public Result run() {
    List<Row> rows = new ArrayList<>();
    for (String table : tables) {
      Counts of = counts.of(table);
      of.ofKind(TableBuildStep.FLAG)
          .forEach((flag, count) -> rows.add(RowFactory.create(table, flag, count)));
      if (of.has(TableBuildStep.PLACEHOLDERS)) {
        rows.add(
            RowFactory.create(
                table, TableBuildStep.PLACEHOLDERS, of.of(TableBuildStep.PLACEHOLDERS)));
      }
    }
    return Result.of(
        lake.replaceNight(
            FLAG_COUNT, businessDate, lake.spark().createDataFrame(rows, COLUMNS).coalesce(1)));
  }
}
