package kith.extract;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import kith.source.SourceCells;
import kith.source.SourceContract;
import kith.source.SourcePeriod;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the periods of one table meet, by person: how many ends are on the first day of another
 * period, how many on the day before one, how many say that another must follow, and how many of
 * those have none.
 *
 * @param gapDays the number of days after an end within which the next period still follows it
 */
record Spells(
    SourceContract contract,
    SourcePeriod period,
    Broadcast<SourceCells> cells,
    LocalDate businessDate,
    int gapDays)
    implements MapPartitionsFunction<Row, Row>, Serializable {

  /** The name of its counts. */
  static final String NAME = "spells";

  /** An end as the source writes it, and the first day of its own period. */
  private record End(long startsOn, long endsOn, boolean mustGoOn) {}

  /** The columns that are read, in the order of the records of {@link #call}. */
  List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(Objects.requireNonNull(contract.person()), period.starts(), period.ends()));
    if (period.goesOn() != null) {
      columns.add(period.goesOn().column());
    }
    return columns;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    Map<String, TreeMap<Long, Integer>> starts = new HashMap<>();
    Map<String, List<End>> ends = new HashMap<>();
    while (records.hasNext()) {
      Row record = records.next();
      Object person = value(record, 0);
      if (person == null || !(value(record, 1) instanceof Date start)) {
        continue;
      }
      long startsOn = day(start);
      starts
          .computeIfAbsent(person.toString(), none -> new TreeMap<>())
          .merge(startsOn, 1, Integer::sum);
      if (value(record, 2) instanceof Date end) {
        boolean mustGoOn =
            period.goesOn() != null && period.goesOn().code().equals(value(record, 3));
        ends.computeIfAbsent(person.toString(), none -> new ArrayList<>())
            .add(new End(startsOn, day(end), mustGoOn));
      }
    }
    long on = 0;
    long before = 0;
    long must = 0;
    long doesNot = 0;
    for (Map.Entry<String, List<End>> of : ends.entrySet()) {
      TreeMap<Long, Integer> others = Objects.requireNonNull(starts.get(of.getKey()));
      for (End end : of.getValue()) {
        boolean isOn = begins(others, end.endsOn(), end);
        boolean isBefore = begins(others, end.endsOn() + 1, end);
        on += isOn && !isBefore ? 1 : 0;
        before += isBefore && !isOn ? 1 : 0;
        long from = end.endsOn() + (period.endsOnLastDay() ? 1 : 0);
        // The period after a recent end may not be recorded yet.
        if (end.mustGoOn() && from + gapDays <= businessDate.toEpochDay()) {
          must++;
          Long next = others.ceilingKey(from == end.startsOn() ? from + 1 : from);
          boolean follows = begins(others, from, end) || next != null && next <= from + gapDays;
          doesNot += follows ? 0 : 1;
        }
      }
    }
    return List.of(
            RowFactory.create(contract.table(), NAME, new Long[] {on, before, must, doesNot}))
        .iterator();
  }

  /** Whether another period of the person begins that day. */
  private static boolean begins(TreeMap<Long, Integer> starts, long day, End end) {
    return starts.getOrDefault(day, 0) > (end.startsOn() == day ? 1 : 0);
  }

  private @Nullable Object value(Row record, int column) {
    return cells
        .value()
        .read(contract.column(columns().get(column)), record.getString(column))
        .value();
  }

  private static long day(Date date) {
    return new java.sql.Date(date.getTime()).toLocalDate().toEpochDay();
  }
}
