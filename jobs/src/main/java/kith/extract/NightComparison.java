package kith.extract;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds out why rows disappeared between two nights, and which rows took over those of a merged
 * person. It gets only the unmatched rows of both nights: every other row already has its verdict.
 */
final class NightComparison {

  /** What happened to a row between two nights. */
  enum Measure {
    UNCHANGED,
    REISSUED,
    CHANGED,
    MERGED,
    TAKEN_OVER,
    AGED_OUT,
    DELETED,
    NEW,
    CAME_BACK,
    LATE_ENTRY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A row that is in one night only, or whose row in the other night has other content.
   *
   * @param isPaired the same record is in the other night, or was in an earlier one
   * @param hash of all its content
   * @param key hash of its business key
   * @param said hash of what it says, apart from whom it is about and its own number
   * @param person hash of the person, 0 when it names none
   * @param leavesWith hash of the person with whom it leaves the extract, 0 when its dates decide
   * @param hasLeft its leaving date is before the window
   * @param isLate it began before the night before
   */
  record OddRow(
      String table,
      boolean isTonight,
      boolean isPaired,
      long hash,
      long key,
      long said,
      long person,
      long leavesWith,
      boolean hasLeft,
      boolean isLate)
      implements Serializable {}

  private final Map<OddRow, Measure> measures = new IdentityHashMap<>();
  private final Map<RowKey, Set<Long>> tonightBySaid = new HashMap<>();
  private final Set<Long> personsGone = new HashSet<>();
  private final Map<Long, Long> mergedInto = new HashMap<>();

  private record RowKey(String table, long hash) {}

  private NightComparison() {}

  /**
   * What happened to the rows that are not paired: why rows of the night before disappeared, and
   * which of tonight's rows were taken over from a merged person. A new row of tonight has no
   * entry.
   *
   * @param personTable the table with one row per person
   */
  static Map<OddRow, Measure> of(Collection<OddRow> rows, String personTable) {
    NightComparison comparison = new NightComparison();
    comparison.findSaidTonight(rows);
    comparison.findPersonsGone(rows, personTable);
    comparison.findMerges(rows, personTable);
    comparison.tellGone(rows);
    comparison.tellTakenOver(rows);
    return comparison.measures;
  }

  private void findSaidTonight(Collection<OddRow> rows) {
    for (OddRow row : rows) {
      if (row.isTonight()) {
        tonightBySaid
            .computeIfAbsent(new RowKey(row.table(), row.said()), said -> new HashSet<>())
            .add(row.person());
      }
    }
  }

  private void findPersonsGone(Collection<OddRow> rows, String personTable) {
    for (OddRow row : rows) {
      if (!row.isTonight() && row.table().equals(personTable) && !row.isPaired()) {
        personsGone.add(row.person());
      }
    }
  }

  /**
   * A person who is missing tonight was merged into another person when more than half of their
   * rows, not counting those that aged out, say the same about that other person tonight and did
   * not before.
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
      Set<Long> others = tonightBySaid.getOrDefault(new RowKey(row.table(), row.said()), Set.of());
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
                .filter(best -> best.getValue() * 2 > Objects.requireNonNull(rowsOf.get(person)))
                .ifPresent(best -> mergedInto.put(person, best.getKey())));
  }

  private void tellGone(Collection<OddRow> rows) {
    Set<Long> losing = new HashSet<>();
    for (OddRow row : rows) {
      if (isGone(row) && row.leavesWith() == 0 && isDeleted(row)) {
        losing.add(row.person());
      }
    }
    for (OddRow row : rows) {
      if (!isGone(row)) {
        continue;
      }
      boolean leftWithPerson =
          personsGone.contains(row.leavesWith()) && !losing.contains(row.leavesWith());
      if (mergedInto.containsKey(row.person())) {
        measures.put(row, Measure.MERGED);
      } else if (row.hasLeft() || row.leavesWith() != 0 && leftWithPerson) {
        measures.put(row, Measure.AGED_OUT);
      } else {
        measures.put(row, Measure.DELETED);
      }
    }
  }

  private static boolean isGone(OddRow row) {
    return !row.isTonight() && !row.isPaired();
  }

  private boolean isDeleted(OddRow gone) {
    return !mergedInto.containsKey(gone.person()) && !gone.hasLeft();
  }

  private void tellTakenOver(Collection<OddRow> rows) {
    Map<RowKey, Set<Long>> takenOver = new HashMap<>();
    for (OddRow row : rows) {
      Long into = row.isTonight() ? null : mergedInto.get(row.person());
      if (into != null) {
        takenOver
            .computeIfAbsent(new RowKey(row.table(), row.said()), said -> new HashSet<>())
            .add(into);
      }
    }
    for (OddRow row : rows) {
      if (row.isTonight()
          && !row.isPaired()
          && takenOver
              .getOrDefault(new RowKey(row.table(), row.said()), Set.of())
              .contains(row.person())) {
        measures.put(row, Measure.TAKEN_OVER);
      }
    }
  }
}
