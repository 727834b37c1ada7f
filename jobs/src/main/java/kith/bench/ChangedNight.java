package kith.bench;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kith.source.ColumnType;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;

/** A night's extract in which every hundredth record is changed, for measurements. */
final class ChangedNight {

  private static final int ONE_IN = 100;

  private ChangedNight() {}

  /**
   * Changes a night in place. In every hundredth record of each table one cell gets the value that
   * another record has there. It is never a date, and never the person's number.
   *
   * @return how many records were changed
   */
  static long change(SourceSystem source, Path night) throws IOException {
    long changed = 0;
    for (SourceContract contract : source.contracts()) {
      Path file = night.resolve(contract.file() + ".csv");
      Optional<SourceColumn> free = free(contract);
      if (free.isPresent() && Files.exists(file)) {
        changed += change(file, free.get().name());
      }
    }
    return changed;
  }

  /**
   * A column that no record depends on, texts before codes and numbers; otherwise a business key
   * column, so that one record disappears and another appears.
   */
  private static Optional<SourceColumn> free(SourceContract contract) {
    return contract.landed().stream()
        .filter(column -> !column.isVolatile())
        .filter(column -> !column.name().equals(contract.person()))
        .filter(column -> !contract.record().stream().limit(1).toList().contains(column.name()))
        .filter(column -> column.type() != ColumnType.DATE && column.type() != ColumnType.TIMESTAMP)
        .min(
            Comparator.comparing(
                    (SourceColumn column) ->
                        column.required() || contract.businessKey().contains(column.name()))
                .thenComparing(column -> column.type() != ColumnType.TEXT));
  }

  private static long change(Path file, String column) throws IOException {
    Path changed = file.resolveSibling(file.getFileName() + ".changed");
    CsvParserSettings reading = new CsvParserSettings();
    reading.setMaxCharsPerColumn(-1);
    reading.setIgnoreLeadingWhitespaces(false);
    reading.setIgnoreTrailingWhitespaces(false);
    reading.setSkipEmptyLines(false);
    CsvWriterSettings writing = new CsvWriterSettings();
    writing.setIgnoreLeadingWhitespaces(false);
    writing.setIgnoreTrailingWhitespaces(false);
    writing.setSkipEmptyLines(false);
    CsvParser parser = new CsvParser(reading);
    long count = 0;
    try (BufferedReader in = Files.newBufferedReader(file);
        BufferedWriter out = Files.newBufferedWriter(changed)) {
      CsvWriter writer = new CsvWriter(out, writing);
      parser.beginParsing(in);
      String[] header = parser.parseNext();
      writer.writeRow(header);
      int place = List.of(header).indexOf(column);
      String other = "x";
      String[] cells;
      for (long row = 1; (cells = parser.parseNext()) != null; row++) {
        if (row % ONE_IN == 0 && place < cells.length) {
          String before = cells[place];
          cells = Arrays.copyOf(cells, cells.length);
          cells[place] = other.equals(before) ? null : other;
          other = before == null ? other : before;
          count++;
        } else if (place < cells.length && cells[place] != null) {
          other = cells[place];
        }
        writer.writeRow((Object[]) cells);
      }
      writer.flush();
    }
    Files.move(changed, file, StandardCopyOption.REPLACE_EXISTING);
    return count;
  }
}
