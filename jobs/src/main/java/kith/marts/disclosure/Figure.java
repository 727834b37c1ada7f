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
 * @param members how many members the sums are of, where these do not count them (days, sessions,
 *     places, working time); null where they do
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
    @Nullable Double members,
    double worth) {

  /** Which sums of a figure count children, and so may be too small to be shown (R13). */
  public enum Parts {
    /** A count, or the count behind a rate. */
    COUNT(true, false, false),
    /** The numerator, the denominator and what is left of it; also of a count that has one. */
    SHARE(true, true, true),
    /** The numerator: the denominator is working time. */
    AVERAGE_OF_TIME(true, false, false),
    /** The numerator and the denominator, which counts children. */
    AVERAGE_OF_CHILDREN(true, true, false),
    /** Nothing but the members: the numerator is time, a part of the denominator. */
    PART_OF_TIME(false, false, false),
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
        kpi,
        periodType,
        quarter,
        breakdown,
        band,
        parts,
        otherNumerator,
        otherDenominator,
        members,
        worth);
  }

  /**
   * A part of the numerator as a number of members, so that it can be compared with the threshold.
   * Where no member can add more than a whole denominator, as many as add that; otherwise as many
   * as add it on average.
   */
  double numeratorInMembers(double amount) {
    if (members == null) {
      return amount;
    }
    if (denominator != null
        && denominator > 0
        && (parts == Parts.SHARE || parts == Parts.PART_OF_TIME)) {
      return amount * members / denominator;
    }
    // Of a sum that is 0 tonight, what was there before may be one member's.
    return numerator == 0 ? Math.signum(amount) : amount * members / numerator;
  }

  /** A part of the denominator as a number of members. */
  double denominatorInMembers(double amount) {
    if (members == null || denominator == null) {
      return amount;
    }
    return denominator == 0 ? Math.signum(amount) : amount * members / denominator;
  }
}
