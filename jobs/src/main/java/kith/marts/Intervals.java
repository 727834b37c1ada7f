package kith.marts;

import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The 95% intervals of figures and of changes between two figures, in the unit of the value, not
 * yet rounded (R12a).
 *
 * <ul>
 *   <li>A share: Wilson's score interval, which stays within 0 and 100 and is sensible for small
 *       cohorts.
 *   <li>A count, and the count behind a rate: the exact Poisson interval (Garwood), whose lower end
 *       is 0 for a count of 0.
 *   <li>An average has none: cases are not independent events. Nor has an amount, nor a ratio above
 *       1 of a kind that is otherwise a share, such as leavers of a small team.
 * </ul>
 */
final class Intervals {

  private static final double ERROR_RATE = 0.05;
  private static final StructType ENDS = StructType.fromDDL("low double, high double");

  private Intervals() {}

  /** A figure between the ends of its interval. */
  record Estimate(double low, double value, double high) {

    /**
     * The difference between this figure and another one, with the interval that Newcombe's method
     * makes of both intervals (method of variance estimates recovery).
     */
    Estimate less(Estimate other) {
      double difference = value - other.value;
      return new Estimate(
          difference - Math.hypot(value - low, other.high - other.value),
          difference,
          difference + Math.hypot(high - value, other.value - other.low));
    }

    private Estimate times(double factor) {
      return new Estimate(low * factor, value * factor, high * factor);
    }
  }

  /** The figure of these sums with its interval; empty where it has none. */
  static Optional<Estimate> estimate(Unit.Kind kind, double numerator, double denominator) {
    if (numerator < 0) {
      return Optional.empty();
    }
    return switch (kind) {
      case SHARE ->
          denominator > 0 && numerator <= denominator
              ? Optional.of(share(numerator, denominator).times(100))
              : Optional.empty();
      case COUNT -> Optional.of(count(numerator));
      case RATE ->
          denominator > 0
              ? Optional.of(count(numerator).times(10_000 / denominator))
              : Optional.empty();
      case EVENTS, AVERAGE, AMOUNT -> Optional.empty();
    };
  }

  private static Estimate share(double numerator, double denominator) {
    if (numerator != Math.rint(numerator) || denominator != Math.rint(denominator)) {
      return weightedShare(numerator, denominator);
    }
    Interval wilson =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
            (int) denominator, (int) numerator, ERROR_RATE);
    return new Estimate(wilson.getLowerBound(), numerator / denominator, wilson.getUpperBound());
  }

  /**
   * Wilson's interval where the parts are full-time equivalents or days, which need not be whole:
   * the library takes whole numbers only.
   */
  private static Estimate weightedShare(double numerator, double denominator) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(ERROR_RATE / 2);
    double middle = (numerator + z * z / 2) / (denominator + z * z);
    double variance = numerator * (denominator - numerator) / denominator + z * z / 4;
    double margin = z * Math.sqrt(variance) / (denominator + z * z);
    return new Estimate(
        Math.max(0, middle - margin), numerator / denominator, Math.min(1, middle + margin));
  }

  private static Estimate count(double count) {
    double low =
        count == 0
            ? 0
            : GammaDistribution.of(count, 1).inverseCumulativeProbability(ERROR_RATE / 2);
    double high = GammaDistribution.of(count + 1, 1).inverseSurvivalProbability(ERROR_RATE / 2);
    return new Estimate(low, count, high);
  }

  /**
   * The interval as a column: a struct of {@code low} and {@code high}, null where there is none.
   *
   * @param kind name of a {@link Unit.Kind}
   */
  static Column ends(Column kind, Column numerator, Column denominator) {
    UDF3<String, BigDecimal, BigDecimal, Row> ends =
        (name, above, below) ->
            estimate(name, above, below)
                .map(estimate -> RowFactory.create(estimate.low(), estimate.high()))
                .orElse(null);
    return udf(ends, ENDS).apply(kind, numerator, denominator);
  }

  /**
   * Whether a figure has changed by more than chance, as a column: 1 where it has risen, -1 where
   * it has fallen, 0 where the interval of the difference holds 0, its ends included; null where
   * either figure has no interval.
   */
  static Column change(
      Column kind,
      Column numerator,
      Column denominator,
      Column numeratorBefore,
      Column denominatorBefore) {
    UDF5<String, BigDecimal, BigDecimal, BigDecimal, BigDecimal, Integer> change =
        (name, above, below, aboveBefore, belowBefore) ->
            estimate(name, above, below)
                .flatMap(
                    now ->
                        estimate(name, aboveBefore, belowBefore)
                            .map(before -> sign(now.less(before))))
                .orElse(null);
    return udf(change, DataTypes.IntegerType)
        .apply(kind, numerator, denominator, numeratorBefore, denominatorBefore);
  }

  private static int sign(Estimate difference) {
    if (difference.low() > 0) {
      return 1;
    }
    return difference.high() < 0 ? -1 : 0;
  }

  private static Optional<Estimate> estimate(
      @Nullable String kind, @Nullable BigDecimal numerator, @Nullable BigDecimal denominator) {
    return kind == null || numerator == null
        ? Optional.empty()
        : estimate(
            Unit.Kind.valueOf(kind),
            numerator.doubleValue(),
            denominator == null ? 0 : denominator.doubleValue());
  }
}
