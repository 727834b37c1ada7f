package kith.table;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The units of numbers in tables. Every quantity names one of this short list, so that nobody has
 * to guess whether an absence is in hours or days.
 */
final class Units {

  /**
   * All units, in words that a reader of the dictionary knows. Of a figure whose unit depends on
   * its row, the unit says which column decides.
   */
  static final List<String> ALL =
      List.of(
          "areas",
          "by KPI",
          "by measure",
          "cases",
          "cases per full-time equivalent",
          "cells",
          "children",
          "children per full-time equivalent",
          "columns",
          "days",
          "decimals",
          "editions",
          "episodes",
          "full-time equivalents",
          "hours",
          "incidents",
          "legal statuses",
          "members",
          "metres",
          "miles",
          "months",
          "nights",
          "offences",
          "people",
          "per cent",
          "places",
          "points",
          "quarters",
          "records",
          "rules",
          "sessions",
          "workers",
          "working days",
          "years");

  /** What a specification says of a number that is no quantity, such as an hour of the day. */
  static final String NONE = "none";

  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

  /** Numbers that name or order something: their names end so. */
  private static final Pattern NO_QUANTITY =
      Pattern.compile("(.*_)?(key|code|no|year|order|model|rank)");

  private Units() {}

  /**
   * What is wrong with the unit of a column; null if nothing is.
   *
   * @param identifies true for a column that tells rows apart or refers to another table, which
   *     needs no unit
   */
  static @Nullable String problem(
      String name, String type, @Nullable String unit, boolean identifies) {
    boolean isNumber = NUMBERS.contains(type) || type.startsWith("decimal");
    String choice = "expected one of %s, or %s".formatted(String.join(", ", ALL), NONE);
    if (unit == null) {
      boolean isQuantity = isNumber && !identifies && !NO_QUANTITY.matcher(name).matches();
      return isQuantity ? "is a number without a unit (%s)".formatted(choice) : null;
    }
    if (!isNumber) {
      return "has a unit, which only numbers have, and the type " + type;
    }
    return ALL.contains(unit) || unit.equals(NONE)
        ? null
        : "has the unknown unit \"%s\" (%s)".formatted(unit, choice);
  }
}
