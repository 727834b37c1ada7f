package kith.marts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import kith.project.ExitCode;
import kith.project.KithException;

/**
 * A quarter of the April to March year, named by its last day: {@code 2025-06-30} is Q1 of 2025-26.
 */
public record Quarter(LocalDate lastDay) implements Comparable<Quarter> {

  /** Refuses a day that is not the last of a quarter. */
  public Quarter {
    if (!lastDay.equals(endOf(lastDay))) {
      throw new IllegalArgumentException(lastDay + " does not end a quarter");
    }
  }

  /** The quarter that a day falls in. */
  public static Quarter containing(LocalDate day) {
    return new Quarter(endOf(day));
  }

  /** The quarter named by its last day, as a user writes it. */
  public static Quarter parse(String text) {
    try {
      return new Quarter(LocalDate.parse(text));
    } catch (DateTimeException | IllegalArgumentException cause) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "\"" + text + "\" does not name a quarter.",
          "Nothing was run.",
          "Name it by its last day, such as 2025-06-30 for Q1 of 2025-26.");
    }
  }

  private static LocalDate endOf(LocalDate day) {
    int lastMonth = (day.getMonthValue() + 2) / 3 * 3;
    return YearMonth.of(day.getYear(), lastMonth).atEndOfMonth();
  }

  /** 1 is April to June. */
  public int number() {
    return lastDay.getMonthValue() == 3 ? 4 : lastDay.getMonthValue() / 3 - 1;
  }

  /** The year in which the April to March year begins. */
  public int financialYear() {
    return number() == 4 ? lastDay.getYear() - 1 : lastDay.getYear();
  }

  /** The usual notation: {@code Q1 2025-26}. */
  public String label() {
    return "Q%d %d-%02d".formatted(number(), financialYear(), (financialYear() + 1) % 100);
  }

  @Override
  public int compareTo(Quarter other) {
    return lastDay.compareTo(other.lastDay);
  }

  @Override
  public String toString() {
    return lastDay.toString();
  }
}
