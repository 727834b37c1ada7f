package kith.marts;

import java.util.List;
import org.apache.spark.sql.Row;

/** The columns by which figures are hidden, or shown as they were. */
final class FigureColumns {

  /** What tells one figure from another. */
  static final List<String> KEY =
      List.of("authority_code", "kpi", "period_type", "as_at", "breakdown", "breakdown_value");

  /** What goes on as it was of a figure that changed by a small count. */
  static final List<String> FIGURE =
      List.of("numerator", "denominator", "value", "low", "high", "status", "rag");

  /** The total that a band adds up to with the others. */
  static final List<String> OF_TOTAL = List.of("total_numerator", "total_denominator");

  private FigureColumns() {}

  /** The key of a row whose first columns are {@link #KEY}. */
  static String key(Row row) {
    return key(row, KEY.size());
  }

  /** The key of the total of a band's row. */
  static String totalKey(Row row) {
    return key(row, KEY.indexOf("breakdown"));
  }

  private static String key(Row row, int columns) {
    StringBuilder key = new StringBuilder();
    for (int column = 0; column < KEY.size(); column++) {
      key.append(column < columns ? row.get(column) : null).append('\n');
    }
    return key.toString();
  }
}
