package kith.extract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.udf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kith.contract.Lake;
import kith.contract.SourceCells;
import kith.contract.SourceCells.Outcome;
import kith.contract.SourceContract;
import kith.contract.TableName;
import kith.contract.Versions;
import kith.contract.Zone;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds the columns of a night that the source writes in another way than their contract says: too
 * many of the filled cells are not of their type, or are codes that no list has. Blank, or unknown,
 * they would pass for cells that nobody filled.
 */
record UnreadableColumns(Broadcast<SourceCells> cells, Lake lake, Versions versions) {

  /** Begins the name of a count of cells that are not of their column's type. */
  static final String UNUSABLE = "unusable:";

  /** Begins the name of a count of cells with a code that no list has. */
  static final String UNKNOWN_CODE = "unknown_code:";

  /** Fewer cells than this say nothing of how a column is spelled. */
  private static final int FEWEST = 10;

  /**
   * The columns of a table, each with its counts. Only one with some such cells is read once more,
   * to count those that are filled.
   *
   * @param counted what the table's step has counted
   */
  List<String> of(SourceContract contract, LocalDate businessDate, Map<String, Long> counted) {
    List<SourceContract.Column> columns =
        contract.landed().stream()
            .filter(column -> counted.getOrDefault(measure(column), 0L) >= FEWEST)
            .toList();
    if (columns.isEmpty()) {
      return List.of();
    }
    List<Column> sums = new ArrayList<>();
    for (SourceContract.Column column : columns) {
      Column outcome = outcome(column);
      sums.add(count_if(outcome.equalTo(unreadable(column).name())));
      sums.add(count_if(outcome.isin(Outcome.VALUE.name(), unreadable(column).name())));
    }
    TableName raw = contract.in(Zone.RAW);
    Row sum =
        lake.nights(raw, versions.of(raw), businessDate)
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
            .first();
    List<String> unreadable = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      SourceContract.Column column = columns.get(i);
      long odd = sum.getLong(2 * i);
      long filled = sum.getLong(2 * i + 1);
      if (odd >= FEWEST && odd * 100 > limit(contract, column) * filled) {
        unreadable.add(
            "%s.%s (%,d of %,d filled cells are %s)"
                .formatted(contract.viewName(), column.name(), odd, filled, meaning(column)));
      }
    }
    return unreadable;
  }

  private Column outcome(SourceContract.Column column) {
    Broadcast<SourceCells> shared = cells;
    UDF1<String, String> outcome = text -> shared.value().read(column, text).outcome().name();
    return udf(outcome, DataTypes.StringType).apply(col(column.name()));
  }

  private static boolean isCode(SourceContract.Column column) {
    return column.type() == SourceContract.Type.CODE;
  }

  private static String measure(SourceContract.Column column) {
    return (isCode(column) ? UNKNOWN_CODE : UNUSABLE) + column.name();
  }

  private static Outcome unreadable(SourceContract.Column column) {
    return isCode(column) ? Outcome.UNKNOWN_CODE : Outcome.UNUSABLE;
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
