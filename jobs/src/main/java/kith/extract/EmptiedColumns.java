package kith.extract;

import java.util.List;
import java.util.Set;
import kith.source.Extracted;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.table.Counts;

/**
 * Finds the columns that lost their cells since the night before: if end dates disappear, ended
 * periods would look open.
 *
 * @param before the night extracted before
 */
record EmptiedColumns(NightBefore before) {

  /** Begins the name of a count of cells that are not blank. */
  static final String FILLED = "filled:";

  private static final String FILLER = "filler:";

  /** Begins the name of a count of ends that are a far-future date. */
  static final String OPEN_END = "open_end:";

  /**
   * Begins the name of a count of cells with a program's word for a missing value, such as {@code
   * NaT}.
   */
  static final String WORD_FOR_NOTHING = "word_for_nothing:";

  /** Fewer cells than this may come and go by chance. */
  private static final int FEWEST = 20;

  /**
   * The columns of a table, each with its counts.
   *
   * @param holding the columns that can hold a night
   * @param now what the table's step has counted
   */
  List<String> of(SourceContract contract, Set<String> holding, Counts now) {
    Counts last = before.counts().of(contract.viewName());
    return contract.landed().stream()
        .filter(column -> holding.contains(column.name()))
        .filter(column -> isEmptied(contract.limits().emptiedPercent(), column, last, now))
        .map(
            column ->
                "%s.%s (filled in %,d of %,d records, now in %,d of %,d)"
                    .formatted(
                        contract.viewName(),
                        column.name(),
                        filled(column, last),
                        last.of(Extracted.PARSED),
                        filled(column, now),
                        now.of(Extracted.PARSED)))
        .toList();
  }

  /** Compares shares of the records: fewer records are reported by {@link Volume}. */
  private static boolean isEmptied(int limit, SourceColumn column, Counts last, Counts now) {
    long were = filled(column, last);
    long are = filled(column, now);
    return limit < 100
        && were >= FEWEST
        && now.of(Extracted.PARSED) > 0
        && are * last.of(Extracted.PARSED) * 100 < were * now.of(Extracted.PARSED) * (100 - limit);
  }

  /** The cells of a column that are filled, readable or not. */
  static long filled(SourceColumn column, Counts counts) {
    return counts.of(FILLED + column.name())
        - counts.of(FILLER + column.name())
        - counts.of(WORD_FOR_NOTHING + column.name())
        - counts.of(OPEN_END + column.name());
  }
}
