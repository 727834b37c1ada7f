package kith.extract;

import java.time.LocalDate;
import java.util.Map;

/**
 * The latest night that was extracted before this one.
 *
 * @param counts what its steps counted, by step
 */
public record NightBefore(LocalDate businessDate, Map<String, Map<String, Long>> counts) {

  /** Records that the source had of a table; 0 when the table was not there. */
  long sourceRows(String step) {
    return counts.getOrDefault(step, Map.of()).getOrDefault("source", 0L);
  }
}
