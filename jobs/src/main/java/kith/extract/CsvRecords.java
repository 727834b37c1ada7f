package kith.extract;

import com.univocity.parsers.common.ParsingContext;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of a CSV file with the line on which each begins: BOM or none, any line ends, quoted
 * line breaks. The first record is the header.
 */
final class CsvRecords implements Iterator<CsvRecords.Line> {

  /** The longest cell, in characters, and the most cells of a record that are read. */
  static final int LONGEST_CELL = 1_000_000;

  static final int MOST_CELLS = 2_000;

  /** A record and the number of its first line; the first line of a file is 1. */
  record Line(long number, String[] cells) {}

  private final CsvParser parser;
  private Line next;

  CsvRecords(InputStream in) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.setLineSeparatorDetectionEnabled(true);
    // Otherwise a record that begins with a number sign would be taken for a comment.
    settings.setCommentProcessingEnabled(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setSkipEmptyLines(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setMaxCharsPerColumn(LONGEST_CELL);
    settings.setMaxColumns(MOST_CELLS);
    parser = new CsvParser(settings);
    parser.beginParsing(in, StandardCharsets.UTF_8);
    advance();
  }

  private void advance() {
    ParsingContext context = parser.getContext();
    next = null;
    while (next == null) {
      long line = context.currentLine() + 1;
      String[] cells = parser.parseNext();
      if (cells == null) {
        return;
      }
      boolean blank = cells.length == 0 || cells.length == 1 && cells[0] == null;
      if (!blank) {
        next = new Line(line, cells);
      }
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Line next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Line line = next;
    advance();
    return line;
  }
}
