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

  /** Records that the source had of a table; 0 when the table was not there. */
  long sourceRows(String step) {
    return counts.of(step).of(Extracted.SOURCE);
  }
}
