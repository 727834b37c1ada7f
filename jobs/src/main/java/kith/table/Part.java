package kith.table;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Some children, or some workers: those whose rows are to be made again.
 *
 * @param scope which of the two
 * @param keys one row each, with the columns of the scope; no null
 */
public record Part(Scope scope, Dataset<Row> keys) {

  /** A part of the whole would be all of it. */
  public Part {
    if (scope.columns().isEmpty()) {
      throw new IllegalArgumentException("no part of a table whose scope is the whole");
    }
  }

  /** The rows of these; all rows where the table does not say whose they are. */
  public Dataset<Row> of(Dataset<Row> rows) {
    return isNamedIn(rows) ? joined(rows, "left_semi") : rows;
  }

  /** The rows of all others, of a table that says whose they are. */
  public Dataset<Row> others(Dataset<Row> rows) {
    if (!isNamedIn(rows)) {
      throw new IllegalArgumentException("a table that does not say whose its rows are");
    }
    return joined(rows, "left_anti");
  }

  /** Inputs that hold the rows of these only, see {@link TableBuild#scope}. */
  public Inputs of(Inputs inputs) {
    return new Inputs() {
      @Override
      public Dataset<Row> table(TableName table) {
        return Part.this.of(inputs.table(table));
      }

      @Override
      public SparkSession spark() {
        return inputs.spark();
      }
    };
  }

  private boolean isNamedIn(Dataset<Row> rows) {
    return List.of(rows.columns()).containsAll(scope.columns());
  }

  private Dataset<Row> joined(Dataset<Row> rows, String how) {
    Column[] inOrder = Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
    return rows.join(keys, scope.columns().toArray(String[]::new), how).select(inOrder);
  }
}
