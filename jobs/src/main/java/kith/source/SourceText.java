package kith.source;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes invisible characters from the text of a cell: blanks around it, no-break and zero-width
 * spaces; and gives every spelling of an id one form. In plain Java, since a night has tens of
 * millions of cells.
 */
public final class SourceText {

  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]+");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("(-?[0-9]+)\\.0*");

  /** The form with a plus sign comes from a spreadsheet, which rounds. */
  private static final Pattern DOUBLE = Pattern.compile("[0-9]\\.[0-9]+E[0-9]{1,2}");

  private SourceText() {}

  /** The text without blanks of any kind around it; empty for null. */
  public static String trimmed(@Nullable String raw) {
    if (raw == null) {
      return "";
    }
    int from = 0;
    int to = raw.length();
    while (from < to && isBlank(raw.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(raw.charAt(to - 1))) {
      to--;
    }
    return raw.substring(from, to);
  }

  private static boolean isBlank(char letter) {
    return letter <= ' '
        || letter > '~'
            && (Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || Character.getType(letter) == Character.FORMAT);
  }

  /**
   * The text with ordinary single blanks instead of any other kind, and without zero-width
   * characters.
   */
  static String plain(String text) {
    String seen = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    return BLANKS.matcher(seen).replaceAll(" ").strip();
  }

  /**
   * The single form of an id: {@code 123}, {@code 123.0000000000} and {@code 123} with a no-break
   * space are one number, and letters are capital. Leading zeros are kept: 0123 and 123 may be two
   * people.
   *
   * @param text trimmed
   */
  public static String id(String text) {
    if (isPlainId(text)) {
      return text;
    }
    String plain = plain(text).toUpperCase(Locale.ROOT);
    var number = WHOLE_NUMBER.matcher(plain);
    if (number.matches()) {
      return number.group(1);
    }
    return DOUBLE.matcher(plain).matches() ? whole(plain) : plain;
  }

  /** A whole number that a program kept as a double, with all its digits: 1.2345678E7. */
  private static String whole(String number) {
    try {
      return new BigDecimal(number).toBigIntegerExact().toString();
    } catch (ArithmeticException noWholeNumber) {
      return number;
    }
  }

  /** Nearly every id is digits and capitals, so this shortcut pays off. */
  private static boolean isPlainId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if ((letter < '0' || letter > '9')
          && (letter < 'A' || letter > 'Z')
          && letter != '-'
          && letter != '_') {
        return false;
      }
    }
    return true;
  }
}
