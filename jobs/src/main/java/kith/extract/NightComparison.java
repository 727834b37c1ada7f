package kith.extract;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

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
   * @param record hash of the number by which it is one record, 0 when it has none
   * @param key hash of its business key
   * @param content hash of what it says, apart from whom it is about and its own number
   * @param person hash of the person, 0 when it names none
   * @param leavesWith hash of the person with whom it leaves the extract, 0 when its dates decide
   * @param hasLeft its leaving date is before the window
   * @param isLate it began before the night before
   */
  record OddRow(
      String table,
      boolean isTonight,
      long record,
      long key,
      long content,
      long person,
      long leavesWith,
      boolean hasLeft,
      boolean isLate) {}

  /** So that of several rows that could be paired it never hangs on their order which are. */
  private static final Comparator<OddRow> ORDER =
      Comparator.comparing(OddRow::table)
          .thenComparingLong(OddRow::person)
          .thenComparingLong(OddRow::key)
          .thenComparingLong(OddRow::record)
          .thenComparingLong(OddRow::content);

  private final Map<String, Map<Measure, Long>> counts = new TreeMap<>();
  private final Set<OddRow> changed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<OddRow> reissued = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<RowKey, Set<Long>> tonightByContent = new HashMap<>();
  private final Set<Long> personsGone = new HashSet<>();
  private final Map<Long, Long> mergedInto = new HashMap<>();

  private record RowKey(String table, long hash) {}

  private record Saying(String table, long person, long content) {}

  private NightComparison() {}

  /**
   * Counts the rows by table and measure.
   *
   * @param personTable the table with one row per person
   */
  static Map<String, Map<Measure, Long>> count(Collection<OddRow> rows, String personTable) {
    NightComparison comparison = new NightComparison();
    List<OddRow> inOrder = rows.stream().sorted(ORDER).toList();
    comparison.pair(inOrder);
    comparison.findContentsTonight(inOrder);
    comparison.findPersonsGone(inOrder, personTable);
    comparison.findMerges(inOrder, personTable);
    comparison.countGone(inOrder);
    comparison.countCome(inOrder);
    return comparison.counts;
  }

  /**
   * Pairs each row of the night before with one of tonight: with one that says the same under
   * another number (promise 5), else with one of its number, else with one of its business key.
   */
  private void pair(List<OddRow> rows) {
    pair(rows, row -> new Saying(row.table(), row.person(), row.content()), reissued);
    pair(rows, row -> row.record() == 0 ? null : new RowKey(row.table(), row.record()), changed);
    pair(rows, row -> new RowKey(row.table(), row.key()), changed);
  }

  /**
   * @param by what both rows of a pair have; null for a row that takes no part
   * @param paired takes both rows of each pair
   */
  private void pair(List<OddRow> rows, Function<OddRow, Object> by, Set<OddRow> paired) {
    Map<Object, Deque<OddRow>> tonight = new HashMap<>();
    for (OddRow row : rows) {
      if (row.isTonight() && !isPaired(row) && by.apply(row) != null) {
        tonight.computeIfAbsent(by.apply(row), key -> new ArrayDeque<>()).add(row);
      }
    }
    for (OddRow row : rows) {
      Deque<OddRow> others = row.isTonight() ? null : tonight.get(by.apply(row));
      if (others != null && !others.isEmpty() && !isPaired(row)) {
        paired.add(row);
        paired.add(others.remove());
      }
    }
  }

  private boolean isPaired(OddRow row) {
    return changed.contains(row) || reissued.contains(row);
  }

  private void findContentsTonight(List<OddRow> rows) {
    for (OddRow row : rows) {
      if (row.isTonight()) {
        tonightByContent
            .computeIfAbsent(new RowKey(row.table(), row.content()), content -> new HashSet<>())
            .add(row.person());
      }
    }
  }

  private void findPersonsGone(Collection<OddRow> rows, String personTable) {
    for (OddRow row : rows) {
      if (!row.isTonight() && row.table().equals(personTable) && !isPaired(row)) {
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
      if (reissued.contains(row)) {
        add(row, Measure.UNCHANGED);
        add(row, Measure.REISSUED);
      } else if (changed.contains(row)) {
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
    return !isPaired(gone) && !mergedInto.containsKey(gone.person()) && !gone.hasLeft();
  }

  private void countCome(Collection<OddRow> rows) {
    Map<RowKey, Set<Long>> takenOver = new HashMap<>();
    for (OddRow row : rows) {
      if (!row.isTonight()) {
        Long into = mergedInto.get(row.person());
        if (into != null) {
          takenOver
              .computeIfAbsent(new RowKey(row.table(), row.content()), content -> new HashSet<>())
              .add(into);
        }
      }
    }
    for (OddRow row : rows) {
      if (!row.isTonight() || isPaired(row)) {
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
