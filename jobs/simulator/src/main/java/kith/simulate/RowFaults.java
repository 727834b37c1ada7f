package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kith.simulate.Fault.Kind;
import kith.simulate.Sheet.Mark;

/**
 * Chooses the faults of single rows, each by the row alone. A row's fault depends on the seed and
 * on the row, so it is the same on every night of the run.
 */
final class RowFaults {

  /**
   * Faults with which a record is still loaded, and how often a row has them under {@link
   * Mess#HEAVY}.
   */
  private static final Map<Kind, Double> SHARES = new EnumMap<>(Kind.class);

  static {
    SHARES.put(Kind.FILLER, 0.02);
    SHARES.put(Kind.UNKNOWN_CODE, 0.02);
    SHARES.put(Kind.UNUSABLE, 0.01);
    SHARES.put(Kind.EXACT_DUPLICATE, 0.02);
    SHARES.put(Kind.REISSUED, 0.05);
    SHARES.put(Kind.CORRECTED, 0.02);
    SHARES.put(Kind.DELETED, 0.008);
    // Only for rows that are still open.
    SHARES.put(Kind.UNKNOWN_WORKER, 0.02);
    SHARES.put(Kind.UNKNOWN_TEAM, 0.02);
    // Only for rows that began in the last weeks.
    SHARES.put(Kind.LATE, 0.08);
  }

  private static final double ALL_SHARES =
      SHARES.values().stream().mapToDouble(Double::doubleValue).sum();

  private static final List<Kind> QUARANTINED =
      EnumSet.allOf(Kind.class).stream().filter(Kind::isQuarantined).toList();

  /** Tables in which a row may disappear: no other row and no chain of rows needs it. */
  private static final Set<Table> LEAVES =
      EnumSet.of(
          Table.ADDRESS,
          Table.DISABILITY,
          Table.IMMIGRATION_STATUS,
          Table.CIN_ASSESSMENTS,
          Table.CLA_REVIEWS,
          Table.CLA_HEALTH,
          Table.CLA_SUBSTANCE_MISUSE,
          Table.CLA_CONVICTIONS,
          Table.CLA_CARE_PLAN,
          Table.CLA_VISITS,
          Table.SDQ_SCORES,
          Table.CARE_LEAVERS,
          Table.INVOLVEMENTS,
          Table.LINKED_IDENTIFIERS,
          Table.CONTACTS,
          Table.RETURN_INTERVIEW,
          Table.INITIAL_HEALTH_ASSESSMENT,
          Table.HR_WORKER_MONTH);

  /**
   * Tables whose workers and teams must all stay: missing ones would need placeholders, which are
   * counted elsewhere.
   */
  private static final Set<Table> LEANED_ON = EnumSet.of(Table.PROFESSIONALS, Table.DEPARTMENT);

  /** The most days between the beginning of a late row and its entry. */
  private static final int LATEST = 90;

  /** Nights on which the number of broken records is kept to its limit. */
  private static final int MEASURED_NIGHTS = 16;

  private final Records records;
  private final Nights nights;
  private final long seed;
  private final double share;
  private final List<LocalDate> measured = new ArrayList<>();

  /**
   * Chooses among all rows.
   *
   * @param share what every rate is multiplied by
   */
  RowFaults(Records records, Nights nights, long seed, double share) {
    this.records = records;
    this.nights = nights;
    this.seed = seed;
    this.share = share;
    int step = Math.max(1, nights.count() / MEASURED_NIGHTS);
    for (int i = 0; i < nights.count(); i += step) {
      measured.add(nights.first().plusDays(i));
    }
    measured.add(nights.last());
  }

  /** Adds a fault to some of the rows that have none. */
  void addTo(Faults faults) {
    for (Table table : Table.values()) {
      addSurvivable(faults, table);
      addBroken(faults, table);
    }
  }

  // --- faults that a record survives

  private void addSurvivable(Faults faults, Table table) {
    Map<Kind, List<Integer>> columns = columns(table, List.copyOf(SHARES.keySet()));
    for (int i = 0; i < records.of(table).size(); i++) {
      double point = chance(table, i, 1) / share;
      if (point >= ALL_SHARES) {
        continue;
      }
      for (var entry : SHARES.entrySet()) {
        if (point < entry.getValue()) {
          List<Integer> possible = of(columns, entry.getKey());
          if (faults.of(table, i) == null && !possible.isEmpty()) {
            add(faults, entry.getKey(), possible, table, i);
          }
          break;
        }
        point -= entry.getValue();
      }
    }
  }

  private Map<Kind, List<Integer>> columns(Table table, List<Kind> kinds) {
    Map<Kind, List<Integer>> columns = new EnumMap<>(Kind.class);
    kinds.forEach(kind -> columns.put(kind, columns(table, kind)));
    return columns;
  }

  private static List<Integer> of(Map<Kind, List<Integer>> columns, Kind kind) {
    return Objects.requireNonNull(columns.get(kind));
  }

  private List<Integer> columns(Table table, Kind kind) {
    boolean barred =
        switch (kind) {
          case LATE, DELETED -> nights.count() == 1 || !LEAVES.contains(table);
          case CORRECTED, REISSUED -> nights.count() == 1;
          case MISSING -> LEANED_ON.contains(table);
          case UNKNOWN_PERSON -> table == Table.PERSON;
          default -> false;
        };
    return barred ? List.of() : Sheet.of(table).columnsFor(kind);
  }

  /** Adds a fault of this kind, unless this row cannot have it. */
  private void add(Faults faults, Kind kind, List<Integer> columns, Table table, int place) {
    Row row = records.of(table).get(place);
    int column = columns.get((int) (chance(table, place, 2) * columns.size()));
    LocalDate night = null;
    switch (kind) {
      case UNKNOWN_WORKER, UNKNOWN_TEAM -> {
        // An open one is its child's current allocation, no matter which worker had the case
        // before.
        if (row.until() != null || "".equals(row.cells()[column])) {
          return;
        }
      }
      case CORRECTED, REISSUED -> night = nights.later(chance(table, place, 3));
      case DELETED -> {
        night = nights.later(chance(table, place, 3));
        if (!isDeletable(table, row, night)) {
          return;
        }
      }
      case LATE -> {
        night = nights.later(chance(table, place, 3));
        if (!isLate(row, column, night)) {
          return;
        }
      }
      default -> {}
    }
    faults.add(table, place, kind, column, night, null);
  }

  /**
   * A deleted row must have been there and must not be about to age out, or the two could not be
   * distinguished.
   */
  private boolean isDeletable(Table table, Row row, LocalDate night) {
    LocalDate windowStart = nights.windowStart(night);
    int begins = Sheet.of(table).place(Mark.BEGINS);
    LocalDate began = begins < 0 ? windowStart : row.day(begins, night);
    return isShown(row, night.minusDays(1))
        && isShown(row, night)
        && began != null
        && !began.isBefore(windowStart);
  }

  private boolean isLate(Row row, int begins, LocalDate night) {
    LocalDate began = row.day(begins, night);
    return isShown(row, night)
        && row.knownFrom().isBefore(night.minusDays(1))
        && !row.knownFrom().isBefore(night.minusDays(LATEST))
        && began != null
        && began.isBefore(night.minusDays(1));
  }

  private boolean isShown(Row row, LocalDate night) {
    return row.isShown(night, nights.windowStart(night));
  }

  // --- faults that cost a record

  /**
   * Breaks as many rows as the limit allows on each measured night, the kinds in turn, so that even
   * a table with few broken rows adds to each kind somewhere.
   */
  private void addBroken(Faults faults, Table table) {
    List<Kind> kinds =
        QUARANTINED.stream().filter(kind -> !columns(table, kind).isEmpty()).toList();
    if (kinds.isEmpty()) {
      return;
    }
    List<Row> rows = records.of(table);
    double limit = Mess.MOST_BROKEN * share;
    double[] room =
        measured.stream().mapToDouble(night -> limit * count(faults, table, night)).toArray();
    int turn = table.ordinal();
    for (int place : candidates(table, Math.min(1, 5 * limit))) {
      Row row = rows.get(place);
      Kind kind = kinds.get(turn % kinds.size());
      if (faults.of(table, place) == null && takesRoom(row, room)) {
        addBroken(faults, kind, kinds, table, place);
        turn++;
      }
    }
  }

  /** Rows in the order in which they would be broken. */
  private List<Integer> candidates(Table table, double portion) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < records.of(table).size(); i++) {
      if (chance(table, i, 4) < portion) {
        places.add(i);
      }
    }
    places.sort(Comparator.comparingDouble(place -> chance(table, place, 4)));
    return places;
  }

  private boolean takesRoom(Row row, double[] room) {
    boolean ever = false;
    for (int i = 0; i < room.length; i++) {
      boolean shown = isShown(row, measured.get(i));
      if (shown && room[i] < 1) {
        return false;
      }
      ever |= shown;
    }
    for (int i = 0; i < room.length && ever; i++) {
      room[i] -= isShown(row, measured.get(i)) ? 1 : 0;
    }
    return ever;
  }

  /**
   * Adds a fault of this kind or, if the row's dates do not allow it, of the next kind that they
   * allow.
   */
  private void addBroken(Faults faults, Kind wanted, List<Kind> kinds, Table table, int place) {
    Row row = records.of(table).get(place);
    int starts = Sheet.of(table).place(Mark.STARTS);
    Kind kind = wanted;
    if (kind == Kind.ENDS_BEFORE_START && row.day(starts, nights.last()) == null) {
      kind = kinds.get(0);
    }
    add(faults, kind, columns(table, kind), table, place);
  }

  private long count(Faults faults, Table table, LocalDate night) {
    long count = 0;
    List<Row> rows = records.of(table);
    for (int i = 0; i < rows.size(); i++) {
      Fault fault = faults.of(table, i);
      boolean hidden = fault != null && fault.hides(night);
      count += !hidden && isShown(rows.get(i), night) ? 1 : 0;
    }
    return count;
  }

  /** A number from 0 to 1 that belongs to a row and a purpose. */
  private double chance(Table table, int place, int purpose) {
    long mixed = Dice.mix(seed * 31 + table.ordinal());
    mixed = Dice.mix(mixed * 31 + place);
    return (Dice.mix(mixed * 31 + purpose) >>> 11) * 0x1.0p-53;
  }
}
