package kith.benchmark;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last day of a period. Publishers write only a year, whatever it ends with; a school year is
 * written with both of its years.
 */
final class Period {

  private static final Pattern TIME = Pattern.compile("([0-9]{4})(?:[-/]?([0-9]{2}))?");

  private static final int CENTURY = 100;

  private Period() {}

  /** The day of a time such as 2025, 202425 or 2024/25; empty where it is none of these. */
  static Optional<LocalDate> end(String time, MonthDay day) {
    Matcher parts = TIME.matcher(time);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(parts.group(1));
    if (parts.group(2) == null) {
      return Optional.of(day.atYear(year));
    }
    boolean follows = Integer.parseInt(parts.group(2)) == (year + 1) % CENTURY;
    return follows ? Optional.of(day.atYear(year + 1)) : Optional.empty();
  }
}
