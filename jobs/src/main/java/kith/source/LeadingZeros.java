package kith.source;

import java.util.Set;

/** Numbers that differ by leading zeros only: a program that took them for figures cut them off. */
public final class LeadingZeros {

  /** No number of a case-management system is longer. */
  private static final int MOST_DIGITS = 12;

  private LeadingZeros() {}

  /** The number without leading zeros; what is not all figures stays as it is. */
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
