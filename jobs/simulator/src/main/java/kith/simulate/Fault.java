package kith.simulate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The fault of one row, the same on every night that shows it. A row has one fault at most.
 *
 * @param kind what is wrong
 * @param column the column it is in; -1 for the whole row
 * @param from the first night that shows it; null for a fault that was always there
 * @param number tells faults apart; invented values are derived from it
 * @param into the person who takes over the row, by the number that the row names; null unless the
 *     kind is {@link Kind#TAKEN_OVER}
 */
record Fault(Kind kind, int column, @Nullable LocalDate from, long number, @Nullable String into) {

  /** The kinds, with their names in {@code truth.json} where a single night counts them. */
  enum Kind {
    /** A needed date, or the record's own day, is not a date. */
    UNUSABLE_NEEDED("quarantined_unusable"),
    /** A needed cell is blank, or holds a filler. */
    MISSING("quarantined_missing"),
    UNKNOWN_PERSON("quarantined_unknown_person"),
    ENDS_BEFORE_START("quarantined_ends_before_start"),
    /** A needed date, or the record's own day, is centuries ago or far ahead. */
    IMPOSSIBLE_DATE("quarantined_impossible_date"),
    /** Another record has the same number and a cell more, or less. */
    VERSION("quarantined_version"),
    /** The same record occurs again. */
    EXACT_DUPLICATE("exact_duplicate"),
    FILLER("filler"),
    /** A cell that is not needed has the wrong type. */
    UNUSABLE("unusable"),
    UNKNOWN_CODE("unknown_code"),
    /** Names a worker who is not in the workers' file. */
    UNKNOWN_WORKER("placeholder"),
    UNKNOWN_TEAM("placeholder"),
    /** Has another row number from a night on. */
    REISSUED("reissued"),
    /** Was entered some nights after it began. */
    LATE("late_entry"),
    /** Another value from a night on. */
    CORRECTED("changed"),
    /** Gone from a night on. */
    DELETED("deleted"),
    /** An episode of care ends some days after the next one starts. */
    OVERLAPS("overlaps"),
    /** An episode of care ends some days before the next one starts. */
    GAP_BRIDGED("gap_bridged"),
    /** An episode of care is open although the next one has started. */
    TWO_OPEN("two_open"),
    /** A second record of a person, which vanishes when it is merged into the first. */
    MERGED("merged"),
    /** Belonged to the second record of a person, and to the first after the merge. */
    TAKEN_OVER("taken_over");

    private final String counted;

    Kind(String counted) {
      this.counted = counted;
    }

    /** The name under which the truth counts it. */
    String counted() {
      return counted;
    }

    boolean isQuarantined() {
      return counted.startsWith("quarantined_");
    }
  }

  boolean has(Kind other) {
    return kind == other;
  }

  /** Whether it has happened by this night. */
  boolean isThere(LocalDate night) {
    return from == null || !from.isAfter(night);
  }

  /** Whether the row is kept from this night's extract. */
  boolean hides(LocalDate night) {
    return switch (kind) {
      case LATE -> !isThere(night);
      case DELETED, MERGED -> isThere(night);
      default -> false;
    };
  }
}
