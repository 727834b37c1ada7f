package kith.conform.placement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An episode with its place in the child's periods of care.
 *
 * @param periodNo null if it is in none
 * @param follows index of the episode of the same period that it continues; -1 if there is none
 * @param countsUntil the episode's own, or the next start if it bridges a gap in the records (R4)
 * @param isAfterShortBreak a V3 or V4 stay is between it and the care before
 * @param gapBridged the days missing before it count as care (R4)
 * @param gapBefore too many days are missing for that, or its reason is S: a new period begins
 */
public record EpisodeInCare(
    Episode episode,
    @Nullable Integer periodNo,
    int follows,
    @Nullable LocalDate countsUntil,
    boolean isAfterShortBreak,
    boolean gapBridged,
    boolean gapBefore,
    boolean overlaps,
    boolean isTwoOpen) {

  /** The day from which it no longer counts. */
  public LocalDate until() {
    return countsUntil == null ? Episode.FAR : countsUntil;
  }
}
