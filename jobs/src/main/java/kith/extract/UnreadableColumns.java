package kith.extract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import kith.contract.SourceContract;

/**
 * Finds the columns of a night that the source writes in another way than their contract says: too
 * many of the filled cells are not of their type, or are codes that no list has. Blank, or unknown,
 * they would pass for cells that nobody filled.
 */
final class UnreadableColumns {

  /** Begins the name of a count of cells that are not of their column's type. */
  static final String UNUSABLE = "unusable:";

  /** Begins the name of a count of cells with a code that no list has. */
  static final String UNKNOWN_CODE = "unknown_code:";

  /** Fewer cells than this say nothing of how a column is spelled. */
  private static final int FEWEST = 10;

  private UnreadableColumns() {}

  /**
   * The columns of a table, each with its counts.
   *
   * @param counted what the table's step has counted, quarantined records included
   */
  static List<String> of(SourceContract contract, Map<String, Long> counted) {
    return contract.landed().stream()
        .filter(
            column ->
                unreadable(column, counted) >= FEWEST
                    && unreadable(column, counted) * 100
                        > limit(contract, column) * EmptiedColumns.filled(column, counted))
        .map(
            column ->
                "%s.%s (%,d of %,d filled cells are %s)"
                    .formatted(
                        contract.viewName(),
                        column.name(),
                        unreadable(column, counted),
                        EmptiedColumns.filled(column, counted),
                        meaning(column)))
        .toList();
  }

  private static boolean isCode(SourceContract.Column column) {
    return column.type() == SourceContract.Type.CODE;
  }

  private static long unreadable(SourceContract.Column column, Map<String, Long> counted) {
    return counted.getOrDefault((isCode(column) ? UNKNOWN_CODE : UNUSABLE) + column.name(), 0L);
  }

  private static int limit(SourceContract contract, SourceContract.Column column) {
    return isCode(column)
        ? contract.limits().unknownCodePercent()
        : contract.limits().unusablePercent();
  }

  private static String meaning(SourceContract.Column column) {
    return isCode(column)
        ? "codes that the list " + column.codes() + " does not have"
        : "no " + column.type().name().toLowerCase(Locale.ROOT);
  }
}
