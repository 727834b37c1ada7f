package kith.batch;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.nio.file.Path;
import java.util.List;

/** The records of a CSV file of an extract, the header first; an empty cell is an empty text. */
final class CsvFile {

  private CsvFile() {}

  static List<String[]> read(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxCharsPerColumn(-1);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.getFormat().setComment('\0');
    return new CsvParser(settings).parseAll(file.toFile(), "UTF-8");
  }

  static void write(Path file, List<String[]> records) {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.getFormat().setComment('\0');
    CsvWriter writer = new CsvWriter(file.toFile(), "UTF-8", settings);
    records.forEach(writer::writeRow);
    writer.close();
  }
}
