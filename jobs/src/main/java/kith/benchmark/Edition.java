package kith.benchmark;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An edition of a publication.
 *
 * @param firstNew last day of the first period that came out first with it; null where it only
 *     repeats other publications
 * @param newest last day of its newest period
 */
record Edition(
    String name,
    String publication,
    @Nullable LocalDate firstNew,
    LocalDate newest,
    LocalDate publishedOn) {

  /** Whether the figures of a period came out first with this edition. */
  boolean begins(LocalDate periodEnd) {
    return firstNew != null && !periodEnd.isBefore(firstNew) && !periodEnd.isAfter(newest);
  }
}
