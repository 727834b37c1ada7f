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
import org.jspecify.annotations.Nullable;

/**
 * Decides, before the first night is written, which rows have which fault. A row's fault depends on
 * the seed and on the row, so it is the same on every night of the run.
 */
final class Faults {

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

  /**
   * A fault that was chosen for a row.
   *
   * @param place the row's place among those of its table
   */
  record Placed(Table table, int place, Fault fault) {}

  private final Simulation simulation;
  private final Records records;
  private final double share;
  private final LocalDate firstNight;
  private final List<LocalDate> measured = new ArrayList<>();
  private final Map<Table, Fault[]> faults = new EnumMap<>(Table.class);
  private long number;

  Faults(Simulation simulation, Records records, LocalDate firstNight) {
    this.simulation = simulation;
    this.records = records;
    this.share = Objects.requireNonNull(simulation.mess()).share();
    this.firstNight = firstNight;
    int step = Math.max(1, simulation.nights() / MEASURED_NIGHTS);
    for (int i = 0; i < simulation.nights(); i += step) {
      measured.add(firstNight.plusDays(i));
    }
    measured.add(simulation.businessDate());
  }

  /** Chooses the faults of every row; adds the second records of some people. */
  Faults choose() {
    List<Placed> first = new ArrayList<>();
    if (simulation.nights() > 1) {
      first.addAll(new SecondRecords(simulation, records, firstNight).add(this));
    }
    first.addAll(new OddEpisodes(simulation, records, firstNight).choose(this));
    for (Table table : Table.values()) {
      faults.put(table, new Fault[records.of(table).size()]);
    }
    first.forEach(row -> of(row.table())[row.place()] = row.fault());
    for (Table table : Table.values()) {
      chooseSurvivable(table);
      chooseBroken(table);
    }
    return this;
  }

  /** The faults of a table's rows, in their order; null for a row without any. */
  @Nullable Fault[] of(Table table) {
    return Objects.requireNonNull(faults.get(table));
  }

  /** A number for the next fault. */
  long nextNumber() {
    return number++;
  }

  /** One of the nights after the first. */
  LocalDate laterNight(double point) {
    return firstNight.plusDays(1 + (long) (point * (simulation.nights() - 1)));
  }

  // --- faults that a record survives

  private void chooseSurvivable(Table table) {
    List<Row> rows = records.of(table);
    @Nullable Fault[] chosen = of(table);
    Map<Kind, List<Integer>> columns = columns(table, List.copyOf(SHARES.keySet()));
    for (int i = 0; i < rows.size(); i++) {
      double point = chance(table, i, 1) / share;
      if (point >= ALL_SHARES) {
        continue;
      }
      for (var entry : SHARES.entrySet()) {
        if (point < entry.getValue()) {
          if (chosen[i] == null && !of(columns, entry.getKey()).isEmpty()) {
            chosen[i] = fault(entry.getKey(), of(columns, entry.getKey()), table, i);
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
          case LATE, DELETED -> simulation.nights() == 1 || !LEAVES.contains(table);
          case CORRECTED, REISSUED -> simulation.nights() == 1;
          case MISSING -> LEANED_ON.contains(table);
          case UNKNOWN_PERSON -> table == Table.PERSON;
          default -> false;
        };
    return barred ? List.of() : Sheet.of(table).columnsFor(kind);
  }

  /** A fault of this kind; null where this row cannot have it. */
  private @Nullable Fault fault(Kind kind, List<Integer> columns, Table table, int place) {
    Row row = records.of(table).get(place);
    int column = columns.get((int) (chance(table, place, 2) * columns.size()));
    LocalDate night = null;
    switch (kind) {
      case UNKNOWN_WORKER, UNKNOWN_TEAM -> {
        // An open one is its child's current allocation, no matter which worker had the case
        // before.
        if (row.until() != null || "".equals(row.cells()[column])) {
          return null;
        }
      }
      case CORRECTED, REISSUED -> night = laterNight(chance(table, place, 3));
      case DELETED -> {
        night = laterNight(chance(table, place, 3));
        if (!isDeletable(table, row, night)) {
          return null;
        }
      }
      case LATE -> {
        night = laterNight(chance(table, place, 3));
        if (!isLate(row, column, night)) {
          return null;
        }
      }
      default -> {}
    }
    return new Fault(kind, column, night, nextNumber(), null);
  }

  /**
   * A deleted row must have been there and must not be about to age out, or the two could not be
   * distinguished.
   */
  private boolean isDeletable(Table table, Row row, LocalDate night) {
    LocalDate windowStart = night.minusYears(simulation.years());
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
    return row.isShown(night, night.minusYears(simulation.years()));
  }

  // --- faults that cost a record

  /**
   * Breaks as many rows as the limit allows on each measured night, the kinds in turn, so that even
   * a table with few broken rows adds to each kind somewhere.
   */
  private void chooseBroken(Table table) {
    List<Kind> kinds =
        QUARANTINED.stream().filter(kind -> !columns(table, kind).isEmpty()).toList();
    if (kinds.isEmpty()) {
      return;
    }
    List<Row> rows = records.of(table);
    @Nullable Fault[] chosen = of(table);
    double limit = Mess.MOST_BROKEN * share;
    double[] room = measured.stream().mapToDouble(night -> limit * count(table, night)).toArray();
    int turn = table.ordinal();
    for (int place : candidates(table, Math.min(1, 5 * limit))) {
      Row row = rows.get(place);
      Kind kind = kinds.get(turn % kinds.size());
      if (chosen[place] == null && takesRoom(row, room)) {
        chosen[place] = broken(kind, kinds, table, place);
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
   * A fault of this kind or, if the row's dates do not allow it, of the next kind that they allow.
   */
  private @Nullable Fault broken(Kind wanted, List<Kind> kinds, Table table, int place) {
    Row row = records.of(table).get(place);
    int starts = Sheet.of(table).place(Mark.STARTS);
    Kind kind = wanted;
    if (kind == Kind.ENDS_BEFORE_START && row.day(starts, simulation.businessDate()) == null) {
      kind = kinds.get(0);
    }
    return fault(kind, columns(table, kind), table, place);
  }

  private long count(Table table, LocalDate night) {
    long count = 0;
    List<Row> rows = records.of(table);
    @Nullable Fault[] chosen = of(table);
    for (int i = 0; i < chosen.length; i++) {
      boolean hidden = chosen[i] != null && chosen[i].hides(night);
      count += !hidden && isShown(rows.get(i), night) ? 1 : 0;
    }
    return count;
  }

  /** A number from 0 to 1 that belongs to a row and a purpose. */
  private double chance(Table table, int place, int purpose) {
    long mixed = Dice.mix(simulation.seed() * 31 + table.ordinal());
    mixed = Dice.mix(mixed * 31 + place);
    return (Dice.mix(mixed * 31 + purpose) >>> 11) * 0x1.0p-53;
  }
}
