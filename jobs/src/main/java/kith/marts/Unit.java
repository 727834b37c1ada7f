package kith.marts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The unit of a KPI's value, and with it how the value is computed from its members. */
public enum Unit {
  /** {@code 100 * sum(numerator) / sum(denominator)}. */
  PERCENT(Kind.SHARE, 100),
  /** {@code sum(numerator)}, children. */
  CHILDREN(Kind.COUNT),
  /** {@code sum(numerator)}, places in foster households. */
  PLACES(Kind.COUNT),
  /** {@code sum(numerator)}, incidents. */
  INCIDENTS(Kind.EVENTS),
  /** {@code sum(numerator)}, assessments. */
  ASSESSMENTS(Kind.COUNT),
  /** {@code sum(numerator)}, moves from one placement to another. */
  MOVES(Kind.EVENTS),
  /** {@code sum(numerator)}, social workers. */
  WORKERS(Kind.COUNT),
  /** {@code 10000 * sum(numerator) / population}. */
  PER_10000(Kind.RATE, 10_000),
  /** {@code sum(numerator) / sum(denominator)}, cases per full-time equivalent. */
  CASES_PER_FTE(Kind.AVERAGE),
  /** {@code sum(numerator) / sum(denominator)}, incidents of a child who went missing. */
  INCIDENTS_PER_CHILD(Kind.AVERAGE),
  /**
   * {@code 100 * sum(numerator) / sum(denominator)}, percent of the school sessions possible. The
   * sessions of one child are no independent cases, so it is no share of them.
   */
  PERCENT_OF_SESSIONS(Kind.AVERAGE, 100),
  /** {@code sum(numerator) / sum(denominator)}, a score. */
  SCORE(Kind.AVERAGE),
  /** {@code sum(numerator) / sum(denominator)}, days. */
  DAYS(Kind.AVERAGE),
  /** {@code sum(numerator)}, children more than before; below 0 where there are fewer. */
  MORE_CHILDREN(Kind.AMOUNT),
  /** {@code sum(numerator)}, full-time equivalents. */
  FTE(Kind.AMOUNT);

  /** The kind of a unit, which decides how its value is calculated. */
  public enum Kind {
    SHARE,
    COUNT,
    /**
     * A count of what can happen to one child several times. Such events come in clusters, so that
     * it has no interval: that of a count would be far too narrow.
     */
    EVENTS,
    RATE,
    AVERAGE,
    /** A sum that counts no events, so that it has no interval. */
    AMOUNT;

    /** Whether it is a sum of members that are counted one by one. */
    boolean isCounted() {
      return this == COUNT || this == EVENTS;
    }
  }

  private final Kind kind;
  private final int times;

  Unit(Kind kind) {
    this(kind, 1);
  }

  Unit(Kind kind, int times) {
    this.kind = kind;
    this.times = times;
  }

  /** How the value is calculated. */
  public Kind kind() {
    return kind;
  }

  /** What the numerators are multiplied by. */
  public int times() {
    return times;
  }

  /** How many decimals of a value are shown: none of a count. */
  public int decimals() {
    return kind.isCounted() || this == MORE_CHILDREN ? 0 : 1;
  }

  /** The unit as definitions and tables write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The unit of that text. */
  public static Optional<Unit> of(String text) {
    return Arrays.stream(values()).filter(unit -> unit.text().equals(text)).findFirst();
  }
}
