package kith.extract;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kith.source.LeadingZeros;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceText;
import kith.table.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Checks how the numbers of people are written in one table: two spellings of one number may be two
 * people, and a number that lost its leading zeros matches no person.
 */
final class IdSpellings {

  private static final String TWO_SPELLINGS = "two_spellings:";
  private static final String LOST_ZEROS = "lost_zeros:";

  private final SourceContract contract;
  private final Map<String, String> texts = new HashMap<>();

  IdSpellings(SourceContract contract) {
    this.contract = contract;
  }

  /** Counts a number that an earlier record of the table has in another spelling. */
  void count(SourceColumn column, @Nullable Object id, @Nullable String text, StringBuilder odd) {
    if (id != null && column.name().equals(contract.lastingId())) {
      String trimmed = SourceText.trimmed(text);
      String before = texts.putIfAbsent((String) id, trimmed);
      if (before != null && !before.equals(trimmed)) {
        odd.append(TWO_SPELLINGS).append(column.name()).append(',');
      }
    }
  }

  /** Counts an unknown person's number that differs from a known person's only in leading zeros. */
  static void countUnknown(SourceColumn column, Object id, Set<String> known, StringBuilder odd) {
    if (LeadingZeros.hide((String) id, known)) {
      odd.append(LOST_ZEROS).append(column.name()).append(',');
    }
  }

  /** What is wrong with the numbers of a column, with its counts, or empty. */
  static Optional<String> of(SourceColumn column, Counts counted) {
    long two = counted.of(TWO_SPELLINGS + column.name());
    long lost = counted.of(LOST_ZEROS + column.name());
    return Stream.of(
            two == 0
                ? null
                : ("%,d records have the same number as another record in another spelling: one"
                            + " person")
                        .formatted(two)
                    + " twice, or two people",
            lost == 0
                ? null
                : ("%,d records name a person whose number in the person table differs by leading"
                            + " zeros only: if they")
                        .formatted(lost)
                    + " were lost, set leading_zeros_are_lost in source.yaml")
        .filter(why -> why != null)
        .findFirst();
  }
}
