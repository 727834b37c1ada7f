package kith.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One published figure: a row of {@code kpi_published}, small numbers hidden.
 *
 * @param value null where there is no figure; {@code status} says why
 * @param low lower end of the 95% interval, null for averages, incidents and moves
 * @param band the band of a breakdown, null for the total
 */
record Figure(
    String kpi,
    String periodType,
    LocalDate asAt,
    @Nullable String breakdown,
    @Nullable String band,
    @Nullable BigDecimal value,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    @Nullable BigDecimal target,
    String status,
    String direction,
    String rag,
    String ruleVersion) {

  static Figure of(Cells row) {
    return new Figure(
        row.text("kpi"),
        row.text("period_type"),
        row.day("as_at"),
        row.orNull("breakdown"),
        row.orNull("breakdown_value"),
        row.number("value"),
        row.number("numerator"),
        row.number("denominator"),
        row.number("low"),
        row.number("high"),
        row.number("target"),
        row.text("status"),
        row.text("direction"),
        row.text("rag"),
        row.text("rule_version"));
  }

  /** Value, numerator or denominator. */
  @Nullable BigDecimal part(String part) {
    return switch (part) {
      case "numerator" -> numerator;
      case "denominator" -> denominator;
      default -> value;
    };
  }

  boolean isHidden() {
    return status.equals("suppressed");
  }

  /** Whether a number lies outside the margin of chance around this figure. */
  boolean differsFrom(@Nullable BigDecimal other) {
    return other != null
        && low != null
        && high != null
        && (other.compareTo(low) < 0 || other.compareTo(high) > 0);
  }

  /**
   * Whether chance cannot explain the difference: Newcombe's interval of it leaves out 0 (R12b).
   */
  boolean isApartFrom(Figure other) {
    if (value == null || low == null || high == null) {
      return false;
    }
    if (other.value == null || other.low == null || other.high == null) {
      return false;
    }
    return value.compareTo(other.value) > 0
        ? isAbove(value, low, other.value, other.high)
        : isAbove(other.value, other.low, value, high);
  }

  private static boolean isAbove(
      BigDecimal more, BigDecimal lowOfMore, BigDecimal less, BigDecimal highOfLess) {
    double margin =
        Math.hypot(more.subtract(lowOfMore).doubleValue(), highOfLess.subtract(less).doubleValue());
    return more.subtract(less).doubleValue() > margin;
  }
}
