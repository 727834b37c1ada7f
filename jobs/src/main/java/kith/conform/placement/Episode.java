package kith.conform.placement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An episode as the rules of care and placement see it.
 *
 * @param endedOn null while it lasts
 * @param countsUntil the day from which it no longer counts, by its end and the 18th birthday; null
 *     while it counts
 * @param endReason null while it lasts, or if the source gives none
 * @param counts false for short breaks and other episodes outside periods of care
 * @param isTemporary in a placement of a type T0 to T4
 */
public record Episode(
    LocalDate startedOn,
    @Nullable LocalDate endedOn,
    @Nullable LocalDate countsUntil,
    String startReason,
    @Nullable String endReason,
    boolean counts,
    boolean isShortBreak,
    boolean isTemporary,
    Place place) {

  /** The same in a temporary placement. */
  public Episode temporary() {
    return new Episode(
        startedOn, endedOn, countsUntil, startReason, endReason, counts, isShortBreak, true, place);
  }

  /** The end of an episode that has not ended, so that ends can be compared. Never stored. */
  public static final LocalDate FAR = LocalDate.of(9999, 12, 31);

  /** The day it ended as recorded. */
  public LocalDate end() {
    return endedOn == null ? FAR : endedOn;
  }

  /** The day from which it no longer counts. */
  public LocalDate until() {
    return countsUntil == null ? FAR : countsUntil;
  }

  /** True if all its days count and it ended with X1: care goes on. */
  public boolean saysThatCareGoesOn() {
    return counts && "X1".equals(endReason) && endedOn != null && endedOn.equals(countsUntil);
  }
}
