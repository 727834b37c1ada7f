package kith.simulate;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes one table in the form in which the source system's tool exports it: a header, times to the
 * millisecond, quotes where needed.
 */
final class CsvTable {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  /** Goes back beyond the filler date in 1900 and every mother's birth date. */
  private static final int DAYS_BEFORE_1970 = 26_000;

  private final Table table;
  private final boolean canaries;
  private final LocalDate night;
  private final Writer out;
  private final String[] days = new String[3 * DAYS_BEFORE_1970];
  private final StringBuilder line = new StringBuilder(512);
  private long count;

  CsvTable(Table table, boolean canaries, LocalDate night, Writer out) {
    this.table = table;
    this.canaries = canaries;
    this.night = night;
    this.out = out;
  }

  void header(List<String> columns) throws IOException {
    out.write(String.join(",", columns));
    out.write('\n');
  }

  long count() {
    return count;
  }

  /** The cells as this night and this file print them. */
  String[] texts(Object[] cells) {
    String[] texts = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i] instanceof Known known ? known.on(night) : cells[i];
      texts[i] = named(i, text(cell));
    }
    return texts;
  }

  /** The cell to write for this text: a token if the text would identify somebody. */
  String named(int column, String text) {
    return canaries && !text.isEmpty() ? Canary.of(table, column, text) : text;
  }

  void write(String[] texts) throws IOException {
    line.setLength(0);
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        line.append(',');
      }
      append(texts[i]);
    }
    line.append('\n');
    out.append(line);
    count++;
  }

  private String text(Object cell) {
    if (cell instanceof LocalDate date) {
      return day(date);
    }
    if (cell instanceof LocalDateTime time) {
      return TIME.format(time);
    }
    return cell.toString();
  }

  /**
   * A date in this table's format; each is formatted once, since a few thousand dates fill millions
   * of cells.
   */
  private String day(LocalDate date) {
    int place = (int) date.toEpochDay() + DAYS_BEFORE_1970;
    if (days[place] == null) {
      days[place] = table.isDumped() ? date + " 00:00:00.000" : date.toString();
    }
    return days[place];
  }

  private void append(String text) {
    if (needsQuotes(text)) {
      line.append('"').append(text.replace("\"", "\"\"")).append('"');
    } else {
      line.append(text);
    }
  }

  private static boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == ',' || letter == '"' || letter == '\n' || letter == '\r') {
        return true;
      }
    }
    return false;
  }
}
