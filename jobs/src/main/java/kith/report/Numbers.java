package kith.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
    return shown(kpi, value, kpi.decimals());
  }

  /** A figure of others or a target, in the decimals of its publisher. */
  static String shown(Kpi kpi, BigDecimal value, int decimals) {
    return String.format(Locale.UK, "%,." + decimals + "f", value) + (kpi.isPercent() ? "%" : "");
  }

  /** The same as a number format of a workbook, where a percentage is a share of one. */
  static String format(Kpi kpi, int decimals) {
    return (kpi.isPercent() ? "0" : "#,##0")
        + (decimals == 0 ? "" : "." + "0".repeat(decimals))
        + (kpi.isPercent() ? "%" : "");
  }

  /** A number of people or of full-time posts: at most one decimal, none for a whole number. */
  static String plain(BigDecimal number) {
    BigDecimal rounded = number.setScale(1, RoundingMode.HALF_UP);
    return String.format(Locale.UK, isWhole(rounded) ? "%,.0f" : "%,.1f", rounded);
  }

  /** How many decimals numbers of a column have, all alike: one where one of them needs it. */
  static int plainDecimals(List<@Nullable BigDecimal> numbers) {
    return numbers.stream().allMatch(number -> number == null || isWhole(number)) ? 0 : 1;
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
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
