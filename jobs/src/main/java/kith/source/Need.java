package kith.source;

import org.jspecify.annotations.Nullable;

/**
 * A need in its parts.
 *
 * @param table staging table, with its prefix
 * @param column null if the need is a table
 * @param code with its equals sign; empty if the need names none
 */
record Need(String table, @Nullable String column, String code) {

  static Need of(String text) {
    String[] parts = text.split("[.=]");
    if (!text.matches("[a-z_]+(\\.[a-z0-9_]+(=\\w+)?)?")) {
      throw new IllegalArgumentException(
          "a need is a staging table, or one of its columns, or that with a code: " + text);
    }
    return new Need(
        "stg_" + parts[0],
        parts.length > 1 ? parts[1] : null,
        parts.length > 2 ? "=" + parts[2] : "");
  }
}
