package kith.source;

import java.util.Locale;

/** How the text of a cell is read. */
public enum ColumnType {
  TEXT,
  ID,
  INTEGER,
  DECIMAL,
  DATE,
  TIMESTAMP,
  FLAG,
  CODE;

  static ColumnType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
