package kith.table;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param type a Spark SQL type, such as {@code decimal(18,4)}
 * @param required true when the column is never null
 * @param meaning what a value says, with its unit and what null means
 * @param secondary true for a column of staging that figures can do without: problems in it hold no
 *     night back, unless a KPI names it
 * @param references the column of another table that holds every value of this one, such as {@code
 *     dim_worker.worker_key}; null if it refers to none
 */
public record ColumnSpec(
    String name,
    String type,
    boolean required,
    boolean secondary,
    String meaning,
    @Nullable String references) {

  /** A column that refers to no other table. */
  public ColumnSpec(String name, String type, boolean required, String meaning) {
    this(name, type, required, false, meaning, null);
  }
}
