package kith.extract;

import java.util.Set;
import java.util.TreeSet;
import kith.source.Extracted;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.Counts;
import kith.table.StepCounts;

/**
 * Finds the fields that have no usable value in any record of the night. The source does not carry
 * them, whatever is declared (R19): a figure calculated from blanks would be zero. A table without
 * records proves nothing about its fields.
 */
public final class FieldsWithoutValue {

  private FieldsWithoutValue() {}

  /**
   * The fields, as {@code table.field}.
   *
   * @param counts what the steps have counted
   */
  public static Set<String> of(SourceSystem source, StepCounts counts) {
    Set<String> fields = new TreeSet<>();
    for (SourceContract contract : source.contracts()) {
      Counts counted = counts.of(contract.viewName());
      if (counted.of(Extracted.PARSED) > 0) {
        contract.landed().stream()
            .filter(column -> usable(column, counted) <= 0)
            .forEach(column -> fields.add(contract.table() + "." + column.name()));
      }
    }
    return fields;
  }

  private static long usable(SourceColumn column, Counts counted) {
    return EmptiedColumns.filled(column, counted)
        - counted.of(UnreadableColumns.UNUSABLE + column.name())
        - counted.of(UnreadableColumns.UNKNOWN_CODE + column.name());
  }
}
