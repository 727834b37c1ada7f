package kith.source;

import java.util.Locale;

/** What the text of a cell stands for. */
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
