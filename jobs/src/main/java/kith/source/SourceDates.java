package kith.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times as servers and people write them. The year has four digits; a numeric day
 * and month are read day first. Whether a column is really written day first is decided for the
 * whole column ({@link #order}), never for a single cell.
 */
public final class SourceDates {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final String MONTH =
      "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

  private static final String TIME =
      "(?:[ t]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,:]([0-9]{1,9}))?)?(?: ?([ap]m))?)?"
          + "( ?z| ?[+-][0-9]{2}:?[0-9]{2})?";

  private static final Pattern YEAR_FIRST =
      Pattern.compile("([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})" + TIME);
  private static final Pattern EIGHT_DIGITS =
      Pattern.compile("((?:19|20)[0-9]{2})()([0-9]{2})([0-9]{2})" + TIME);
  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})" + TIME);
  private static final Pattern DAY_MONTH_WORD =
      Pattern.compile("([0-9]{1,2})([-/. ])" + MONTH + "(?:\\2|, ?)([0-9]{4})" + TIME);
  private static final Pattern MONTH_WORD_DAY =
      Pattern.compile(MONTH + " ([0-9]{1,2}),? ([0-9]{4})" + TIME);

  /** The order of day and month that a cell shows. */
  public enum Order {
    DAY_FIRST,
    MONTH_FIRST,
    EITHER
  }

  private SourceDates() {}

  /**
   * The London day of a text, or null.
   *
   * @param text trimmed
   */
  static @Nullable LocalDate day(String text) {
    if (isIsoAtMidnight(text)) {
      try {
        return LocalDate.of(figures(text, 0, 4), figures(text, 5, 7), figures(text, 8, 10));
      } catch (DateTimeException noDate) {
        return null;
      }
    }
    Instant instant = read(text);
    return instant == null ? null : instant.atZone(LONDON).toLocalDate();
  }

  /**
   * The instant of a text, or null. A time without an offset is London time. In the hour that
   * occurs twice when the clocks go back it means the first; in the hour that is skipped when they
   * go forward, the hour after.
   *
   * @param text trimmed
   */
  static @Nullable Instant instant(String text) {
    if (!isIsoAtMidnight(text)) {
      return read(text);
    }
    LocalDate day = day(text);
    return day == null ? null : day.atStartOfDay(LONDON).toInstant();
  }

  /** Nearly every date is written as a day at midnight, so this shortcut pays off. */
  private static boolean isIsoAtMidnight(String text) {
    int length = text.length();
    return (length == 10 || length == 19 || length == 23)
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (length == 10
            || text.startsWith("00:00:00", 11)
                && (text.charAt(10) == ' ' || text.charAt(10) == 'T')
                && (length == 19 || text.endsWith(".000")));
  }

  private static @Nullable Instant read(String raw) {
    String text = SourceText.plain(raw).toLowerCase(Locale.ROOT);
    try {
      Matcher figures = YEAR_FIRST.matcher(text);
      if (figures.matches() || figures.usePattern(EIGHT_DIGITS).matches()) {
        return instant(figures, figures.group(1), number(figures.group(3)), figures.group(4));
      }
      if (figures.usePattern(DAY_FIRST).matches()) {
        return instant(figures, figures.group(4), number(figures.group(3)), figures.group(1));
      }
      if (figures.usePattern(DAY_MONTH_WORD).matches()) {
        return instant(figures, figures.group(4), month(figures.group(3)), figures.group(1));
      }
      Matcher words = MONTH_WORD_DAY.matcher(text);
      return words.matches()
          ? instant(words, words.group(3), month(words.group(1)), words.group(2))
          : null;
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static int month(String word) {
    return MONTHS.indexOf(word.substring(0, 3)) + 1;
  }

  /** The number at this position; java.time's own parser takes ten times as long. */
  private static int figures(String text, int from, int until) {
    int number = 0;
    for (int i = from; i < until; i++) {
      int figure = text.charAt(i) - '0';
      if (figure < 0 || figure > 9) {
        throw new DateTimeException("not a figure");
      }
      number = number * 10 + figure;
    }
    return number;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** The last six groups of every pattern are those of the time. */
  private static @Nullable Instant instant(Matcher of, String year, int month, String day) {
    LocalDate date = LocalDate.of(number(year), month, number(day));
    int last = of.groupCount();
    String offset = of.group(last);
    if (of.group(last - 5) == null) {
      // A day with an offset but without a time is not an instant.
      return offset == null ? date.atStartOfDay(LONDON).toInstant() : null;
    }
    LocalDateTime time = date.atTime(time(of, last));
    if (offset == null) {
      return time.atZone(LONDON).toInstant();
    }
    String zone = offset.strip();
    return OffsetDateTime.of(time, zone.equals("z") ? ZoneOffset.UTC : ZoneOffset.of(colon(zone)))
        .toInstant();
  }

  private static String colon(String offset) {
    return offset.length() == 5 ? offset.substring(0, 3) + ":" + offset.substring(3) : offset;
  }

  private static LocalTime time(Matcher of, int last) {
    int hour = number(of.group(last - 5));
    String half = of.group(last - 1);
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("no hour of half a day");
      }
      hour = hour % 12 + (half.equals("pm") ? 12 : 0);
    }
    String second = of.group(last - 3);
    String fraction = of.group(last - 2);
    return LocalTime.of(
        hour,
        number(of.group(last - 4)),
        second == null ? 0 : number(second),
        fraction == null ? 0 : number((fraction + "00000000").substring(0, 9)));
  }

  /**
   * The order of day and month in a cell: certain if one of them is over 12, undecided if both
   * orders are possible. Null if the two are equal or the cell is written another way.
   */
  public static @Nullable Order order(@Nullable String raw) {
    if (raw == null || raw.length() < 8 || raw.charAt(4) == '-' && raw.charAt(7) == '-') {
      return null;
    }
    Matcher figures = DAY_FIRST.matcher(SourceText.plain(raw).toLowerCase(Locale.ROOT));
    if (!figures.matches()) {
      return null;
    }
    int first = number(figures.group(1));
    int second = number(figures.group(3));
    if (first > 12 && first <= 31 && second <= 12) {
      return Order.DAY_FIRST;
    }
    if (second > 12 && second <= 31 && first <= 12) {
      return Order.MONTH_FIRST;
    }
    return first <= 12 && second <= 12 && first != second ? Order.EITHER : null;
  }

  /**
   * For an end before its start in the hour that occurs twice when the clocks go back: the second
   * instant. Any other end is unchanged.
   */
  public static Instant notBefore(Instant start, Instant end) {
    if (!end.isBefore(start)) {
      return end;
    }
    ZoneOffsetTransition change = LONDON.getRules().nextTransition(end.minus(Duration.ofHours(1)));
    if (change == null || !change.isOverlap()) {
      return end;
    }
    Instant later = end.plus(change.getDuration().abs());
    boolean comesTwice = end.isBefore(change.getInstant()) && !later.isBefore(change.getInstant());
    return comesTwice && !later.isBefore(start) ? later : end;
  }
}
