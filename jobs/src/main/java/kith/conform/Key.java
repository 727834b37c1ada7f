package kith.conform;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
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

  private final String column;

  Key(String column) {
    this.column = column;
  }

  /** The column names for a join, followed by other columns' names. */
  public String[] names(String... others) {
    return Stream.concat(Stream.of("authority_code", column), Stream.of(others))
        .toArray(String[]::new);
  }

  /** The columns for a group or a window, followed by others. */
  public Column[] columns(String... others) {
    return Stream.of(names(others)).map(functions::col).toArray(Column[]::new);
  }
}
