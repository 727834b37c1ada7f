package kith.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * The nights of one run, one after the other.
 *
 * @param first the earliest
 * @param last the business date of the run
 * @param years length of the window that each of them shows
 */
record Nights(LocalDate first, LocalDate last, int years) {

  /** So many nights in a row. */
  static Nights until(LocalDate last, int count, int years) {
    return new Nights(last.minusDays(count - 1L), last, years);
  }

  int count() {
    return (int) ChronoUnit.DAYS.between(first, last) + 1;
  }

  Stream<LocalDate> all() {
    return first.datesUntil(last.plusDays(1));
  }

  /** The first day of the window that a night shows. */
  LocalDate windowStart(LocalDate night) {
    return night.minusYears(years);
  }

  /** The first day that any of them shows. */
  LocalDate earliestWindowStart() {
    return windowStart(first);
  }

  /**
   * One of the nights after the first.
   *
   * @param point from 0 to 1: how late
   */
  LocalDate later(double point) {
    return first.plusDays(1 + (long) (point * (count() - 1)));
  }
}
