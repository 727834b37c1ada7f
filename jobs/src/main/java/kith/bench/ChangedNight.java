package kith.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kith.source.ColumnType;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;

/** A night's extract of which every hundredth record says something else, for measurements. */
final class ChangedNight {

  private static final int ONE_IN = 100;

  private ChangedNight() {}

  /**
   * Changes a night in place: a cell that is no key, no date and not needed for a record to load.
   * Records over several lines are left alone.
   */
  static void change(SourceSystem source, Path night) throws IOException {
    for (SourceContract contract : source.contracts()) {
      Path file = night.resolve(contract.file() + ".csv");
      List<SourceColumn> free =
          contract.landed().stream()
              .filter(column -> !column.required() && !column.isVolatile())
              .filter(column -> !contract.businessKey().contains(column.name()))
              .filter(column -> column.type() == ColumnType.TEXT || column.type() == ColumnType.ID)
              .toList();
      if (!free.isEmpty() && Files.exists(file)) {
        change(file, free.get(0).name());
      }
    }
  }

  private static void change(Path file, String column) throws IOException {
    Path changed = file.resolveSibling(file.getFileName() + ".changed");
    try (BufferedReader in = Files.newBufferedReader(file);
        BufferedWriter out = Files.newBufferedWriter(changed);
        Stream<String> lines = in.lines()) {
      int[] count = {0};
      int[] place = {-1};
      int[] cells = {0};
      for (String line : (Iterable<String>) lines::iterator) {
        if (count[0] == 0) {
          List<String> header = Arrays.asList(line.split(",", -1));
          place[0] = header.indexOf(column);
          cells[0] = header.size();
        } else if (count[0] % ONE_IN == 0) {
          String[] parts = line.split(",", -1);
          if (parts.length == cells[0] && line.indexOf('"') < 0) {
            parts[place[0]] = parts[place[0]] + "x";
            line = String.join(",", parts);
          }
        }
        out.write(line);
        out.write('\n');
        count[0]++;
      }
    }
    Files.move(changed, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
