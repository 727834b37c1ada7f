package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.simulate.Sheet.Column;
import kith.simulate.Sheet.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one table of one night holds, record by record as it is written, and keeps the usable
 * records so that the next night can be compared with them.
 */
final class Tally {

  /** The place of a record that was not usable. */
  private static final int NOT_USABLE = Integer.MAX_VALUE;

  private static final long PRIME = 0x100000001B3L;

  // The properties of columns, by index, since they are needed for each of millions of cells.
  private final Sheet.Type[] types;
  private final boolean[] landed;
  private final boolean[] numbered;
  private final boolean[] keyed;
  private final boolean[] recorded;
  private final int number;

  private final Map<String, Long> counts = new TreeMap<>();
  private final Set<String> unknownWorkers = new HashSet<>();
  private final Set<String> unknownTeams = new HashSet<>();
  private final Map<Fault.Kind, Long> faulty = new EnumMap<>(Fault.Kind.class);
  private final LongIndex contents = new LongIndex();
  private final LongIndex keys = new LongIndex();
  private final List<Row> rows = new ArrayList<>();
  private final List<@Nullable Fault> faults = new ArrayList<>();
  private long[] content = new long[64];
  private long[] key = new long[64];
  private long[] numbers = new long[64];

  Tally(Table table) {
    List<Column> columns = Sheet.of(table).columns();
    int size = columns.size();
    this.types = new Sheet.Type[size];
    this.landed = new boolean[size];
    this.numbered = new boolean[size];
    this.keyed = new boolean[size];
    this.recorded = new boolean[size];
    this.number = Sheet.of(table).place(Mark.RECORD);
    for (int i = 0; i < size; i++) {
      types[i] = columns.get(i).type();
      landed[i] = columns.get(i).isLanded();
      numbered[i] = columns.get(i).is(Mark.VOLATILE);
      keyed[i] = columns.get(i).is(Mark.KEY);
      recorded[i] = columns.get(i).is(Mark.RECORD);
    }
  }

  /** The counts of the night itself, by kind. */
  Map<String, Long> counts() {
    return counts;
  }

  /** How many usable records have a fault of this kind. */
  long usableWith(Fault.Kind kind) {
    return faulty.getOrDefault(kind, 0L);
  }

  Set<String> unknownWorkers() {
    return unknownWorkers;
  }

  Set<String> unknownTeams() {
    return unknownTeams;
  }

  /**
   * Counts a record.
   *
   * @param texts its cells as they are written
   * @param row the row of the source system that it shows
   * @param fault what is wrong with this very record; null for nothing
   */
  void record(String[] texts, Row row, @Nullable Fault fault) {
    long contentHash = 0xCBF29CE484222325L;
    long keyHash = contentHash;
    long numberHash = contentHash;
    boolean isNumbered = number >= 0 && isFilled(types[number], texts[number]);
    int fillers = 0;
    int unlisted = 0;
    for (int i = 0; i < texts.length; i++) {
      if (!landed[i]) {
        continue;
      }
      fillers += isFiller(types[i], texts[i]) ? 1 : 0;
      unlisted += types[i] == Sheet.Type.CODE && Codes.isUnlisted(texts[i]) ? 1 : 0;
      if (numbered[i]) {
        numberHash = hash(numberHash, texts[i]);
        continue;
      }
      contentHash = hash(contentHash, texts[i]);
      if (isNumbered ? recorded[i] : keyed[i]) {
        keyHash = hash(keyHash, texts[i]);
      }
    }
    count(Fault.Kind.FILLER.counted(), fillers);
    count(Fault.Kind.UNKNOWN_CODE.counted(), unlisted);
    count("impossible_date", is(fault, Fault.Kind.IMPOSSIBLE_DATE) ? 1 : 0);
    boolean unusable = is(fault, Fault.Kind.UNUSABLE) || is(fault, Fault.Kind.UNUSABLE_NEEDED);
    count(Fault.Kind.UNUSABLE.counted(), unusable ? 1 : 0);
    int place = rows.size();
    if (contents.get(contentHash) != LongIndex.ABSENT) {
      count("exact_duplicate", 1);
    } else if (fault != null && fault.kind().isQuarantined()) {
      contents.add(contentHash, NOT_USABLE);
      count(fault.kind().counted(), 1);
    } else {
      contents.add(contentHash, place);
      keys.add(keyHash, place);
      keep(contentHash, keyHash, numberHash, row, fault);
      notePlaceholder(texts, fault);
    }
  }

  private static boolean is(@Nullable Fault fault, Fault.Kind kind) {
    return fault != null && fault.has(kind);
  }

  private void notePlaceholder(String[] texts, @Nullable Fault fault) {
    if (fault == null) {
      return;
    }
    if (fault.has(Fault.Kind.UNKNOWN_WORKER)) {
      unknownWorkers.add(texts[fault.column()]);
    } else if (fault.has(Fault.Kind.UNKNOWN_TEAM)) {
      unknownTeams.add(texts[fault.column()]);
    }
  }

  private void keep(
      long contentHash, long keyHash, long numberHash, Row row, @Nullable Fault fault) {
    int place = rows.size();
    if (place == content.length) {
      content = Arrays.copyOf(content, 2 * place);
      key = Arrays.copyOf(key, 2 * place);
      numbers = Arrays.copyOf(numbers, 2 * place);
    }
    content[place] = contentHash;
    key[place] = keyHash;
    numbers[place] = numberHash;
    rows.add(row);
    faults.add(fault);
    if (fault != null) {
      faulty.merge(fault.kind(), 1L, Long::sum);
    }
  }

  private void count(String kind, long more) {
    if (more > 0) {
      counts.merge(kind, more, Long::sum);
    }
  }

  /** Whether a cell has a value. */
  static boolean isFilled(Column column, String text) {
    return isFilled(column.type(), text);
  }

  private static boolean isFilled(Sheet.Type type, String text) {
    return !text.isBlank() && !isFiller(type, text);
  }

  /** Whether a cell is a filler: the word NULL in any column, the rest by type. */
  private static boolean isFiller(Sheet.Type type, String text) {
    int length = text.length();
    if (length < 2) {
      return false;
    }
    if (length == 4 && text.equals("NULL")) {
      return true;
    }
    return switch (type) {
      case TEXT, CODE, FLAG -> text.equals("SSD_PH") || text.equals("-1");
      case INTEGER -> text.equals("-1");
      case DECIMAL -> text.equals("-1") || text.equals("999.9");
      case DATE, TIME -> text.startsWith("1900-01-01");
    };
  }

  /** Hashes a cell without the blanks around it. */
  private static long hash(long before, String text) {
    long hash = before;
    int from = 0;
    int to = text.length();
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return (hash ^ 0xFFFFL) * PRIME;
  }

  // --- this night beside the one before

  /**
   * Adds what happened to last night's usable records, and the kinds of tonight's.
   *
   * @param before the same table the night before
   * @param night tonight
   * @param windowStart the first day of tonight's window
   * @param begins the column with the day on which a row began; -1 where the table has none
   */
  void compare(Tally before, LocalDate night, LocalDate windowStart, int begins) {
    for (int i = 0; i < before.rows.size(); i++) {
      int same = contents.get(before.content[i]);
      if (same != LongIndex.ABSENT && same != NOT_USABLE) {
        count("unchanged", 1);
        count("reissued", numbers[same] == before.numbers[i] ? 0 : 1);
      } else if (keys.get(before.key[i]) != LongIndex.ABSENT) {
        count("changed", 1);
      } else {
        count(fate(before.rows.get(i), before.faults.get(i), night, windowStart), 1);
      }
    }
    LocalDate lastNight = night.minusDays(1);
    for (int i = 0; i < rows.size(); i++) {
      if (before.keys.get(key[i]) != LongIndex.ABSENT) {
        continue;
      }
      Fault fault = faults.get(i);
      if (is(fault, Fault.Kind.TAKEN_OVER) && night.equals(fault.from())) {
        count("taken_over", 1);
      } else {
        count("new", 1);
        LocalDate began = begins < 0 ? null : rows.get(i).day(begins, night);
        count("late_entry", began != null && began.isBefore(lastNight) ? 1 : 0);
      }
    }
  }

  /** Why a record of last night is missing under its number or, without a number, under its key. */
  private static String fate(
      Row row, @Nullable Fault fault, LocalDate night, LocalDate windowStart) {
    if (fault == null || !night.equals(fault.from())) {
      return row.isShown(night, windowStart) ? "deleted" : "aged_out";
    }
    if (fault.has(Fault.Kind.MERGED) || fault.has(Fault.Kind.TAKEN_OVER)) {
      return "merged";
    }
    return fault.has(Fault.Kind.DELETED) || row.isShown(night, windowStart)
        ? "deleted"
        : "aged_out";
  }
}
