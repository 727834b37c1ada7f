package kith.simulate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Dates as a children's service counts them. */
final class Calendar {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static final Set<LocalDate> ONE_OFF_HOLIDAYS =
      Set.of(
          LocalDate.of(2002, 6, 3),
          LocalDate.of(2011, 4, 29),
          LocalDate.of(2012, 6, 5),
          LocalDate.of(2022, 6, 3),
          LocalDate.of(2022, 9, 19),
          LocalDate.of(2023, 5, 8));

  /** Years in which a May bank holiday was moved to another day. */
  private static final Map<Integer, LocalDate> MOVED_EARLY_MAY =
      Map.of(1995, LocalDate.of(1995, 5, 8), 2020, LocalDate.of(2020, 5, 8));

  private static final Map<Integer, LocalDate> MOVED_SPRING =
      Map.of(
          2002, LocalDate.of(2002, 6, 4),
          2012, LocalDate.of(2012, 6, 4),
          2022, LocalDate.of(2022, 6, 2));

  private static final Map<Integer, Set<LocalDate>> HOLIDAYS = new ConcurrentHashMap<>();

  private Calendar() {}

  /**
   * The day on which somebody reaches an age; for a person born on 29 February it is 1 March in a
   * common year.
   */
  static LocalDate birthday(LocalDate born, int age) {
    LocalDate birthday = born.plusYears(age);
    return birthday.getDayOfMonth() == born.getDayOfMonth() ? birthday : birthday.plusDays(1);
  }

  static int age(LocalDate born, LocalDate day) {
    int age = day.getYear() - born.getYear();
    return day.isBefore(birthday(born, age)) ? age - 1 : age;
  }

  /** The earlier of two days; null is ignored. */
  static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  /** The later of two days; null is ignored. */
  static LocalDate later(LocalDate one, @Nullable LocalDate other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /** The year ended 31 March that a day falls in: 2026 for 31 March 2026. */
  static int financialYear(LocalDate day) {
    return day.getMonthValue() > 3 ? day.getYear() + 1 : day.getYear();
  }

  static LocalDate monthEnd(LocalDate day) {
    return day.withDayOfMonth(day.lengthOfMonth());
  }

  /** Moves a time in the hour that is skipped in spring, which no London clock shows. */
  static LocalDateTime onTheClock(LocalDateTime time) {
    return LONDON.getRules().getValidOffsets(time).isEmpty() ? time.plusHours(1) : time;
  }

  /** The same day or the next one on which an office is open. */
  static LocalDate workingDay(LocalDate day) {
    LocalDate working = day;
    while (!isWorkingDay(working)) {
      working = working.plusDays(1);
    }
    return working;
  }

  static LocalDate plusWorkingDays(LocalDate day, int days) {
    LocalDate result = day;
    for (int left = days; left > 0; ) {
      result = result.plusDays(1);
      left -= isWorkingDay(result) ? 1 : 0;
    }
    return result;
  }

  static boolean isWorkingDay(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return weekday != DayOfWeek.SATURDAY
        && weekday != DayOfWeek.SUNDAY
        && !HOLIDAYS.computeIfAbsent(day.getYear(), Calendar::bankHolidays).contains(day);
  }

  /** Bank holidays of England and Wales, with those days in lieu that follow a weekend. */
  private static Set<LocalDate> bankHolidays(int year) {
    Set<LocalDate> holidays = new TreeSet<>();
    LocalDate easter = easter(year);
    LocalDate lastOfMay = LocalDate.of(year, 5, 31);
    LocalDate lastOfAugust = LocalDate.of(year, 8, 31);
    holidays.add(inLieu(LocalDate.of(year, 1, 1)));
    holidays.add(easter.minusDays(2));
    holidays.add(easter.plusDays(1));
    LocalDate firstOfMay = LocalDate.of(year, 5, 1);
    holidays.add(
        MOVED_EARLY_MAY.getOrDefault(
            year, firstOfMay.plusDays((8 - firstOfMay.getDayOfWeek().getValue()) % 7)));
    holidays.add(
        MOVED_SPRING.getOrDefault(
            year, lastOfMay.minusDays(lastOfMay.getDayOfWeek().getValue() - 1)));
    holidays.add(lastOfAugust.minusDays(lastOfAugust.getDayOfWeek().getValue() - 1));
    LocalDate christmas = inLieu(LocalDate.of(year, 12, 25));
    LocalDate boxingDay = inLieu(LocalDate.of(year, 12, 26));
    holidays.add(christmas);
    holidays.add(boxingDay.isAfter(christmas) ? boxingDay : christmas.plusDays(1));
    ONE_OFF_HOLIDAYS.stream().filter(day -> day.getYear() == year).forEach(holidays::add);
    return holidays;
  }

  private static LocalDate inLieu(LocalDate holiday) {
    return switch (holiday.getDayOfWeek()) {
      case SATURDAY -> holiday.plusDays(2);
      case SUNDAY -> holiday.plusDays(holiday.getDayOfMonth() == 26 ? 2 : 1);
      default -> holiday;
    };
  }

  /** Easter Sunday by the anonymous Gregorian rule. */
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int monthAndDay = h + l - 7 * m + 114;
    return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
  }
}
