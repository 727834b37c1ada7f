package kith.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
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
  private final Faults faults;
  private final Map<Table, Tally> tallies = new EnumMap<>(Table.class);

  /**
   * What was written.
   *
   * @param tallies what each table held; empty where nothing was spoiled
   */
  record Written(Simulation.Night night, Map<Table, Tally> tallies) {}

  /**
   * Writes one night.
   *
   * @param faults what is wrong with which row; null where nothing is
   */
  NightWriter(Simulation simulation, Records records, Faults faults, LocalDate night) {
    this.simulation = simulation;
    this.records = records;
    this.faults = faults;
    this.night = night;
    this.windowStart = night.minusYears(simulation.years());
    this.folder = simulation.out().resolve(night.toString());
  }

  Written write() throws IOException {
    Files.createDirectories(folder);
    Path complete = folder.resolve("_COMPLETE");
    Files.deleteIfExists(complete);
    Map<Table, Long> counts = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      counts.put(table, write(table));
    }
    Files.writeString(complete, complete(counts));
    long rows = counts.values().stream().mapToLong(Long::longValue).sum();
    return new Written(new Simulation.Night(night, folder, rows), tallies);
  }

  private long write(Table table) throws IOException {
    Path file = folder.resolve(table.stem() + ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      CsvTable csv = new CsvTable(table, simulation.canaries(), night, out);
      if (faults == null) {
        for (Row row : records.of(table)) {
          if (row.isShown(night, windowStart)) {
            write(table, csv, row, (texts, shown) -> csv.write(texts));
          }
        }
      } else {
        writeSpoiled(table, csv);
      }
      return csv.count();
    }
  }

  private void writeSpoiled(Table table, CsvTable csv) throws IOException {
    Spoiled spoiled = new Spoiled(table, csv, night);
    tallies.put(table, spoiled.tally());
    Fault[] chosen = faults.of(table);
    List<Row> rows = records.of(table);
    for (int i = 0; i < chosen.length; i++) {
      Row row = rows.get(i);
      Fault fault = chosen[i];
      boolean hidden = fault != null && fault.hides(night);
      if (!hidden && row.isShown(night, windowStart)) {
        write(table, csv, row, (texts, shown) -> spoiled.write(texts, shown, fault));
      }
    }
  }

  /** Takes the records in which a row is shown. */
  private interface Sink {
    void write(String[] texts, Row row) throws IOException;
  }

  private void write(Table table, CsvTable csv, Row row, Sink sink) throws IOException {
    if (table == Table.CARE_LEAVERS) {
      writeCareLeaver(csv, row, sink);
    } else {
      sink.write(csv.texts(row.cells()), row);
    }
  }

  /** The row's number is new in each run, and some rows are there twice. */
  private void writeCareLeaver(CsvTable csv, Row row, Sink sink) throws IOException {
    Object[] cells = row.cells().clone();
    Dice dice = Dice.of(simulation.seed(), "run", night.toEpochDay(), (Long) cells[0]);
    cells[0] = 100_000_000 + dice.between(0, 899_999_999);
    sink.write(csv.texts(cells), row);
    if (((Long) row.cells()[0]) % ONE_IN_REPEATED == 0) {
      cells[0] = 100_000_000 + dice.between(0, 899_999_999);
      sink.write(csv.texts(cells), row);
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
