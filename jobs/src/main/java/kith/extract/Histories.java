package kith.extract;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Counts the people in a table, and how many of them have several records, told apart by one
 * column.
 */
record Histories(SourceContract contract, Broadcast<SourceCells> cells)
    implements MapPartitionsFunction<Row, Row>, Serializable {

  /** The name of its counts. */
  static final String NAME = "history";

  /** The columns that are read, in the order of the records of {@link #call}. */
  List<String> columns() {
    return List.of(
        Objects.requireNonNull(contract.person()), Objects.requireNonNull(contract.history()));
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    List<String> columns = columns();
    SourceColumn person = contract.column(columns.get(0));
    SourceColumn history = contract.column(columns.get(1));
    Map<String, Set<Object>> byPerson = new HashMap<>();
    while (records.hasNext()) {
      Row record = records.next();
      Object of = cells.value().read(person, record.getString(0)).value();
      Object value = cells.value().read(history, record.getString(1)).value();
      if (of != null && value != null) {
        byPerson.computeIfAbsent(of.toString(), none -> new HashSet<>()).add(value);
      }
    }
    long several = byPerson.values().stream().filter(values -> values.size() > 1).count();
    return List.of(
            RowFactory.create(contract.table(), NAME, new Long[] {(long) byPerson.size(), several}))
        .iterator();
  }
}
