package kith.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of a published table, by column; an empty cell is null. */
record Cells(Map<String, @Nullable String> row) {

  /** A cell that every row has. */
  String text(String column) {
    String text = row.get(column);
    if (text == null) {
      throw new IllegalStateException("a published row has nothing in the column " + column);
    }
    return text;
  }

  @Nullable String orNull(String column) {
    return row.get(column);
  }

  LocalDate day(String column) {
    return LocalDate.parse(text(column));
  }

  @Nullable LocalDate dayOrNull(String column) {
    String text = row.get(column);
    return text == null ? null : LocalDate.parse(text);
  }

  @Nullable BigDecimal number(String column) {
    String text = row.get(column);
    return text == null ? null : new BigDecimal(text);
  }
}
