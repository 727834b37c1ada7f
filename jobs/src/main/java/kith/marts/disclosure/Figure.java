package kith.marts.disclosure;

import org.jspecify.annotations.Nullable;

/**
 * One row of figures that is shown or hidden as a whole.
 *
 * @param quarter {@code 4 * year + quarter} of the as-at date, so that quarters can be subtracted
 * @param breakdown null on the total row
 * @param band null on the total row
 * @param denominator the sum of the members' denominators; null for counts and rates, whose
 *     population everybody knows
 * @param worth what is lost when it is hidden, compared with others; above 0
 */
public record Figure(
    String kpi,
    String periodType,
    int quarter,
    @Nullable String breakdown,
    @Nullable String band,
    Parts parts,
    double numerator,
    @Nullable Double denominator,
    double worth) {

  /** Which sums of a figure count children, and so may be too small to be shown (R13). */
  public enum Parts {
    /** A count, or the count behind a rate. */
    COUNT(true, false, false),
    /** The numerator and the rest of the denominator; also of a count that has one. */
    SHARE(true, false, true),
    /** The numerator: the denominator is working time. */
    AVERAGE_OF_TIME(true, false, false),
    /** The numerator and the denominator, which counts children. */
    AVERAGE_OF_CHILDREN(true, true, false),
    /** Nothing: a change from one count to another is no group of children. */
    CHANGE(false, false, false);

    final boolean numeratorCounts;
    final boolean denominatorCounts;
    final boolean restCounts;

    Parts(boolean numeratorCounts, boolean denominatorCounts, boolean restCounts) {
      this.numeratorCounts = numeratorCounts;
      this.denominatorCounts = denominatorCounts;
      this.restCounts = restCounts;
    }
  }

  /** Whether it is a row for the whole authority. */
  public boolean isTotal() {
    return breakdown == null;
  }

  /** The same figure with other sums. */
  Figure with(double otherNumerator, @Nullable Double otherDenominator) {
    return new Figure(
        kpi, periodType, quarter, breakdown, band, parts, otherNumerator, otherDenominator, worth);
  }
}
