package kith.extract;

import java.util.List;
import java.util.Set;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.table.Counts;

/**
 * Finds the columns of a night that tell too often of days after it: an extract that was taken on a
 * later day (R17b). Days that may lie ahead, such as planned ends, count for nothing here.
 */
final class DatesAhead {

  /** Begins the name of a count of cells with a day after the night. */
  static final String LATER = Judgement.LATER + ":";

  /** One alone is somebody's slip, however small the table is. */
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
