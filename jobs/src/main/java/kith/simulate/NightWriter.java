package kith.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Writes one night: every row that the source system would extract at the end of that day. */
final class NightWriter {

  /**
   * One care-leaver row in so many is there twice, under another number, as real extracts have it.
   */
  private static final int ONE_IN_REPEATED = 9;

  private final Simulation simulation;
  private final Records records;
  private final LocalDate night;
  private final LocalDate windowStart;
  private final Path folder;

  NightWriter(Simulation simulation, Records records, LocalDate night) {
    this.simulation = simulation;
    this.records = records;
    this.night = night;
    this.windowStart = night.minusYears(simulation.years());
    this.folder = simulation.out().resolve(night.toString());
  }

  Simulation.Night write() throws IOException {
    Files.createDirectories(folder);
    Path complete = folder.resolve("_COMPLETE");
    Files.deleteIfExists(complete);
    Map<Table, Long> counts = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      counts.put(table, write(table));
    }
    Files.writeString(complete, complete(counts));
    long rows = counts.values().stream().mapToLong(Long::longValue).sum();
    return new Simulation.Night(night, folder, rows);
  }

  private long write(Table table) throws IOException {
    Path file = folder.resolve(table.stem() + ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      CsvTable csv = new CsvTable(table, simulation.canaries(), night, out);
      for (Row row : records.of(table)) {
        if (row.isShown(night, windowStart)) {
          if (table == Table.CARE_LEAVERS) {
            writeCareLeaver(csv, row);
          } else {
            csv.write(row.cells());
          }
        }
      }
      return csv.count();
    }
  }

  /** The row's number is new in each run, and some rows are there twice. */
  private void writeCareLeaver(CsvTable csv, Row row) throws IOException {
    Object[] cells = row.cells().clone();
    Dice dice = Dice.of(simulation.seed(), "run", night.toEpochDay(), (Long) cells[0]);
    cells[0] = 100_000_000 + dice.between(0, 899_999_999);
    csv.write(cells);
    if (((Long) row.cells()[0]) % ONE_IN_REPEATED == 0) {
      cells[0] = 100_000_000 + dice.between(0, 899_999_999);
      csv.write(cells);
    }
  }

  private String complete(Map<Table, Long> counts) {
    StringBuilder lines = new StringBuilder();
    counts.forEach(
        (table, count) -> lines.append(table.stem()).append(',').append(count).append('\n'));
    lines.append("business_date,").append(night).append('\n');
    lines.append("window_start,").append(windowStart).append('\n');
    lines.append("simulated,true\n");
    return lines.toString();
  }
}
