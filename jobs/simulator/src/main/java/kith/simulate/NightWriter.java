package kith.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes one night: every row that the source system would extract at the end of that day. */
final class NightWriter {

  /**
   * One in this many care-leaver rows is there twice, under another number, as in real extracts.
   */
  private static final int ONE_IN_REPEATED = 9;

  private final Export export;
  private final Records records;
  private final LocalDate night;
  private final LocalDate windowStart;
  private final Path folder;
  private final @Nullable Faults faults;
  private final Script script;
  private final Map<Table, Tally> tallies = new EnumMap<>(Table.class);

  /**
   * What was written.
   *
   * @param folder where its files are
   * @param rows records in all its files together
   * @param tallies what each table held; empty where nothing was spoiled
   */
  record Written(LocalDate night, Path folder, long rows, Map<Table, Tally> tallies) {}

  /**
   * Writes one night.
   *
   * @param faults what is wrong with which row; null if nothing is
   * @param windowStart the first day of what the night shows
   */
  NightWriter(
      Export export,
      Records records,
      @Nullable Faults faults,
      LocalDate night,
      LocalDate windowStart) {
    this.export = export;
    this.records = records;
    this.faults = faults;
    this.night = night;
    this.windowStart = windowStart;
    this.script = export.shape().script(records, export.seed(), night);
    this.folder = export.out().resolve(night.toString());
  }

  Written write() throws IOException {
    Files.createDirectories(folder);
    Path complete = folder.resolve("_COMPLETE");
    Files.deleteIfExists(complete);
    Map<Table, Long> counts = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      Path file = folder.resolve(table.stem() + ".csv");
      if (export.shape().writes(table)) {
        counts.put(table, write(table, file));
      } else {
        Files.deleteIfExists(file);
      }
    }
    Map<String, Long> others = Map.of();
    if (export.otherFiles()) {
      others = records.others().write(folder, night, windowStart);
    } else {
      OtherRecords.delete(folder);
    }
    Files.writeString(complete, complete(counts, others));
    long rows =
        Stream.concat(counts.values().stream(), others.values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return new Written(night, folder, rows, tallies);
  }

  private long write(Table table, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      CsvTable csv = new CsvTable(table, export.canaries(), night, out);
      if (export.shape() == Shape.PLAIN) {
        writePlain(table, csv);
      } else {
        Texts texts = script.write(new Texts(table, Sheet.of(table).names(), texts(table, csv)));
        csv.header(texts.columns());
        for (String[] row : texts.rows()) {
          csv.write(row);
        }
      }
      return csv.count();
    }
  }

  private List<String[]> texts(Table table, CsvTable csv) {
    List<String[]> texts = new ArrayList<>();
    for (Row row : records.of(table)) {
      if (row.isShown(night, windowStart)) {
        texts.addAll(shown(table, csv, row));
      }
    }
    return texts;
  }

  private void writePlain(Table table, CsvTable csv) throws IOException {
    csv.header(Sheet.of(table).names());
    Spoiled spoiled = faults == null ? null : new Spoiled(table, csv, night);
    List<Row> rows = records.of(table);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Fault fault = faults == null ? null : faults.of(table, i);
      boolean hidden = fault != null && fault.hides(night);
      if (hidden || !row.isShown(night, windowStart)) {
        continue;
      }
      for (String[] texts : shown(table, csv, row)) {
        if (spoiled == null) {
          csv.write(texts);
        } else {
          spoiled.write(texts, row, fault);
        }
      }
    }
    if (spoiled != null) {
      tallies.put(table, spoiled.tally());
    }
  }

  /** The records in which a row is shown when nothing is wrong with it. */
  private List<String[]> shown(Table table, CsvTable csv, Row row) {
    return table == Table.CARE_LEAVERS
        ? careLeaver(csv, row)
        : Collections.singletonList(csv.texts(row.cells()));
  }

  /** The row's number is new in each run, and some rows are there twice. */
  private List<String[]> careLeaver(CsvTable csv, Row row) {
    Object[] cells = row.cells().clone();
    List<String[]> shown = new ArrayList<>();
    Dice dice = Dice.of(export.seed(), "run", night.toEpochDay(), (Long) cells[0]);
    cells[0] = 100_000_000 + dice.between(0, 899_999_999);
    shown.add(csv.texts(cells));
    if (((Long) row.cells()[0]) % ONE_IN_REPEATED == 0) {
      cells[0] = 100_000_000 + dice.between(0, 899_999_999);
      shown.add(csv.texts(cells));
    }
    return shown;
  }

  private String complete(Map<Table, Long> counts, Map<String, Long> others) {
    StringBuilder lines = new StringBuilder();
    counts.forEach((table, count) -> line(lines, table.stem(), count));
    others.forEach((stem, count) -> line(lines, stem, count));
    lines.append("business_date,").append(night).append('\n');
    lines.append("window_start,").append(windowStart).append('\n');
    lines.append("simulated,true\n");
    return lines.toString();
  }

  private static void line(StringBuilder lines, String stem, long count) {
    lines.append(stem).append(',').append(count).append('\n');
  }
}
