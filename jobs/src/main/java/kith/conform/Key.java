package kith.conform;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The columns that identify a child, worker, team or provider. A key is unique within an authority,
 * so the authority's code is part of it.
 */
public enum Key {
  CHILD("child_key"),
  WORKER("worker_key"),
  TEAM("team_key"),
  PROVIDER("provider_key");

  /** Begins the names of the key's columns on the right of a join. */
  private static final String OTHER = "other_";

  private final String column;

  Key(String column) {
    this.column = column;
  }

  /** The column names for a join or a select, followed by other columns' names or expressions. */
  public String[] names(String... others) {
    return Stream.concat(Stream.of("authority_code", column), Stream.of(others))
        .toArray(String[]::new);
  }

  /** The columns for a group or a window, followed by others. */
  public Column[] columns(String... others) {
    return Stream.of(names(others)).map(functions::col).toArray(Column[]::new);
  }

  /** The columns, followed by others that are calculated. */
  public Column[] with(Column... others) {
    return Stream.concat(Stream.of(columns()), Stream.of(others)).toArray(Column[]::new);
  }

  /**
   * Joins rows of the same key that also meet a condition. The result has the key's columns once,
   * from the rows on the left.
   */
  public Dataset<Row> join(Dataset<Row> rows, Dataset<Row> others, Column also, String how) {
    Dataset<Row> renamed = others;
    Column matches = also;
    for (String name : names()) {
      renamed = renamed.withColumnRenamed(name, OTHER + name);
      matches = functions.col(name).equalTo(functions.col(OTHER + name)).and(matches);
    }
    String[] theirs = Stream.of(names()).map(name -> OTHER + name).toArray(String[]::new);
    return rows.join(renamed, matches, how).drop(theirs);
  }
}
