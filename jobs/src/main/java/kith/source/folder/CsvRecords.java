package kith.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The records of a text file with the line on which each begins: any line ends, quoted line breaks,
 * blank lines left out. The first record is the header; lines that the dialect says are not part of
 * the table are left out.
 */
final class CsvRecords implements Iterator<CsvRecords.Line> {

  /** The longest cell, in characters, and the most cells of a record that are read. */
  static final int LONGEST_CELL = 1_000_000;

  static final int MOST_CELLS = 2_000;

  /**
   * A record.
   *
   * @param number its first line; the first line of a file is 1
   * @param cells without quotation marks; an empty one is null
   */
  record Line(long number, @Nullable String[] cells) {}

  private static final int END = -1;

  private final Dialect dialect;
  private final TextReader text;
  private final char[] buffer = new char[1 << 16];
  private final StringBuilder cell = new StringBuilder();
  private final List<@Nullable String> cells = new ArrayList<>();
  private int position;
  private int limit;
  private long line = 1;
  private boolean isQuoted;
  private int headerCells;
  private int linesRead;
  private @Nullable Line next;

  /** Opens a file; it is closed after its last record. */
  CsvRecords(InputStream file, Dialect dialect) throws IOException {
    this.dialect = dialect;
    this.text = new TextReader(file);
    while (line <= dialect.linesAbove() && peek() != END) {
      if (!endLine()) {
        position++;
      }
    }
    next = record();
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
    Line record = next;
    try {
      next = record();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return record;
  }

  /** The next record, or null at the end of the file. */
  private @Nullable Line record() throws IOException {
    while (peek() != END) {
      if (endLine()) {
        continue;
      }
      long number = line;
      cells.clear();
      cells.add(cell());
      while (peek() == dialect.separator()) {
        position++;
        cells.add(cell());
      }
      endLine();
      if (isOfTable()) {
        return new Line(number, cells.toArray(String[]::new));
      }
    }
    text.close();
    return null;
  }

  private boolean isOfTable() {
    if (++linesRead == 1) {
      headerCells = cells.size();
      return true;
    }
    return !(linesRead == 2 && dialect.hasDashes())
        && (headerCells == 1 || cells.size() > 1 || isQuoted || !Dialect.isFooter(cells.get(0)));
  }

  private @Nullable String cell() throws IOException {
    cell.setLength(0);
    isQuoted = dialect.quoting() != Dialect.Quoting.NONE && peek() == '"';
    if (isQuoted) {
      position++;
      readQuoted();
    }
    while (peek() != END) {
      int from = position;
      while (position < limit && !endsCell(buffer[position])) {
        position++;
      }
      cell.append(buffer, from, position - from);
      if (position < limit) {
        break;
      }
    }
    return cell.isEmpty() ? null : cell.toString();
  }

  private boolean endsCell(char character) {
    return character == dialect.separator() || character == '\n' || character == '\r';
  }

  /** Reads to the end of the cell; a line break of any kind is one character. */
  private void readQuoted() throws IOException {
    boolean isDoubled = dialect.quoting() == Dialect.Quoting.DOUBLED;
    while (peek() != END) {
      if (endLine()) {
        cell.append('\n');
        continue;
      }
      char character = buffer[position++];
      boolean isEscape = character == (isDoubled ? '"' : '\\');
      if (isEscape && (peek() == '"' || !isDoubled && peek() == '\\')) {
        character = buffer[position++];
      } else if (character == '"') {
        return;
      }
      cell.append(character);
    }
  }

  /** Steps over a line end, if one is next. */
  private boolean endLine() throws IOException {
    int first = peek();
    if (first != '\n' && first != '\r') {
      return false;
    }
    position++;
    if (first == '\r' && peek() == '\n') {
      position++;
    }
    line++;
    return true;
  }

  private int peek() throws IOException {
    if (position == limit) {
      limit = Math.max(0, text.read(buffer, 0, buffer.length));
      position = 0;
    }
    return position < limit ? buffer[position] : END;
  }
}
