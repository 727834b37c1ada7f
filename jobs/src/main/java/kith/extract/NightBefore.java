package kith.extract;

import java.time.LocalDate;
import kith.source.Extracted;
import kith.table.StepCounts;

/**
 * The latest night that was extracted before this one.
 *
 * @param counts what its steps counted
 */
public record NightBefore(LocalDate businessDate, StepCounts counts) {

  /** The number of records of a table in the source; 0 when the table was missing. */
  long sourceRows(String step) {
    return counts.of(step).of(Extracted.SOURCE);
  }
}
