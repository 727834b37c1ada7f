package kith.batch;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import kith.marts.Quarters;

/**
 * What a run has to do for a night.
 *
 * @param backfill the quarters to recalculate from the published night; empty for a whole night
 * @param acceptedVolume steps of extract whose tables may have far fewer records than before
 * @param again the first stage to run again even if it is done, with all after it
 */
record NightRequest(
    LocalDate businessDate,
    Optional<Quarters> backfill,
    Set<String> acceptedVolume,
    Optional<Stage> again) {

  /** Whether a stage has to run again even if it is done. */
  boolean again(Stage stage) {
    return again.filter(first -> first.compareTo(stage) <= 0).isPresent();
  }
}
