package kith.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose records a row depends on: whether rows can be rebuilt for some children or workers alone.
 */
public enum Scope {
  /** The rows of a child depend on records of that child, and on tables that name no child. */
  CHILD("child_key"),
  /** The rows of a worker depend on records of that worker, and on tables that name no worker. */
  WORKER("worker_key"),
  /** Any record may change any row. */
  WHOLE(null);

  private final @Nullable String key;

  Scope(@Nullable String key) {
    this.key = key;
  }

  /** The columns that say whose a row is; none if the scope is the whole table. */
  public List<String> columns() {
    return key == null ? List.of() : List.of("authority_code", key);
  }
}
