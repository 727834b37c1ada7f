package kith.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.OptionalLong;
import kith.project.Hash;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a text file: its hash, its records counted independently of the parser that loads
 * them, so that the two counts can be compared, and any evidence against the dialect used. Lines
 * are numbered from 1; 0 means none.
 */
final class FileScan {

  /**
   * A quoted cell that is closed in the middle of text.
   *
   * @param opened line of the quotation mark that opens it
   * @param closed line of the one that closes it
   */
  record OddQuotes(long opened, long closed) {}

  private enum State {
    START,
    PLAIN,
    QUOTED,
    ESCAPED,
    CLOSED
  }

  private final Dialect dialect;
  private final Encoding encoding;
  private final boolean isPacked;

  /** Set once the whole file is read. */
  @SuppressWarnings("NullAway.Init")
  private String sha256;

  private State state = State.START;
  private long line = 1;
  private boolean isAfterReturn;
  private long cellLine;
  private long cellLength;
  private boolean beginsWithMark;
  private boolean endsWithMark;

  private final StringBuilder firstCell = new StringBuilder();
  private long recordLine;
  private int cells;
  private boolean hasText;
  private boolean hasMark;

  private long linesOfText;
  private String firstColumn = "";
  private long secondHeaderLine;
  private int headerCells;
  private int blankHeaderCells;
  private long records;
  private int fewestCells = Integer.MAX_VALUE;
  private int mostCells;
  private int mostRecordCells;
  private boolean hasTextBeyondHeader;
  private long longestCell;
  private long lastRecordLine;
  private int lastRecordCells;
  private long lastWholeLine;
  private boolean endsOpen;
  private boolean endsInFooter;

  private long misshapen;
  private long misshapenLine;
  private int misshapenCells;
  private long strayLine;
  private long enclosedCells;
  private @Nullable OddQuotes oddQuotes;
  private long unclosedLine;
  private long footerLine;
  private OptionalLong recordsSaid = OptionalLong.empty();
  private long recordsAboveFooter;

  private FileScan(Dialect dialect, TextReader text) {
    this.dialect = dialect;
    this.encoding = text.encoding();
    this.isPacked = text.isPacked();
  }

  /** Scans a file by a dialect; bytes that its encoding cannot have break the contract. */
  static FileScan of(InputStream file, Dialect dialect) throws IOException {
    try (DigestInputStream hashed = Hash.reading(file)) {
      TextReader text = new TextReader(hashed);
      FileScan scan = new FileScan(dialect, text);
      scan.read(text);
      hashed.transferTo(OutputStream.nullOutputStream());
      scan.sha256 = Hash.hex(hashed);
      return scan;
    }
  }

  private void read(TextReader text) throws IOException {
    char[] characters = new char[1 << 16];
    int read;
    try {
      while ((read = text.read(characters, 0, characters.length)) >= 0) {
        for (int i = 0; i < read; i++) {
          take(characters[i]);
        }
      }
    } catch (TextReader.Undecodable undecodable) {
      throw new BrokenFile(
          undecodable.isAtEnd()
              ? "it ends within a character on line %d: it was cut off, or is not %s"
                  .formatted(line, encoding.name())
              : "line %d is not %s%s"
                  .formatted(
                      line,
                      encoding.name(),
                      encoding.isUtf8() && encoding.markBytes() == 0
                          ? ", the encoding it should have; it may be Windows-1252, the default of"
                              + " many Windows programs"
                          : ", the encoding that the byte order mark at its start declares"));
    }
    end();
  }

  private void take(char character) {
    boolean endsPair = character == '\n' && isAfterReturn;
    isAfterReturn = character == '\r';
    if (endsPair) {
      return;
    }
    boolean breaks = character == '\n' || character == '\r';
    boolean isInside = state == State.QUOTED || state == State.ESCAPED;
    if (line <= dialect.linesAbove()) {
      line += breaks ? 1 : 0;
    } else if (breaks && !isInside) {
      endRecord();
      line++;
    } else {
      if (!hasText) {
        recordLine = line;
        hasText = true;
      }
      if (character == dialect.separator() && !isInside) {
        endCell();
      } else {
        takeIntoCell(character);
      }
      line += breaks ? 1 : 0;
    }
  }

  private void takeIntoCell(char character) {
    boolean isMark = character == '"';
    if (cellLength++ == 0) {
      beginsWithMark = isMark;
    }
    endsWithMark = isMark;
    if (cells == 0 && cellLength <= Dialect.LONGEST_FOOTER + 1) {
      firstCell.append(character);
    }
    switch (state) {
      case START -> {
        boolean opens = isMark && dialect.quoting() != Dialect.Quoting.NONE;
        state = opens ? State.QUOTED : State.PLAIN;
        cellLine = line;
        hasMark |= isMark && !opens;
      }
      case PLAIN -> hasMark |= isMark;
      case QUOTED -> {
        if (isMark) {
          state = State.CLOSED;
        } else if (character == '\\' && dialect.quoting() == Dialect.Quoting.BACKSLASH) {
          state = State.ESCAPED;
        }
      }
      case ESCAPED -> state = State.QUOTED;
      case CLOSED -> {
        if (isMark && dialect.quoting() == Dialect.Quoting.DOUBLED) {
          state = State.QUOTED;
        } else {
          state = State.PLAIN;
          if (oddQuotes == null) {
            oddQuotes = new OddQuotes(cellLine, line);
          }
        }
      }
    }
  }

  private void endCell() {
    cells++;
    longestCell = Math.max(longestCell, cellLength);
    if (linesOfText == 0) {
      blankHeaderCells = cellLength == 0 ? blankHeaderCells + 1 : 0;
    } else {
      hasTextBeyondHeader |= cells > headerCells && cellLength > 0;
    }
    if (state == State.PLAIN && beginsWithMark && endsWithMark && cellLength > 1) {
      enclosedCells++;
    }
    state = State.START;
    cellLength = 0;
  }

  private void endRecord() {
    if (!hasText) {
      return;
    }
    endCell();
    linesOfText++;
    mostCells = Math.max(mostCells, cells);
    endsInFooter = false;
    if (linesOfText == 1) {
      headerCells = cells;
      firstColumn = firstCell.toString();
    } else if (linesOfText > 2 || !dialect.hasDashes()) {
      if (headerCells > 1 && cells == 1 && Dialect.isFooter(firstCell.toString())) {
        takeFooter();
      } else {
        countRecord();
      }
    }
    firstCell.setLength(0);
    cells = 0;
    hasText = false;
    hasMark = false;
  }

  private void takeFooter() {
    endsInFooter = true;
    if (footerLine == 0) {
      footerLine = recordLine;
      recordsAboveFooter = records;
      recordsSaid = Dialect.counted(firstCell.toString());
    }
  }

  private void countRecord() {
    records++;
    fewestCells = Math.min(fewestCells, cells);
    mostRecordCells = Math.max(mostRecordCells, cells);
    lastRecordLine = recordLine;
    lastRecordCells = cells;
    if (secondHeaderLine == 0 && !firstCell.isEmpty() && firstColumn.contentEquals(firstCell)) {
      secondHeaderLine = recordLine;
    }
    if (cells == headerCells) {
      lastWholeLine = recordLine;
      return;
    }
    if (misshapen++ == 0) {
      misshapenLine = recordLine;
      misshapenCells = cells;
    }
    if (hasMark && strayLine == 0) {
      strayLine = recordLine;
    }
  }

  private void end() {
    if (state == State.QUOTED || state == State.ESCAPED) {
      unclosedLine = cellLine;
    }
    endsOpen = hasText;
    endRecord();
  }

  /** Hash of the file's bytes. */
  String sha256() {
    return sha256;
  }

  boolean isPacked() {
    return isPacked;
  }

  Encoding encoding() {
    return encoding;
  }

  /** Records below the header; a line break inside quotes does not end one. */
  long records() {
    return records;
  }

  /** Lines of the file. */
  long lines() {
    return endsOpen ? line : line - 1;
  }

  /** The first record that begins with the name of the first column. */
  long secondHeaderLine() {
    return secondHeaderLine;
  }

  /** Characters of the longest cell, quotation marks included. */
  long longestCell() {
    return longestCell;
  }

  /** Cells of the line with the most cells. */
  int mostCells() {
    return mostCells;
  }

  /** Cells that the header has. */
  int headerCells() {
    return headerCells;
  }

  /**
   * Cells of a complete record: as many as in the header, unless all records have the same other
   * number and only blank cells are added or missing, as when each line ends with a separator.
   */
  int wholeCells() {
    boolean isEven = records > 0 && fewestCells == mostRecordCells;
    boolean isBlankBeyond =
        isEven
            && (mostRecordCells > headerCells
                ? !hasTextBeyondHeader
                : headerCells - mostRecordCells <= blankHeaderCells);
    return isBlankBeyond ? mostRecordCells : headerCells;
  }

  /** Records that are not complete. */
  long misshapen() {
    return wholeCells() == headerCells ? misshapen : 0;
  }

  /** The first record with another number of cells than the header. */
  long misshapenLine() {
    return misshapenLine;
  }

  /** Its cells. */
  int misshapenCells() {
    return misshapenCells;
  }

  /**
   * The first record with another number of cells and with a quotation mark that does not quote.
   */
  long strayLine() {
    return strayLine;
  }

  /** Cells that begin and end with a quotation mark that the dialect does not treat as quoting. */
  long enclosedCells() {
    return enclosedCells;
  }

  /** The first quoted cell that is closed in the middle of text, or null. */
  @Nullable OddQuotes oddQuotes() {
    return oddQuotes;
  }

  /** The line of a quotation mark that opens a cell and is never closed. */
  long unclosedLine() {
    return unclosedLine;
  }

  /** The line on which the last record begins. */
  long lastRecordLine() {
    return lastRecordLine;
  }

  /** The line on which the last record with as many cells as the header begins. */
  long lastWholeLine() {
    return lastWholeLine;
  }

  /** True when the last line has no line end, as after a cut within its last cell. */
  boolean endsOpen() {
    return endsOpen && !endsInFooter;
  }

  /** True when the last line has no line end and its record has fewer cells than a complete one. */
  boolean endsWithinRecord() {
    return endsOpen() && records > 0 && lastRecordCells < wholeCells();
  }

  /** The line below the records on which a tool gives their number. */
  long footerLine() {
    return footerLine;
  }

  /** The number of records on that line, if there is one. */
  OptionalLong recordsSaid() {
    return recordsSaid;
  }

  /** Records below that line, of which there should be none. */
  long recordsBelowFooter() {
    return footerLine == 0 ? 0 : records - recordsAboveFooter;
  }
}
