package kith.extract;

import java.util.List;
import java.util.Set;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.table.Counts;

/**
 * Finds the columns with too many dates after the night: the extract was taken on a later day
 * (R17b). Dates that may be in the future, such as planned ends, are not counted.
 */
final class DatesAhead {

  /** Begins the name of a count of cells with a day after the night. */
  static final String LATER = Judgement.LATER + ":";

  /** A single one is a typing error, however small the table is. */
  private static final int FEWEST = 2;

  private DatesAhead() {}

  /**
   * The columns of a table, each with its counts.
   *
   * @param holding the columns that can hold a night
   * @param counted what the table's step has counted, quarantined records included
   */
  static List<String> of(SourceContract contract, Set<String> holding, Counts counted) {
    return contract.landed().stream()
        .filter(column -> holding.contains(column.name()))
        .filter(
            column ->
                ahead(column, counted) >= FEWEST
                    && ahead(column, counted) * 100
                        > contract.limits().aheadPercent() * EmptiedColumns.filled(column, counted))
        .map(
            column ->
                "%s.%s (%,d of %,d filled cells)"
                    .formatted(
                        contract.viewName(),
                        column.name(),
                        ahead(column, counted),
                        EmptiedColumns.filled(column, counted)))
        .toList();
  }

  private static long ahead(SourceColumn column, Counts counted) {
    return counted.of(LATER + column.name());
  }
}
