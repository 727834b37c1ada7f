package kith.table;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Some children, or some workers, whose rows are to be rebuilt.
 *
 * @param scope which of the two
 * @param keys one row each, with the columns of the scope; no null
 */
public record Part(Scope scope, Dataset<Row> keys) {

  /** A scope without a key has no parts. */
  public Part {
    if (scope.columns().isEmpty()) {
      throw new IllegalArgumentException("a part needs a scope with a key, not the whole table");
    }
  }

  /** The rows of these; all rows of a table without the key. */
  public Dataset<Row> of(Dataset<Row> rows) {
    return isNamedIn(rows) ? joined(rows, "left_semi") : rows;
  }

  /** The rows of all others; the table must have the key. */
  public Dataset<Row> others(Dataset<Row> rows) {
    if (!isNamedIn(rows)) {
      throw new IllegalArgumentException("the table has no column that says whose a row is");
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
