package kith.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.benchmark.NeighbourModel.Neighbour;
import kith.project.ExitCode;
import kith.project.KithException;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the source {@code benchmark} is read from: {@code benchmark_series.csv} and
 * {@code statistical_neighbours.csv}, with the columns of the source's contracts.
 */
final class SeriesFolder {

  static final String SERIES = "benchmark_series.csv";

  /** The file of neighbours. */
  static final String NEIGHBOURS = "statistical_neighbours.csv";

  private static final String SERIES_HEADER =
      "kpi,geographic_level,area_code,area_name,period_end,edition,published_on,"
          + "first_published_on,numerator,denominator,value,unit,status,neighbour_model,"
          + "neighbours_with_value,loaded_on";

  private static final String NEIGHBOURS_HEADER =
      "model_year,la_dfe_code,la_gss_code,la_name,rank,neighbour_dfe_code,neighbour_gss_code,"
          + "neighbour_name,closeness";

  private final Path folder;

  SeriesFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Replaces the files.
   *
   * @param today the day of loading of every row that is not in the folder yet, as it is
   */
  void write(List<SeriesRow> rows, List<Neighbour> neighbours, LocalDate today) {
    try {
      Files.createDirectories(folder);
      Map<String, String> loadedOn = loadedOn();
      replace(
          SERIES,
          SERIES_HEADER,
          rows.stream()
              .map(SeriesFolder::line)
              .map(line -> line + "," + loadedOn.getOrDefault(line, today.toString())));
      replace(NEIGHBOURS, NEIGHBOURS_HEADER, neighbours.stream().map(SeriesFolder::line));
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "Cannot write to %s (%s)."
              .formatted(folder.getFileName(), cause.getClass().getSimpleName()),
          "The files there may be those of an earlier load.",
          "Check that this account can write there, then run the same command again.");
    }
  }

  /** The day of loading of each row that is in the folder, by the rest of its line. */
  private Map<String, String> loadedOn() throws IOException {
    Path file = folder.resolve(SERIES);
    if (!Files.exists(file)) {
      return Map.of();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(SERIES_HEADER)) {
      return Map.of();
    }
    return lines.stream()
        .skip(1)
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(',')),
                line -> line.substring(line.lastIndexOf(',') + 1)));
  }

  /** In one step, so that a night never reads half a file. */
  private void replace(String name, String header, Stream<String> lines) throws IOException {
    Path beside = folder.resolve("." + name + ".new");
    Files.writeString(
        beside,
        Stream.concat(Stream.of(header), lines).collect(Collectors.joining("\n", "", "\n")));
    Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String line(SeriesRow row) {
    return line(
        row.kpi(),
        row.area().level(),
        row.area().code(),
        row.area().name(),
        row.periodEnd(),
        row.edition().name(),
        row.edition().publishedOn(),
        row.firstPublishedOn(),
        row.numerator(),
        row.denominator(),
        row.value(),
        row.unit(),
        row.status(),
        null,
        null);
  }

  private static String line(Neighbour row) {
    return line(
        row.year(),
        row.number(),
        row.authority().code(),
        row.authority().name(),
        row.rank(),
        row.neighbourNumber(),
        row.neighbour().code(),
        row.neighbour().name(),
        row.closeness());
  }

  private static String line(@Nullable Object... cells) {
    return Arrays.stream(cells).map(SeriesFolder::cell).collect(Collectors.joining(","));
  }

  private static String cell(@Nullable Object cell) {
    String text =
        cell == null ? "" : cell instanceof BigDecimal number ? number.toPlainString() : "" + cell;
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
