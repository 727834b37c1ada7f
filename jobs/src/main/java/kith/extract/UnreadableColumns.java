package kith.extract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kith.source.ColumnType;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.table.Counts;

/**
 * Finds the columns that the source does not write as their contract requires: too many filled
 * cells are not of their type or hold codes that are in no list. Read as blank or unknown, they
 * would look like cells that nobody filled.
 */
final class UnreadableColumns {

  /** Begins the name of a count of cells that are not of their column's type. */
  static final String UNUSABLE = "unusable:";

  /** Begins the name of a count of cells with a code that is in no list. */
  static final String UNKNOWN_CODE = "unknown_code:";

  /** Begins the name of a count of numbers out of the range of their column's unit. */
  static final String OUT_OF_RANGE = "out_of_range:";

  /** Fewer cells than this prove nothing about how a column is written. */
  private static final int FEWEST = 10;

  private UnreadableColumns() {}

  /**
   * The columns of a table, each with its counts.
   *
   * @param read the columns that anything reads: dates with day and month swapped, or ids spelled
   *     differently, would be read as other days and other people
   * @param holding those of them in which unreadable cells can hold a night back
   * @param counted what the table's step has counted, quarantined records included
   * @param isDayFirst whether ambiguous dates of the night are day first
   */
  static List<String> of(
      SourceContract contract,
      Set<String> read,
      Set<String> holding,
      Counts counted,
      boolean isDayFirst) {
    return contract.landed().stream()
        .filter(column -> read.contains(column.name()))
        .flatMap(
            column ->
                Stream.of(
                        IdSpellings.of(column, counted),
                        DayMonthOrder.of(
                            column, counted, contract.limits().unusablePercent(), isDayFirst),
                        holding.contains(column.name())
                            ? unreadable(contract, column, counted)
                            : Optional.<String>empty())
                    .flatMap(Optional::stream)
                    .limit(1)
                    .map(why -> "%s.%s (%s)".formatted(contract.viewName(), column.name(), why)))
        .toList();
  }

  private static Optional<String> unreadable(
      SourceContract contract, SourceColumn column, Counts counted) {
    boolean isCode = column.type() == ColumnType.CODE;
    int limit =
        isCode ? contract.limits().unknownCodePercent() : contract.limits().unusablePercent();
    String no = "not of type " + column.type().name().toLowerCase(Locale.ROOT);
    Map<String, String> meanings =
        isCode
            ? Map.of(UNKNOWN_CODE, "codes that are not in the list " + column.codes())
            : Map.of(UNUSABLE, no, OUT_OF_RANGE, "out of the range of their unit");
    long filled = EmptiedColumns.filled(column, counted);
    return meanings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(
            odd -> {
              long cells = counted.of(odd.getKey() + column.name());
              return cells >= FEWEST && cells * 100 > limit * filled;
            })
        .map(
            odd ->
                "%,d of %,d filled cells are %s"
                    .formatted(counted.of(odd.getKey() + column.name()), filled, odd.getValue()))
        .findFirst();
  }
}
