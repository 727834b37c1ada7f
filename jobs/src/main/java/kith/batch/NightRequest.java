package kith.batch;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import kith.marts.Quarters;

/**
 * What a run is asked to do with a night.
 *
 * @param backfill the quarters to recalculate from the published night; empty for a whole night
 * @param acceptedVolume steps of extract whose tables may have far fewer records than before
 * @param again the first stage that is made again although it is done, with those after it
 */
record NightRequest(
    LocalDate businessDate,
    Optional<Quarters> backfill,
    Set<String> acceptedVolume,
    Optional<Stage> again) {

  /** Whether a stage has to be made again, done or not. */
  boolean again(Stage stage) {
    return again.filter(first -> first.compareTo(stage) <= 0).isPresent();
  }
}
