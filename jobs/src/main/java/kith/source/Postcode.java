package kith.source;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a postcode is written, so that one postcode is one text however it was typed. */
public final class Postcode {

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern WHOLE = Pattern.compile("[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}");
  private static final int INWARD_LETTERS = 3;

  private Postcode() {}

  /** In capitals and without spaces of any kind; null if nothing is left. */
  public static @Nullable String normalised(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String postcode = SPACES.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    return postcode.isEmpty() ? null : postcode;
  }

  /** The outward part, such as {@code DH1}; null for what is not a whole postcode. */
  public static @Nullable String district(@Nullable String text) {
    String postcode = normalised(text);
    return postcode != null && WHOLE.matcher(postcode).matches()
        ? postcode.substring(0, postcode.length() - INWARD_LETTERS)
        : null;
  }
}
