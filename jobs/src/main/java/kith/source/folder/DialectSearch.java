package kith.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.source.SourceContract;

/**
 * Finds the dialect of a table's text file from its whole content: the header shows where the table
 * starts and which separator is used, the records show what a quotation mark means. If two dialects
 * are possible, nothing is guessed: the file breaks its contract, and the message gives the reason
 * and the line.
 */
final class DialectSearch {

  /**
   * The dialect found.
   *
   * @param scan the scan of the file by that dialect
   */
  record Found(Dialect dialect, FileScan scan) {}

  /** Opens a file from its start. */
  interface Opening {
    InputStream open() throws IOException;
  }

  private static final int HEAD = 1 << 18;

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|', '^');

  /** The lines that tools write above a header. */
  private static final Pattern ABOVE =
      Pattern.compile(
          "\\s*|\"?sep=.\"?|#TYPE [\\w.+`\\[\\], =-]+|Changed database context to '.*'\\."
              + "|\\(\\d+ rows? affected\\)",
          Pattern.CASE_INSENSITIVE);

  private final SourceContract contract;
  private final Opening file;

  private DialectSearch(SourceContract contract, Opening file) {
    this.contract = contract;
    this.file = file;
  }

  /** Finds the dialect; the file must not be empty. */
  static Found of(SourceContract contract, Opening file) throws IOException {
    DialectSearch search = new DialectSearch(contract, file);
    search.refuseOtherKind();
    return search.byQuoting(search.byHeader());
  }

  private void refuseOtherKind() throws IOException {
    byte[] head;
    try (InputStream in = file.open()) {
      head = in.readNBytes(8);
    }
    if (head.length == 0) {
      throw new BrokenFile("the file is empty, not even a header");
    }
    Optional<String> kind = FileKind.of(head);
    if (kind.isPresent()) {
      throw new BrokenFile("the file is " + kind.get() + ", not CSV");
    }
  }

  // --- where the header is, and which separator it uses

  private Dialect byHeader() throws IOException {
    List<String> lines = firstLines();
    List<Character> separators =
        Stream.concat(SEPARATORS.stream(), lines.stream().limit(1).flatMap(DialectSearch::named))
            .distinct()
            .toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      char separator =
          separators.stream()
              .max(Comparator.comparingLong(one -> columns(line, one)))
              .orElseThrow();
      if (columns(line, separator) * 2 >= Header.carried(contract).size()) {
        refuseRecordsAbove(lines.subList(0, i));
        boolean hasDashes = i + 1 < lines.size() && isDashes(line, lines.get(i + 1), separator);
        return new Dialect(separator, Dialect.Quoting.DOUBLED, i, hasDashes);
      }
    }
    return Dialect.STANDARD;
  }

  /** The decoded lines at the start of the file; the last one may be incomplete. */
  private List<String> firstLines() throws IOException {
    char[] head = new char[HEAD];
    int length = 0;
    try (TextReader text = new TextReader(file.open())) {
      int read;
      while ((read = text.read(head, length, HEAD - length)) > 0) {
        length += read;
      }
    } catch (CharacterCodingException undecodable) {
      // The scan of the whole file reports this with the line.
    }
    return new String(head, 0, length).lines().toList();
  }

  /** The separator that Excel's {@code sep=} line declares. */
  private static Stream<Character> named(String firstLine) {
    String text = firstLine.replace("\"", "");
    return text.toLowerCase(Locale.ROOT).startsWith("sep=") && text.length() == 5
        ? Stream.of(text.charAt(4))
        : Stream.empty();
  }

  /** The number of the contract's columns that a line names. */
  private long columns(String line, char separator) {
    return Arrays.stream(line.split(Pattern.quote(String.valueOf(separator)), -1))
        .map(name -> name.strip().replaceAll("^\"|\"$", ""))
        .filter(name -> Header.column(contract, name).isPresent())
        .distinct()
        .count();
  }

  private static void refuseRecordsAbove(List<String> above) throws BrokenFile {
    for (int i = 0; i < above.size(); i++) {
      if (!ABOVE.matcher(above.get(i)).matches()) {
        throw new BrokenFile(
            ("its header is on line %d, but line %d is not a line that tools write above a header,"
                    + " so it may be a record")
                .formatted(above.size() + 1, i + 1));
      }
    }
  }

  private static boolean isDashes(String header, String below, char separator) {
    String between = Pattern.quote(String.valueOf(separator));
    String[] cells = below.split(between, -1);
    return cells.length == header.split(between, -1).length
        && Arrays.stream(cells).allMatch(Dialect::isDashes);
  }

  // --- what a quotation mark means

  private Found byQuoting(Dialect doubled) throws IOException {
    FileScan scan = scan(doubled);
    if (isClean(scan)) {
      return new Found(doubled, scan);
    }
    Dialect backslash = doubled.with(Dialect.Quoting.BACKSLASH);
    FileScan byBackslash = scan(backslash);
    if (isClean(byBackslash)) {
      return new Found(backslash, byBackslash);
    }
    Dialect none = doubled.with(Dialect.Quoting.NONE);
    FileScan byNone = scan(none);
    boolean couldBeCutOff =
        scan.unclosedLine() > 0 && byNone.lastWholeLine() <= scan.unclosedLine();
    if (isClean(byNone) && byNone.enclosedCells() == 0 && !couldBeCutOff) {
      return new Found(none, byNone);
    }
    throw new BrokenFile(why(scan, byNone));
  }

  private FileScan scan(Dialect dialect) throws IOException {
    return FileScan.of(file.open(), dialect);
  }

  private static boolean isClean(FileScan scan) {
    return scan.oddQuotes() == null && scan.unclosedLine() == 0 && scan.strayLine() == 0;
  }

  private static String why(FileScan scan, FileScan unquoted) {
    FileScan.OddQuotes odd = scan.oddQuotes();
    if (odd != null && odd.opened() == odd.closed()) {
      return ("line %d has a single quotation mark within a quoted cell, and other lines do not"
              + " show what it means")
          .formatted(odd.opened());
    }
    if (odd != null) {
      return ("the quotation mark that opens a cell on line %d is closed by one in the middle of"
              + " text on line %d: one of the two is stray")
          .formatted(odd.opened(), odd.closed());
    }
    long opened = scan.unclosedLine();
    if (opened == 0) {
      return ("line %d has a quotation mark within an unquoted cell, and another number of cells"
              + " than the header")
          .formatted(scan.strayLine());
    }
    if (unquoted.lastWholeLine() > opened) {
      return "the quotation mark that opens a cell on line %d is never closed".formatted(opened);
    }
    return unquoted.lastWholeLine() == opened
        ? ("it ends within the quoted cell that begins on line %d: the file was cut off, or that"
                + " quotation mark is stray")
            .formatted(opened)
        : "it ends within the quoted cell that begins on line %d: the file was cut off"
            .formatted(opened);
  }
}
