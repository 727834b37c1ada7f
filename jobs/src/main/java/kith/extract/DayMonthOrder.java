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
 * Says whether a column of dates is written month first. Read day first, half of its cells would be
 * other days, and the others none: such a night must not pass. It is for the column to say, since a
 * single cell such as 03/04/2026 says nothing; a column that does not say so itself is taken as the
 * other columns of the night are written.
 */
final class DayMonthOrder {

  private static final Map<SourceDates.Order, String> MEASURES =
      Map.of(
          SourceDates.Order.DAY_FIRST, "day_first:",
          SourceDates.Order.MONTH_FIRST, "month_first:",
          SourceDates.Order.EITHER, "day_or_month_first:");

  /** So many cells that are surely day first make one that is month first a slip of the pen. */
  private static final int SURE = 20;

  /** Fewer cells than this, and a small share of their column, are slips as well. */
  private static final int FEWEST = 10;

  private DayMonthOrder() {}

  /** Counts a cell that says in which order its column is written, or leaves it open. */
  static void count(SourceColumn column, @Nullable String text, StringBuilder odd) {
    boolean isDate = column.type() == ColumnType.DATE || column.type() == ColumnType.TIMESTAMP;
    SourceDates.Order order = isDate ? SourceDates.order(text) : null;
    if (order != null) {
      odd.append(MEASURES.get(order)).append(column.name()).append(',');
    }
  }

  /**
   * Whether the dates of a night have the day first: some surely, and hardly any the month.
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
   * What is wrong with the order of a column, with its counts, or nothing.
   *
   * @param unusablePercent the limit of cells that are no dates, which those that may be two are as
   *     well
   * @param isDayFirst whether the other dates of the night have the day first
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
            ("%,d dates such as 03/04/2026, of which nothing in the night says whether the day or the"
                    + " month comes first")
                .formatted(either))
        : Optional.empty();
  }

  private static long cells(SourceDates.Order order, SourceColumn column, Counts counted) {
    return counted.of(MEASURES.get(order) + column.name());
  }
}
