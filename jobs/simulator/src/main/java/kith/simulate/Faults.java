package kith.simulate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows have which fault, the same on every night of the run. All are chosen before the first
 * night is written.
 */
final class Faults {

  private final Map<Table, @Nullable Fault[]> faults = new EnumMap<>(Table.class);
  private long number;

  Faults() {
    for (Table table : Table.values()) {
      faults.put(table, new Fault[64]);
    }
  }

  /** The fault of the row at this place of its table; null for a row without any. */
  @Nullable Fault of(Table table, int place) {
    @Nullable Fault[] chosen = of(table);
    return place < chosen.length ? chosen[place] : null;
  }

  private @Nullable Fault[] of(Table table) {
    return Objects.requireNonNull(faults.get(table));
  }

  /**
   * Gives a row a fault.
   *
   * @param place the row's place among those of its table
   * @param column the column it is in
   * @param from the first night that shows it; null for a fault that was always there
   * @param into the person who takes over the row; null where nobody does
   */
  void add(
      Table table,
      int place,
      Fault.Kind kind,
      int column,
      @Nullable LocalDate from,
      @Nullable String into) {
    @Nullable Fault[] chosen = of(table);
    if (place >= chosen.length) {
      chosen = Arrays.copyOf(chosen, Math.max(2 * chosen.length, place + 1));
      faults.put(table, chosen);
    }
    chosen[place] = new Fault(kind, column, from, number++, into);
  }
}
