package kith.extract;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tells why rows came and went between two nights. It sees only the rows that one of the two nights
 * has: what both have did not change.
 */
final class NightComparison {

  /** What became of a row between two nights. */
  enum Measure {
    UNCHANGED,
    REISSUED,
    CHANGED,
    MERGED,
    TAKEN_OVER,
    AGED_OUT,
    DELETED,
    NEW,
    LATE_ENTRY
  }

  /**
   * A row that stands in one night only.
   *
   * @param key hash of its business key
   * @param content hash of what it says, apart from whom it is about
   * @param person hash of the person, 0 when it names none
   * @param leavesWith hash of the person with whom it leaves the extract, 0 when its dates decide
   * @param hasLeft its leaving date is before the window
   * @param isLate it began before the night before
   */
  record OddRow(
      String table,
      boolean isTonight,
      long key,
      long content,
      long person,
      long leavesWith,
      boolean hasLeft,
      boolean isLate) {}

  private final Map<String, Map<Measure, Long>> counts = new TreeMap<>();
  private final Set<RowKey> keysTonight = new HashSet<>();
  private final Map<RowKey, Set<Long>> tonightByContent = new HashMap<>();
  private final Set<Long> personsGone = new HashSet<>();
  private final Map<Long, Long> mergedInto = new HashMap<>();

  private record RowKey(String table, long hash) {}

  private NightComparison() {}

  /**
   * Counts the rows by table and measure.
   *
   * @param personTable the table with one row per person
   */
  static Map<String, Map<Measure, Long>> count(Collection<OddRow> rows, String personTable) {
    NightComparison comparison = new NightComparison();
    comparison.findCommonKeys(rows);
    comparison.findPersonsGone(rows, personTable);
    comparison.findMerges(rows, personTable);
    comparison.countGone(rows);
    comparison.countCome(rows);
    return comparison.counts;
  }

  private void findCommonKeys(Collection<OddRow> rows) {
    for (OddRow row : rows) {
      if (row.isTonight()) {
        keysTonight.add(new RowKey(row.table(), row.key()));
        tonightByContent
            .computeIfAbsent(new RowKey(row.table(), row.content()), content -> new HashSet<>())
            .add(row.person());
      }
    }
  }

  private boolean isChanged(OddRow gone) {
    return keysTonight.contains(new RowKey(gone.table(), gone.key()));
  }

  private void findPersonsGone(Collection<OddRow> rows, String personTable) {
    for (OddRow row : rows) {
      if (!row.isTonight() && row.table().equals(personTable) && !isChanged(row)) {
        personsGone.add(row.person());
      }
    }
  }

  /**
   * Somebody who is gone was merged into another person when more than half of their rows, leaving
   * out those that aged out, say the same of that person tonight and did not before.
   */
  private void findMerges(Collection<OddRow> rows, String personTable) {
    Map<Long, Long> rowsOf = new HashMap<>();
    Map<Long, Map<Long, Long>> matches = new HashMap<>();
    for (OddRow row : rows) {
      boolean counts =
          !row.isTonight()
              && !row.table().equals(personTable)
              && !row.hasLeft()
              && personsGone.contains(row.person());
      if (!counts) {
        continue;
      }
      rowsOf.merge(row.person(), 1L, Long::sum);
      Set<Long> others =
          tonightByContent.getOrDefault(new RowKey(row.table(), row.content()), Set.of());
      for (Long other : others) {
        if (other != row.person()) {
          matches
              .computeIfAbsent(row.person(), person -> new HashMap<>())
              .merge(other, 1L, Long::sum);
        }
      }
    }
    matches.forEach(
        (person, byOther) ->
            byOther.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(best -> best.getValue() * 2 > rowsOf.get(person))
                .ifPresent(best -> mergedInto.put(person, best.getKey())));
  }

  private void countGone(Collection<OddRow> rows) {
    Set<Long> losing = new HashSet<>();
    for (OddRow row : rows) {
      if (!row.isTonight() && row.leavesWith() == 0 && isDeleted(row)) {
        losing.add(row.person());
      }
    }
    for (OddRow row : rows) {
      if (row.isTonight()) {
        continue;
      }
      boolean leftWithPerson =
          personsGone.contains(row.leavesWith()) && !losing.contains(row.leavesWith());
      if (isChanged(row)) {
        add(row, Measure.CHANGED);
      } else if (mergedInto.containsKey(row.person())) {
        add(row, Measure.MERGED);
      } else if (row.hasLeft() || row.leavesWith() != 0 && leftWithPerson) {
        add(row, Measure.AGED_OUT);
      } else {
        add(row, Measure.DELETED);
      }
    }
  }

  private boolean isDeleted(OddRow gone) {
    return !isChanged(gone) && !mergedInto.containsKey(gone.person()) && !gone.hasLeft();
  }

  private void countCome(Collection<OddRow> rows) {
    Map<RowKey, Set<Long>> takenOver = new HashMap<>();
    Set<RowKey> keysBefore = new HashSet<>();
    for (OddRow row : rows) {
      if (!row.isTonight()) {
        keysBefore.add(new RowKey(row.table(), row.key()));
        Long into = mergedInto.get(row.person());
        if (into != null) {
          takenOver
              .computeIfAbsent(new RowKey(row.table(), row.content()), content -> new HashSet<>())
              .add(into);
        }
      }
    }
    for (OddRow row : rows) {
      if (!row.isTonight() || keysBefore.contains(new RowKey(row.table(), row.key()))) {
        continue;
      }
      if (takenOver
          .getOrDefault(new RowKey(row.table(), row.content()), Set.of())
          .contains(row.person())) {
        add(row, Measure.TAKEN_OVER);
      } else {
        add(row, Measure.NEW);
        if (row.isLate()) {
          add(row, Measure.LATE_ENTRY);
        }
      }
    }
  }

  private void add(OddRow row, Measure measure) {
    counts
        .computeIfAbsent(row.table(), table -> new EnumMap<>(Measure.class))
        .merge(measure, 1L, Long::sum);
  }
}
