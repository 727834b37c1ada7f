package kith.source.folder;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a text file writes its records, which no file says of itself: {@link DialectSearch} finds it.
 * What is counted, and what is loaded, are both read by it.
 *
 * @param separator what stands between two cells
 * @param quoting what a quotation mark means
 * @param linesAbove lines above the header that are none of the table's
 * @param hasDashes true when a line of dashes stands below the header
 */
record Dialect(char separator, Quoting quoting, int linesAbove, boolean hasDashes)
    implements Serializable {

  /** What a quotation mark means. */
  enum Quoting {
    /** At the start of a cell it opens it; in it, it is written twice (RFC 4180). */
    DOUBLED,
    /** At the start of a cell it opens it; in it, it follows a backslash, as Spark writes it. */
    BACKSLASH,
    /** It is a character like any other. */
    NONE
  }

  /** As the standard for CSV has it. */
  static final Dialect STANDARD = new Dialect(',', Quoting.DOUBLED, 0, false);

  /** No tool writes a longer line below the last record. */
  static final int LONGEST_FOOTER = 100;

  private static final Map<Character, String> SEPARATORS =
      Map.of(';', "semicolons", '\t', "tabs", '|', "vertical bars");

  /** What sqlcmd, psql and SQL*Plus write below the last record. */
  private static final Pattern COUNT =
      Pattern.compile("\\(?(\\d{1,18}) rows?( affected| selected)?\\.?\\)?");

  private static final Pattern COMPLETION = Pattern.compile("Completion time: [0-9T:.+-]+");

  private static final Pattern DASHES = Pattern.compile("\\s*-+\\s*");

  Dialect with(Quoting other) {
    return new Dialect(separator, other, linesAbove, hasDashes);
  }

  /** Whether a line that is one cell is what a tool says of the records above it. */
  static boolean isFooter(String onlyCell) {
    return onlyCell.length() <= LONGEST_FOOTER
        && (onlyCell.equals("\u001a") // the mark with which DOS ends a text
            || counted(onlyCell).isPresent()
            || COMPLETION.matcher(onlyCell.strip()).matches());
  }

  /** The records that a line below them counts, if it counts any. */
  static OptionalLong counted(String footer) {
    Matcher count = COUNT.matcher(footer.strip());
    return count.matches() ? OptionalLong.of(Long.parseLong(count.group(1))) : OptionalLong.empty();
  }

  static boolean isDashes(@Nullable String cell) {
    return cell != null && DASHES.matcher(cell).matches();
  }

  /** What is unlike the standard, in words. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    if (separator != ',') {
      told.add(SEPARATORS.getOrDefault(separator, "\"" + separator + "\"") + " between cells");
    }
    switch (quoting) {
      case BACKSLASH -> told.add("a backslash before a quotation mark in a cell");
      case NONE -> told.add("a quotation mark that quotes nothing");
      case DOUBLED -> {}
    }
    if (linesAbove > 0) {
      told.add(
          linesAbove == 1 ? "a line above the header" : linesAbove + " lines above the header");
    }
    if (hasDashes) {
      told.add("a line of dashes below the header");
    }
    return told;
  }
}
