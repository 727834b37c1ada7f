package kith.report;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV files of a publication. They are the smallest form of the published model: a report
 * needs neither Spark nor a database to read them.
 */
final class PublishedRows {

  private final Path folder;

  /**
   * @param folder of a publication
   */
  PublishedRows(Path folder) {
    this.folder = folder;
  }

  /** Whether the publication has a table: one of an earlier Kith may lack it. */
  boolean has(String table) {
    return Files.exists(folder.resolve(table + ".csv"));
  }

  /** The rows of a published table. */
  List<Cells> of(String table) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxCharsPerColumn(100_000);
    settings.setLineSeparatorDetectionEnabled(true);
    CsvParser parser = new CsvParser(settings);
    try (var text = Files.newBufferedReader(folder.resolve(table + ".csv"))) {
      parser.beginParsing(text);
      String[] columns = parser.parseNext();
      if (columns == null) {
        throw new IllegalStateException("the published table " + table + " has no header");
      }
      List<Cells> rows = new ArrayList<>();
      for (String[] record = parser.parseNext(); record != null; record = parser.parseNext()) {
        rows.add(row(table, columns, record));
      }
      return rows;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Cells row(String table, String[] columns, String[] record) {
    if (record.length != columns.length) {
      throw new IllegalStateException(
          "a row of the published table %s has %d cells and %d columns: %s"
              .formatted(table, record.length, columns.length, Arrays.toString(columns)));
    }
    Map<String, @Nullable String> row = new HashMap<>();
    for (int i = 0; i < columns.length; i++) {
      row.put(columns[i], record[i]);
    }
    return new Cells(row);
  }
}
