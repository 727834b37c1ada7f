package kith.conform.placement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An episode with its place in the child's periods of care.
 *
 * @param periodNo null where it counts nowhere
 * @param follows index of the episode of the same period that it goes on from; -1 where none is
 * @param countsUntil as of the episode, but up to the next start over a gap of recording (R4)
 * @param isAfterShortBreak a V3 or V4 stay lies between it and the care before
 * @param gapBridged days that nobody recorded before it count as care (R4)
 * @param gapBefore too many days are missing for that, or it says S: a new period begins
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
