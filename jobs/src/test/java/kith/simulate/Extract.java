package kith.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A written night, read back by an ordinary CSV reader. */
record Extract(Path folder) {

  /** The records of a file, the header first. */
  List<List<String>> records(String stem) {
    return parse(text(stem + ".csv"));
  }

  List<Map<String, String>> rows(String stem) {
    List<List<String>> records = records(stem);
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> cells : records.subList(1, records.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(records.get(0).get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  Set<String> values(String stem, String column) {
    return rows(stem).stream()
        .map(row -> row.get(column))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.toSet());
  }

  Map<String, String> complete() {
    Map<String, String> lines = new LinkedHashMap<>();
    text("_COMPLETE").lines().forEach(line -> lines.put(line.split(",")[0], line.split(",")[1]));
    return lines;
  }

  String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The day of a cell; null when it is blank or a filler. */
  static LocalDate day(String cell) {
    return cell.isBlank() || cell.startsWith("1900")
        ? null
        : LocalDate.parse(cell.substring(0, 10));
  }

  private static List<List<String>> parse(String text) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '"') {
        boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (doubled) {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (letter == ',' || letter == '\n')) {
        record.add(cell.toString());
        cell.setLength(0);
        if (letter == '\n') {
          records.add(record);
          record = new ArrayList<>();
        }
      } else {
        cell.append(letter);
      }
    }
    return records;
  }
}
