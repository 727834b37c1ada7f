package kith.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourceSystem;
import kith.source.SourceTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A night whose tables are rows in memory, as a database would return them, without any file. */
final class MemoryNight implements SourceNight {

  private final SourceSystem source;
  private final LocalDate businessDate;
  private final Map<String, SourceTable> tables = new TreeMap<>();
  private LocalDate windowStart;
  private int extras;

  MemoryNight(SourceSystem source, LocalDate businessDate) {
    this.source = source;
    this.businessDate = businessDate;
  }

  /** Adds a table: the names of its columns, then its records, all parted by commas. */
  MemoryNight with(String table, String columns, String... records) {
    List<String[]> cells = Arrays.stream(records).map(record -> record.split(",", -1)).toList();
    tables.put(
        table, new Table(source.contract(table), List.of(columns.split(",")), cells.size(), cells));
    return this;
  }

  /** Adds a table with all columns and this many records, which are never read. */
  MemoryNight counting(String table, long records) {
    SourceContract contract = source.contract(table);
    List<String> columns = contract.columns().stream().map(SourceColumn::name).toList();
    tables.put(table, new Table(contract, columns, records, List.of()));
    return this;
  }

  MemoryNight from(LocalDate firstDay) {
    windowStart = firstDay;
    return this;
  }

  MemoryNight beside(int others) {
    extras = others;
    return this;
  }

  @Override
  public SourceSystem source() {
    return source;
  }

  @Override
  public LocalDate businessDate() {
    return businessDate;
  }

  @Override
  public Optional<SourceTable> table(SourceContract contract) {
    return Optional.ofNullable(tables.get(contract.table()));
  }

  @Override
  public String fingerprint() {
    return "fingerprint";
  }

  @Override
  public Optional<LocalDate> windowStart() {
    return Optional.ofNullable(windowStart);
  }

  @Override
  public boolean simulated() {
    return true;
  }

  @Override
  public int extras() {
    return extras;
  }

  @Override
  public List<String> oddities() {
    return List.of();
  }

  private record Table(
      SourceContract contract, List<String> columns, long records, List<String[]> cells)
      implements SourceTable {

    @Override
    public List<String> extraColumns() {
      return columns.stream()
          .filter(name -> contract.columns().stream().noneMatch(one -> one.name().equals(name)))
          .toList();
    }

    @Override
    public Dataset<Row> rows(SparkSession spark, SourceContract as) {
      List<Row> rows = new ArrayList<>();
      for (String[] record : cells) {
        List<Object> row = new ArrayList<>();
        for (SourceColumn column : as.landed()) {
          int place = columns.indexOf(column.readFrom());
          row.add(
              place < 0 || place >= record.length || record[place].isEmpty()
                  ? null
                  : record[place]);
        }
        row.add((long) rows.size() + 1);
        row.add(record.length == columns.size());
        rows.add(RowFactory.create(row.toArray()));
      }
      return spark.createDataFrame(rows, SourceTable.schema(as)).coalesce(1);
    }
  }
}
