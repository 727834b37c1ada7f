package kith.shell;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns. */
final class TextTable {

  private TextTable() {}

  /**
   * A line for the heading and for each row.
   *
   * <p>A control character is shown as a blank: a line end in a cell would break the table, and an
   * escape sequence would command the terminal.
   */
  static List<String> lines(List<String> heading, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(heading));
    rows.forEach(
        row -> all.add(row.stream().map(cell -> cell.replaceAll("\\p{Cc}", " ")).toList()));
    int[] widths = new int[heading.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "" : "  ")
          .append(row.get(i))
          .append(" ".repeat(widths[i] - row.get(i).length()));
    }
    return text.toString().stripTrailing();
  }
}
