package kith.extract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table in the night before, as sorted hashes in the memory of the task that reads
 * tonight's file. A night of two million rows takes some 150 MB.
 */
final class LastNight {

  /** The columns of {@code raw} that are read. */
  private static final List<String> COLUMNS =
      List.of(
          "row_hash",
          "business_key_hash",
          "said_hash",
          "person_hash",
          "number_hash",
          "volatile_hash",
          "leaves_with_hash",
          "leaves_on");

  /** Indexes into a row's numbers, in the order in which rows are compared. */
  static final int CONTENT = 0;

  static final int KEY = 1;
  static final int SAID = 2;
  static final int PERSON = 3;
  static final int NUMBER = 4;
  static final int VOLATILE = 5;
  static final int LEAVES_WITH = 6;

  /** The day as days since 1970; {@link #OPEN} where there is none. */
  static final int LEAVES_ON = 7;

  static final long OPEN = Long.MAX_VALUE;

  /** Sorted so that which of several possible rows are paired never depends on their order. */
  static final Comparator<long[]> BY_ALL =
      Comparator.<long[]>comparingLong(row -> row[PERSON])
          .thenComparingLong(row -> row[KEY])
          .thenComparingLong(row -> row[NUMBER])
          .thenComparingLong(row -> row[SAID])
          .thenComparingLong(row -> row[CONTENT]);

  private final long[][] rows;
  private final BitSet taken;

  private LastNight(long[][] rows) {
    this.rows = rows;
    this.taken = new BitSet(rows.length);
  }

  /** The columns that are read of a night's rows. */
  static Dataset<Row> columns(Dataset<Row> raw) {
    List<String> there = List.of(raw.columns());
    return raw.select(
        COLUMNS.stream()
            // Earlier versions of Kith landed fewer columns: such a row is recognised by its
            // content and key.
            .map(name -> there.contains(name) ? col(name) : none(name))
            .toArray(Column[]::new));
  }

  private static Column none(String name) {
    return name.equals("leaves_on") ? lit(null).cast("date").as(name) : lit(0L).as(name);
  }

  /** Reads the rows that {@link #columns} names. */
  static LastNight read(Iterator<Row> night) {
    List<long[]> read = new ArrayList<>();
    while (night.hasNext()) {
      Row row = night.next();
      read.add(
          new long[] {
            Fingerprints.number(row.getString(0)),
            Fingerprints.number(row.getString(1)),
            number(row, SAID),
            number(row, PERSON),
            number(row, NUMBER),
            number(row, VOLATILE),
            number(row, LEAVES_WITH),
            row.isNullAt(LEAVES_ON) ? OPEN : row.getDate(LEAVES_ON).toLocalDate().toEpochDay()
          });
    }
    long[][] rows = read.toArray(long[][]::new);
    Arrays.sort(rows, Comparator.comparingLong(row -> row[CONTENT]));
    return new LastNight(rows);
  }

  private static long number(Row row, int place) {
    return row.isNullAt(place) ? 0 : row.getLong(place);
  }

  /** Removes and returns the row with this content; null if there was none. */
  long @Nullable [] take(long content) {
    int low = 0;
    int high = rows.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(rows[middle][CONTENT], content);
      if (order == 0) {
        taken.set(middle);
        return rows[middle];
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return null;
  }

  /** The rows that were not taken, in a fixed order. */
  List<long[]> left() {
    List<long[]> left = new ArrayList<>();
    for (int i = taken.nextClearBit(0); i < rows.length; i = taken.nextClearBit(i + 1)) {
      left.add(rows[i]);
    }
    left.sort(BY_ALL);
    return left;
  }
}
