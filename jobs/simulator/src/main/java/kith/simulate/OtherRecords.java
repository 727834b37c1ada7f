package kith.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What other systems hold, and the files that they write of it. */
final class OtherRecords {

  /**
   * One record.
   *
   * @param person whom it is about: it is shown while the extract holds the person; null for none
   * @param from the day from which it is known
   * @param until the last day that it tells of; null while it goes on
   * @param cells a day after the night is not known yet
   */
  private record Line(
      @Nullable Person person, LocalDate from, @Nullable LocalDate until, Object[] cells) {

    boolean isShown(LocalDate night, LocalDate windowStart) {
      return !from.isAfter(night)
          && (until == null || !until.isBefore(windowStart))
          && (person == null || person.isShown(night, windowStart));
    }

    String text(LocalDate night) {
      return Arrays.stream(cells)
          .map(cell -> cell instanceof LocalDate day && day.isAfter(night) ? "" : cell.toString())
          .collect(Collectors.joining(","));
    }
  }

  private final Map<OtherFile, List<Line>> lines = new EnumMap<>(OtherFile.class);

  OtherRecords() {
    for (OtherFile file : OtherFile.values()) {
      lines.put(file, new ArrayList<>());
    }
  }

  /** Adds a record. */
  void add(
      OtherFile file,
      @Nullable Person person,
      LocalDate from,
      @Nullable LocalDate until,
      Object... cells) {
    if (cells.length != file.columns().size()) {
      throw new IllegalStateException(
          "%s has %d columns, not %d".formatted(file, file.columns().size(), cells.length));
    }
    of(file).add(new Line(person, from, until, cells));
  }

  private List<Line> of(OtherFile file) {
    return Objects.requireNonNull(lines.get(file));
  }

  /** Writes the files of a night and returns how many records each has. */
  Map<String, Long> write(Path folder, LocalDate night, LocalDate windowStart) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (OtherFile file : OtherFile.values()) {
      List<String> texts = new ArrayList<>(List.of(String.join(",", file.columns())));
      of(file).stream()
          .filter(line -> line.isShown(night, windowStart))
          .forEach(line -> texts.add(line.text(night)));
      Files.write(folder.resolve(file.stem() + ".csv"), texts);
      counts.put(file.stem(), texts.size() - 1L);
    }
    return counts;
  }

  /** Removes the files that an earlier run may have written. */
  static void delete(Path folder) throws IOException {
    for (OtherFile file : OtherFile.values()) {
      Files.deleteIfExists(folder.resolve(file.stem() + ".csv"));
    }
  }
}
