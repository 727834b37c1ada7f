package kith.benchmark;

import java.util.List;
import java.util.Map;

/**
 * What a load found and left out.
 *
 * @param files the files read, in order
 * @param notRead files left unread, and why
 * @param rows how many rows {@code benchmark_series.csv} has
 * @param neighbours how many rows {@code statistical_neighbours.csv} has
 * @param series the series that have figures, and of how many of the authorities each has one or a
 *     symbol
 * @param authorities how many authorities exist on the day of loading
 * @param areas how many areas they are of
 * @param tooEarly figures left out because the list of editions has no edition that their period
 *     came out first with
 * @param filledElsewhere figures of republications left out because another file has the period
 */
public record Loaded(
    List<ReadFile> files,
    List<String> notRead,
    long rows,
    long neighbours,
    Map<String, Long> series,
    int authorities,
    long areas,
    long tooEarly,
    long filledElsewhere) {

  /**
   * A file that was read.
   *
   * @param edition or the model of neighbours
   */
  public record ReadFile(String name, String dataset, String edition, long rows) {}
}
