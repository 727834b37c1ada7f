package kith.extract;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import kith.extract.NightComparison.OddRow;
import kith.table.WaitingRows;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Gives every loaded record of a table its verdict: what happened to it since the night before. A
 * record with the same content is unchanged and passes at once. The others wait until the whole
 * file has been read, because which row of the night before each one continues depends on all of
 * them: first a row that says the same about the same person under another number (promise 5), else
 * one with the same number, else one with the same business key. A record that continues no row is
 * new, or has returned if it disappeared on an earlier night.
 */
final class NightVerdicts implements Iterator<Row> {

  /** The verdicts. */
  enum Verdict {
    UNCHANGED,
    /** Same content under another number, or with other volatile cells. */
    REISSUED,
    CHANGED,
    NEW,
    CAME_BACK;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The most unmatched rows of a table that are listed one by one; the others are only counted. */
  static final int MOST_LISTED = 100_000;

  private final Setting setting;
  private final Iterator<Row> judged;
  private final LastNight last;
  private final Set<Long> wentBefore;
  private final int outcome;
  private final int rowHash;
  private final int keyHash;
  private final int said;
  private final int person;
  private final int number;
  private final int volatiles;
  private final int begins;
  private final int verdict;
  private final int follows;

  private final WaitingRows waiting = new WaitingRows();
  private final List<Waiting> open = new ArrayList<>();
  private @Nullable Iterator<Row> decided;

  /** A waiting record: its index among them, and its numbers as in {@link LastNight}. */
  private static final class Waiting {
    private static final int BEGINS_ON = 5;

    private final long[] numbers;
    private long @Nullable [] followed;
    private @Nullable Verdict verdict;

    private Waiting(long... numbers) {
      this.numbers = numbers;
    }
  }

  /**
   * What a reader needs to compare a table with the night before, and where it reports the result.
   */
  record Setting(
      String table,
      StructType schema,
      LocalDate before,
      @Nullable LocalDate windowStart,
      CollectionAccumulator<OddRow> odd)
      implements Serializable {}

  /**
   * Compares the judged records of a table with the night before. The unmatched rows of both nights
   * are reported after the last record.
   *
   * @param judged records, or rows of {@code raw}, of the columns that the setting names
   * @param wentBefore contents and business keys of rows that disappeared on earlier nights
   */
  NightVerdicts(Setting setting, Iterator<Row> judged, LastNight last, Set<Long> wentBefore) {
    this.setting = setting;
    this.judged = judged;
    this.last = last;
    this.wentBefore = wentBefore;
    StructType schema = setting.schema();
    this.outcome = schema.fieldIndex("outcome");
    this.rowHash = schema.fieldIndex("row_hash");
    this.keyHash = schema.fieldIndex("business_key_hash");
    this.said = schema.fieldIndex("said_hash");
    this.person = schema.fieldIndex("person_hash");
    this.number = schema.fieldIndex("number_hash");
    this.volatiles = schema.fieldIndex("volatile_hash");
    this.begins = schema.fieldIndex("begins_on");
    this.verdict = schema.fieldIndex("verdict");
    this.follows = schema.fieldIndex("follows");
  }

  @Override
  public boolean hasNext() {
    return decided == null && judged.hasNext() || decided().hasNext();
  }

  @Override
  public Row next() {
    while (decided == null && judged.hasNext()) {
      Row row = judged.next();
      if (!row.getString(outcome).equals(Judgement.LOADED)) {
        return row;
      }
      long[] same = last.take(Fingerprints.number(row.getString(rowHash)));
      if (same != null) {
        return unchanged(row, same);
      }
      wait(row);
    }
    return decided().next();
  }

  private Row unchanged(Row row, long[] same) {
    Object[] values = values(row);
    // Earlier versions of Kith stored none.
    boolean isReissued =
        same[LastNight.VOLATILE] != 0 && row.getLong(volatiles) != same[LastNight.VOLATILE];
    values[verdict] = (isReissued ? Verdict.REISSUED : Verdict.UNCHANGED).word();
    values[follows] = same[LastNight.CONTENT];
    return RowFactory.create(values);
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  private void wait(Row row) {
    waiting.add(row);
    open.add(
        new Waiting(
            Fingerprints.number(row.getString(rowHash)),
            Fingerprints.number(row.getString(keyHash)),
            row.getLong(said),
            row.getLong(person),
            row.getLong(number),
            row.isNullAt(begins)
                ? LastNight.OPEN
                : row.getDate(begins).toLocalDate().toEpochDay()));
  }

  private Iterator<Row> decided() {
    if (decided == null) {
      decide();
      Iterator<Waiting> verdicts = open.iterator();
      Iterator<Row> rows = waiting.iterator();
      decided =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return verdicts.hasNext();
            }

            @Override
            public Row next() {
              if (!hasNext()) {
                throw new NoSuchElementException();
              }
              Object[] values = values(rows.next());
              Waiting one = verdicts.next();
              values[verdict] = Objects.requireNonNull(one.verdict).word();
              values[follows] = one.followed == null ? null : one.followed[LastNight.CONTENT];
              return RowFactory.create(values);
            }
          };
    }
    return decided;
  }

  private void decide() {
    List<Waiting> inOrder = new ArrayList<>(open);
    inOrder.sort((one, other) -> LastNight.BY_ALL.compare(one.numbers, other.numbers));
    List<long[]> left = last.left();
    left = pair(inOrder, left, NightVerdicts::saying, Verdict.REISSUED);
    left = pair(inOrder, left, row -> row[LastNight.NUMBER], Verdict.CHANGED);
    left = pair(inOrder, left, row -> row[LastNight.KEY], Verdict.CHANGED);
    for (Waiting one : inOrder) {
      if (one.verdict == null) {
        boolean wasThere =
            wentBefore.contains(one.numbers[LastNight.CONTENT])
                || wentBefore.contains(one.numbers[LastNight.KEY]);
        one.verdict = wasThere ? Verdict.CAME_BACK : Verdict.NEW;
      }
    }
    tell(inOrder, left);
  }

  /** Reports rows that are in one night only, and records that now belong to another person. */
  private void tell(List<Waiting> tonight, List<long[]> left) {
    List<OddRow> odd = new ArrayList<>();
    for (long[] row : left.subList(0, Math.min(left.size(), MOST_LISTED))) {
      odd.add(gone(row, false));
    }
    for (Waiting one : tonight) {
      if (odd.size() >= MOST_LISTED) {
        break;
      }
      long[] followed = one.followed;
      boolean isAnothers =
          followed != null && followed[LastNight.PERSON] != one.numbers[LastNight.PERSON];
      if (followed != null && isAnothers) {
        odd.add(gone(followed, true));
      }
      if (isAnothers || followed == null) {
        odd.add(come(one));
      }
    }
    odd.forEach(setting.odd()::add);
  }

  private OddRow gone(long[] row, boolean isPaired) {
    return new OddRow(
        setting.table(),
        false,
        isPaired,
        row[LastNight.CONTENT],
        row[LastNight.KEY],
        row[LastNight.SAID],
        row[LastNight.PERSON],
        row[LastNight.LEAVES_WITH],
        setting.windowStart() != null
            && row[LastNight.LEAVES_ON] < setting.windowStart().toEpochDay(),
        false);
  }

  private OddRow come(Waiting one) {
    return new OddRow(
        setting.table(),
        true,
        one.verdict != Verdict.NEW,
        one.numbers[LastNight.CONTENT],
        one.numbers[LastNight.KEY],
        one.numbers[LastNight.SAID],
        one.numbers[LastNight.PERSON],
        0,
        false,
        one.numbers[Waiting.BEGINS_ON] < setting.before().toEpochDay());
  }

  /**
   * The hash of content and person; 0, which pairs with nothing, where an earlier version of Kith
   * did not store it.
   */
  private static long saying(long[] row) {
    return row[LastNight.SAID] == 0
        ? 0
        : Fingerprints.saying(row[LastNight.PERSON], row[LastNight.SAID]);
  }

  /**
   * Pairs rows of both nights that have the same number other than 0; returns the unpaired ones.
   */
  private static List<long[]> pair(
      List<Waiting> tonight, List<long[]> before, ToLongFunction<long[]> by, Verdict verdict) {
    Map<Long, Deque<Waiting>> unpaired = new HashMap<>();
    for (Waiting one : tonight) {
      if (one.verdict == null && by.applyAsLong(one.numbers) != 0) {
        unpaired.computeIfAbsent(by.applyAsLong(one.numbers), same -> new ArrayDeque<>()).add(one);
      }
    }
    List<long[]> left = new ArrayList<>();
    for (long[] row : before) {
      Deque<Waiting> same = unpaired.get(by.applyAsLong(row));
      if (same == null || same.isEmpty()) {
        left.add(row);
      } else {
        Waiting one = same.remove();
        one.verdict = verdict;
        one.followed = row;
      }
    }
    return left;
  }
}
