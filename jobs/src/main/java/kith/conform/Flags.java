package kith.conform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The problems found in a row's source, as a sorted list of codes that is never null. */
public final class Flags {

  private Flags() {}

  /** The code if the condition is true, otherwise null. */
  public static Column flag(String code, Column condition) {
    return functions.when(condition, lit(code));
  }

  /** The list of the codes that were raised. */
  public static Column raised(Column... flags) {
    return array_sort(array_compact(array(flags)));
  }

  /** One sorted list of the codes in several lists. */
  public static Column together(Column... lists) {
    return array_sort(array_distinct(concat(lists)));
  }
}
