package kith.source;

import java.util.Set;

/**
 * Compares numbers that differ by leading zeros only: a program that read the ids as numbers
 * removed the zeros.
 */
public final class LeadingZeros {

  /** Numbers in case-management systems are not longer than this. */
  private static final int MOST_DIGITS = 12;

  private LeadingZeros() {}

  /** The number without leading zeros; a text that is not all digits is unchanged. */
  static String cut(String id) {
    if (!id.startsWith("0") || !isNumber(id)) {
      return id;
    }
    String rest = id.replaceFirst("^0+", "");
    return rest.isEmpty() ? "0" : rest;
  }

  /** Whether an id that is not known is that of a known one with more or fewer leading zeros. */
  public static boolean hide(String id, Set<String> known) {
    if (!isNumber(id)) {
      return false;
    }
    StringBuilder padded = new StringBuilder(cut(id));
    while (padded.length() <= MOST_DIGITS) {
      if (known.contains(padded.toString())) {
        return true;
      }
      padded.insert(0, '0');
    }
    return false;
  }

  private static boolean isNumber(String id) {
    return !id.isEmpty() && id.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }
}
