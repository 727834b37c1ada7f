package kith.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers and days are written: digits always, thousands apart, per cent as a sign. */
final class Numbers {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yy", Locale.UK);

  private Numbers() {}

  /** A figure in the decimals of its KPI, with % where it is a percentage. */
  static String shown(Kpi kpi, BigDecimal value) {
    return String.format(Locale.UK, "%,." + kpi.decimals() + "f", value)
        + (kpi.isPercent() ? "%" : "");
  }

  /** A number of people or of full-time posts: at most one decimal, none for a whole number. */
  static String plain(BigDecimal number) {
    BigDecimal rounded = number.setScale(1, RoundingMode.HALF_UP);
    boolean isWhole = rounded.stripTrailingZeros().scale() <= 0;
    return String.format(Locale.UK, isWhole ? "%,.0f" : "%,.1f", rounded);
  }

  /** A figure of others or a target: no decimals where it is published without. */
  static String ofOthers(Kpi kpi, BigDecimal value) {
    return plain(value) + (kpi.isPercent() ? "%" : "");
  }

  /** Numerator and denominator, such as 350 of 443; empty where there is none. */
  static String of(@Nullable BigDecimal numerator, @Nullable BigDecimal denominator) {
    return numerator == null || denominator == null
        ? ""
        : plain(numerator) + " of " + plain(denominator);
  }

  static String day(LocalDate day) {
    return day.format(DAY);
  }

  /** Such as Mar 26. */
  static String month(LocalDate day) {
    // Java calls September Sept in British English, and a newer one may not.
    return day.format(MONTH).replace("Sept", "Sep");
  }
}
