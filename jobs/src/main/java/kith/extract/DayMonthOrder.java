package kith.extract;

import java.util.Map;
import java.util.Optional;
import kith.contract.SourceContract;
import kith.contract.SourceDates;

/**
 * Says whether a column of dates is written month first. Read day first, half of its cells would be
 * other days, and the others none: such a night must not pass. It is for the column to say, since a
 * single cell such as 03/04/2026 says nothing.
 */
final class DayMonthOrder {

  private static final String DAY_FIRST = "day_first:";
  private static final String MONTH_FIRST = "month_first:";

  /** So many cells that are surely day first make one that is month first a slip of the pen. */
  private static final int SURE = 20;

  private DayMonthOrder() {}

  /** Counts a cell that says in which order its column is written. */
  static void count(SourceContract.Column column, String text, StringBuilder odd) {
    boolean isDate =
        column.type() == SourceContract.Type.DATE || column.type() == SourceContract.Type.TIMESTAMP;
    SourceDates.Order order = isDate ? SourceDates.order(text) : null;
    if (order != null) {
      odd.append(order == SourceDates.Order.DAY_FIRST ? DAY_FIRST : MONTH_FIRST)
          .append(column.name())
          .append(',');
    }
  }

  /** What is wrong with the order of a column, with its counts, or nothing. */
  static Optional<String> of(SourceContract.Column column, Map<String, Long> counted) {
    long dayFirst = counted.getOrDefault(DAY_FIRST + column.name(), 0L);
    long monthFirst = counted.getOrDefault(MONTH_FIRST + column.name(), 0L);
    return monthFirst * SURE > dayFirst
        ? Optional.of(
            "%,d dates with the month first, as in 03/31/2026, and %,d with the day first"
                .formatted(monthFirst, dayFirst))
        : Optional.empty();
  }
}
