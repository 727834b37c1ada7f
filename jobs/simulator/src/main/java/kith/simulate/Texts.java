package kith.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The rows of one table of one night as text. Each change returns new rows; these stay unchanged.
 */
record Texts(Table table, List<String> columns, List<String[]> rows) {

  /** One row with its cells by column. */
  record Record(List<String> columns, String[] cells) {

    String get(String column) {
      return cells[columns.indexOf(column)];
    }

    Record with(String column, String text) {
      String[] changed = cells.clone();
      changed[columns.indexOf(column)] = text;
      return new Record(columns, changed);
    }
  }

  /** Changes the filled cells of a column. */
  Texts change(String column, UnaryOperator<String> change) {
    return each(
        row -> row.get(column).isEmpty() ? row : row.with(column, change.apply(row.get(column))));
  }

  /** Writes one text into all cells of a column. */
  Texts set(String column, String text) {
    return each(row -> row.with(column, text));
  }

  Texts each(UnaryOperator<Record> change) {
    return all(records -> records.stream().map(change).toList());
  }

  Texts where(Predicate<Record> holds) {
    return all(records -> records.stream().filter(holds).toList());
  }

  /** Replaces each row by other rows. */
  Texts all(Function<List<Record>, List<Record>> change) {
    List<Record> records = new ArrayList<>();
    rows.forEach(cells -> records.add(new Record(columns, cells)));
    return new Texts(table, columns, change.apply(records).stream().map(Record::cells).toList());
  }

  /** The table without a column. */
  Texts without(String column) {
    int left = columns.indexOf(column);
    int[] kept = IntStream.range(0, columns.size()).filter(place -> place != left).toArray();
    return new Texts(
        table,
        IntStream.of(kept).mapToObj(columns::get).toList(),
        rows.stream()
            .map(cells -> IntStream.of(kept).mapToObj(place -> cells[place]).toArray(String[]::new))
            .toList());
  }
}
