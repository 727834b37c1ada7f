package kith.simulate;

/**
 * How much goes wrong in the source system. With either, the folder of nights holds {@code
 * truth.json}: how often each kind of mess occurs in each table of each night.
 */
public enum Mess {
  /** About a tenth of {@link #HEAVY}. */
  LIGHT(0.1),

  /**
   * As much as a night can have and still be loaded: some 2% of the rows with a filler, as many
   * with an unknown code, and so on, and no more than {@value #MOST_BROKEN} of a table's records
   * that cannot be used.
   */
  HEAVY(1);

  /** The largest share of a table's records that are broken, well below the usual limit. */
  static final double MOST_BROKEN = 0.008;

  private final double share;

  Mess(double share) {
    this.share = share;
  }

  /** What every rate is multiplied by. */
  double share() {
    return share;
  }
}
