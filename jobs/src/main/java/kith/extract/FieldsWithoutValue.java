package kith.extract;

import kith.source.SourceColumn;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.source.SourceContract;
import kith.source.SourceSystem;

/**
 * Finds the fields of which no record of the night has a usable value. The source does not carry
 * them, whatever is declared (R19): a figure of blanks would be a zero. A table without records
 * says nothing of its fields.
 */
public final class FieldsWithoutValue {

  private FieldsWithoutValue() {}

  /**
   * The fields, as {@code table.field}.
   *
   * @param counts what the steps have counted, by step
   */
  public static Set<String> of(SourceSystem source, Map<String, Map<String, Long>> counts) {
    Set<String> fields = new TreeSet<>();
    for (SourceContract contract : source.contracts()) {
      Map<String, Long> counted = counts.getOrDefault(contract.viewName(), Map.of());
      if (counted.getOrDefault("parsed", 0L) > 0) {
        contract.landed().stream()
            .filter(column -> usable(column, counted) <= 0)
            .forEach(column -> fields.add(contract.table() + "." + column.name()));
      }
    }
    return fields;
  }

  private static long usable(SourceColumn column, Map<String, Long> counted) {
    return EmptiedColumns.filled(column, counted)
        - counted.getOrDefault(UnreadableColumns.UNUSABLE + column.name(), 0L)
        - counted.getOrDefault(UnreadableColumns.UNKNOWN_CODE + column.name(), 0L);
  }
}
