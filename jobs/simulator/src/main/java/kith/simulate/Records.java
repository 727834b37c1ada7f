package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that the source system holds and that any of the nights could show. */
final class Records {

  private final Nights nights;
  private final OtherRecords others = new OtherRecords();
  private final Map<Table, List<Row>> rows = new EnumMap<>(Table.class);

  Records(Nights nights) {
    this.nights = nights;
    for (Table table : Table.values()) {
      rows.put(table, new ArrayList<>());
    }
  }

  LocalDate lastNight() {
    return nights.last();
  }

  /** What other systems hold beside the case-management system. */
  OtherRecords others() {
    return others;
  }

  List<Row> of(Table table) {
    return Objects.requireNonNull(rows.get(table));
  }

  /** Records something that happened to a person: while the row is extracted, so is the person. */
  void happened(
      Table table, Person person, LocalDate from, @Nullable LocalDate until, Object... cells) {
    if (isNeeded(from, until)) {
      person.seen(from, until);
      add(table, from, until, null, cells);
    }
  }

  /**
   * Records something about a person, which is extracted only while one of the person's events is.
   */
  void holds(
      Table table, Person person, LocalDate from, @Nullable LocalDate until, Object... cells) {
    if (isNeeded(from, until)) {
      add(table, from, until, person, cells);
    }
  }

  /** Records something that is not about a child. */
  void stands(Table table, LocalDate from, @Nullable LocalDate until, Object... cells) {
    if (isNeeded(from, until)) {
      add(table, from, until, null, cells);
    }
  }

  private boolean isNeeded(LocalDate from, @Nullable LocalDate until) {
    return !from.isAfter(nights.last())
        && (until == null || !until.isBefore(nights.earliestWindowStart()));
  }

  private void add(
      Table table,
      LocalDate from,
      @Nullable LocalDate until,
      @Nullable Person owner,
      Object[] cells) {
    int columns = Sheet.of(table).columns().size();
    if (cells.length != columns) {
      throw new IllegalStateException(
          "%s has %d columns, not %d".formatted(table, columns, cells.length));
    }
    of(table).add(new Row(table, from, until, owner, cells));
  }
}
