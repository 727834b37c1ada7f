package kith.extract;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kith.source.ColumnType;
import kith.source.SourceColumn;
import kith.source.SourceDates;
import kith.table.Counts;
import kith.table.StepCounts;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a column of dates is written month first. Read as day first, half of its cells
 * would be wrong dates and the rest no dates, so such a night must not pass. A single cell such as
 * 03/04/2026 does not show the order: the column as a whole does. A column that does not show it is
 * read like the other columns of the night.
 */
final class DayMonthOrder {

  private static final Map<SourceDates.Order, String> MEASURES =
      Map.of(
          SourceDates.Order.DAY_FIRST, "day_first:",
          SourceDates.Order.MONTH_FIRST, "month_first:",
          SourceDates.Order.EITHER, "day_or_month_first:");

  /** With so many cells that are certainly day first, one that is month first is a typing error. */
  private static final int SURE = 20;

  /** Fewer cells than this, if they are a small share of the column, are typing errors too. */
  private static final int FEWEST = 10;

  private DayMonthOrder() {}

  /** Counts a cell as day first, month first or undecided. */
  static void count(SourceColumn column, @Nullable String text, StringBuilder odd) {
    boolean isDate = column.type() == ColumnType.DATE || column.type() == ColumnType.TIMESTAMP;
    SourceDates.Order order = isDate ? SourceDates.order(text) : null;
    if (order != null) {
      odd.append(MEASURES.get(order)).append(column.name()).append(',');
    }
  }

  /**
   * Whether the night's dates are written day first: some certainly are, and hardly any are month
   * first.
   *
   * @param counted what the steps of all tables have counted
   */
  static boolean isDayFirst(StepCounts counted) {
    return isDayFirst(
        sum(SourceDates.Order.DAY_FIRST, counted), sum(SourceDates.Order.MONTH_FIRST, counted));
  }

  private static boolean isDayFirst(long dayFirst, long monthFirst) {
    return dayFirst > 0 && monthFirst * SURE <= dayFirst;
  }

  private static long sum(SourceDates.Order order, StepCounts counted) {
    return counted.ofKind(Objects.requireNonNull(MEASURES.get(order))).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /**
   * What is wrong with the order in a column, with its counts, or empty.
   *
   * @param unusablePercent the limit for cells that are not dates; a cell that could be two dates
   *     counts as one of them
   * @param isDayFirst whether the night's other dates are day first
   */
  static Optional<String> of(
      SourceColumn column, Counts counted, int unusablePercent, boolean isDayFirst) {
    long dayFirst = cells(SourceDates.Order.DAY_FIRST, column, counted);
    long monthFirst = cells(SourceDates.Order.MONTH_FIRST, column, counted);
    if (monthFirst * SURE > dayFirst) {
      return Optional.of(
          "%,d dates with the month first, as in 03/31/2026, and %,d with the day first"
              .formatted(monthFirst, dayFirst));
    }
    long either = cells(SourceDates.Order.EITHER, column, counted);
    boolean isOpen = dayFirst == 0 && either > 0 && !isDayFirst;
    boolean areSlips =
        either < FEWEST && either * 100 <= unusablePercent * EmptiedColumns.filled(column, counted);
    return isOpen && !areSlips
        ? Optional.of(
            ("%,d dates such as 03/04/2026, and nothing in the night shows whether the day or the"
                    + " month comes first")
                .formatted(either))
        : Optional.empty();
  }

  private static long cells(SourceDates.Order order, SourceColumn column, Counts counted) {
    return counted.of(MEASURES.get(order) + column.name());
  }
}
