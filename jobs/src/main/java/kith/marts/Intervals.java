package kith.marts;

/**
 * The 95% intervals of figures as SQL expressions, in the unit of the value, not yet rounded.
 *
 * <ul>
 *   <li>A share: Wilson's score interval, which stays within 0 and 100 and is sensible for small
 *       cohorts.
 *   <li>A count, and the count behind a rate: Byar's approximation to the Poisson interval, whose
 *       lower end is 0 for a count of 0.
 *   <li>An average has none: cases are not independent events. Nor has an amount.
 * </ul>
 */
final class Intervals {

  private static final String Z = "1.959963984540054D";

  private Intervals() {}

  static String low(String kind) {
    return end(kind, "-");
  }

  static String high(String kind) {
    return end(kind, "+");
  }

  private static String end(String kind, String sign) {
    return switch (kind) {
      case "SHARE" -> wilson(sign);
      case "COUNT" -> byar(sign);
      case "RATE" -> "10000D / cast(denominator as double) * " + byar(sign);
      default -> throw new IllegalArgumentException("no interval of " + kind);
    };
  }

  private static String wilson(String sign) {
    String n = "cast(denominator as double)";
    String p = "(cast(numerator as double) / %s)".formatted(n);
    String end =
        "100D * (%1$s + Z * Z / (2D * %2$s) %3$s Z * sqrt(%1$s * (1D - %1$s) / %2$s + Z * Z / (4D * %2$s * %2$s))) / (1D + Z * Z / %2$s)"
            .formatted(p, n, sign)
            .replace("Z", Z);
    return "least(100D, greatest(0D, %s))".formatted(end);
  }

  /** Byar's lower end uses the count itself, the upper end uses the count plus one. */
  private static String byar(String sign) {
    String count =
        sign.equals("-") ? "cast(numerator as double)" : "(cast(numerator as double) + 1D)";
    String end =
        "%1$s * power(1D - 1D / (9D * %1$s) %2$s Z / (3D * sqrt(%1$s)), 3D)"
            .formatted(count, sign)
            .replace("Z", Z);
    return sign.equals("-") ? "if(numerator = 0, 0D, %s)".formatted(end) : end;
  }
}
