package kith.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The published figure of the authority or of one of its statistical neighbours.
 *
 * @param periodEnd last day of its period
 */
record Neighbour(String name, boolean isOwn, BigDecimal value, LocalDate periodEnd) {

  static Neighbour of(Cells row) {
    return new Neighbour(
        row.text("area_name"),
        Boolean.parseBoolean(row.text("is_own")),
        Objects.requireNonNull(row.number("value")),
        row.day("period_end"));
  }
}
