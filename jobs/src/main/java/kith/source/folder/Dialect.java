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
 * How a text file writes its records. A file does not declare this: {@link DialectSearch} finds it.
 * Counting and loading both use it.
 *
 * @param separator the character between two cells
 * @param quoting what a quotation mark means
 * @param linesAbove lines above the header that are not part of the table
 * @param hasDashes true when there is a line of dashes below the header
 */
record Dialect(char separator, Quoting quoting, int linesAbove, boolean hasDashes)
    implements Serializable {

  /** What a quotation mark means. */
  enum Quoting {
    /** Opens a cell at its start; within the cell it is doubled (RFC 4180). */
    DOUBLED,
    /** Opens a cell at its start; within the cell it follows a backslash, as Spark writes it. */
    BACKSLASH,
    /** An ordinary character. */
    NONE
  }

  /** The standard dialect of CSV. */
  static final Dialect STANDARD = new Dialect(',', Quoting.DOUBLED, 0, false);

  /** The longest line that a tool writes below the last record. */
  static final int LONGEST_FOOTER = 100;

  private static final Map<Character, String> SEPARATORS =
      Map.of(';', "semicolons", '\t', "tabs", '|', "vertical bars");

  /** The lines that sqlcmd, psql and SQL*Plus write below the last record. */
  private static final Pattern COUNT =
      Pattern.compile("\\(?(\\d{1,18}) rows?( affected| selected)?\\.?\\)?");

  private static final Pattern COMPLETION = Pattern.compile("Completion time: [0-9T:.+-]+");

  private static final Pattern DASHES = Pattern.compile("\\s*-+\\s*");

  Dialect with(Quoting other) {
    return new Dialect(separator, other, linesAbove, hasDashes);
  }

  /** Whether a line of one cell is a tool's note about the records above it. */
  static boolean isFooter(String onlyCell) {
    return onlyCell.length() <= LONGEST_FOOTER
        && (onlyCell.equals("\u001a") // the end-of-file character of DOS
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

  /** The differences from the standard, in words. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    if (separator != ',') {
      told.add(SEPARATORS.getOrDefault(separator, "\"" + separator + "\"") + " between cells");
    }
    switch (quoting) {
      case BACKSLASH -> told.add("a backslash before a quotation mark in a cell");
      case NONE -> told.add("quotation marks that are ordinary characters");
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
