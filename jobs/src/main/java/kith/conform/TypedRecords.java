package kith.conform;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourcePeriod;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The raw rows of a table and a night with values in the contract's types, as staging SQL reads
 * them.
 *
 * <ul>
 *   <li>Every period ends with the day after its last day (R2), however the source writes it.
 *   <li>A row is known by its content ({@code row_hash}) and by what it is about ({@code
 *       business_key_hash}); {@code source_row} only says where it was in the file.
 *   <li>A cell that the extract could not use is null; {@code cast_errors} names its column.
 *   <li>An end after the night is planned: the end is null, and the day is in the column of the
 *       same name with the suffix {@code _planned} (R17b).
 *   <li>Where the contract says so, a row whose end could not be read ends on the first day of the
 *       next record of its kind (R17a): {@code cast_errors} still names the end.
 * </ul>
 */
final class TypedRecords {

  /** The suffix of the column with the planned end of a period. */
  static final String PLANNED = "_planned";

  private static final List<String> LEADING =
      List.of("source_row", "cast_errors", "row_hash", "business_key_hash");

  private final SourceContract contract;
  private final ArrayList<SourceColumn> columns;
  private final List<SourcePeriod> periods;

  /**
   * Reads some columns of a table.
   *
   * @param words columns whose names are not among these are left out
   */
  TypedRecords(SourceContract contract, Set<String> words) {
    this.contract = contract;
    this.columns = new ArrayList<>(contract.landed());
    columns.removeIf(column -> !words.contains(column.name()));
    Set<String> read = new HashSet<>();
    columns.forEach(column -> read.add(column.name()));
    this.periods =
        contract.periods().stream().filter(period -> read.contains(period.ends())).toList();
  }

  Dataset<Row> of(
      Dataset<Row> night, Broadcast<SourceCells> cells, int authorityCode, LocalDate businessDate) {
    List<String> names = columns.stream().map(SourceColumn::name).toList();
    StructType schema =
        new StructType()
            .add("source_row", DataTypes.StringType)
            .add("cast_errors", new ArrayType(DataTypes.StringType, true))
            .add("row_hash", DataTypes.StringType)
            .add("business_key_hash", DataTypes.StringType);
    List<Column> texts = new ArrayList<>();
    LEADING.forEach(name -> texts.add(col(name)));
    for (SourceColumn column : columns) {
      schema = schema.add(column.name(), SourceCells.type(column.type()));
      texts.add(col(column.name()));
    }
    int[] starts = new int[periods.size()];
    int[] ends = new int[periods.size()];
    boolean[] isLastDay = new boolean[periods.size()];
    for (int i = 0; i < ends.length; i++) {
      String name = periods.get(i).ends();
      isLastDay[i] = periods.get(i).endsOnLastDay();
      starts[i] = LEADING.size() + names.indexOf(periods.get(i).starts());
      ends[i] = LEADING.size() + names.indexOf(name);
      schema = schema.add(name + PLANNED, schema.apply(name).dataType());
    }
    long lastKnown = Timestamp.valueOf(businessDate.plusDays(1).atStartOfDay()).getTime() - 1;
    Dataset<Row> typed =
        night
            .select(texts.toArray(Column[]::new))
            .map(
                new ReadCells(cells, columns, starts, ends, isLastDay, lastKnown),
                Encoders.row(schema))
            .withColumn("authority_code", lit(authorityCode))
            .withColumn("source_system", lit(contract.system()));
    for (SourcePeriod period : periods) {
      if (!period.endsAtNextOf().isEmpty() && hasUnreadable(night, period.ends())) {
        typed = endAtNext(typed, period);
      }
    }
    return typed;
  }

  /** Most nights have none, and then nothing is sorted. */
  private static boolean hasUnreadable(Dataset<Row> night, String ends) {
    return !night.where(array_contains(col("cast_errors"), ends)).isEmpty();
  }

  private static Dataset<Row> endAtNext(Dataset<Row> typed, SourcePeriod period) {
    Column next =
        min(col(period.starts()))
            .over(
                Window.partitionBy(
                        period.endsAtNextOf().stream()
                            .map(name -> col(name))
                            .toArray(Column[]::new))
                    .orderBy(expr("unix_micros(cast(%s as timestamp))".formatted(period.starts())))
                    .rangeBetween(1, Window.unboundedFollowing()));
    return typed.withColumn(
        period.ends(),
        when(array_contains(col("cast_errors"), period.ends()), next)
            .otherwise(col(period.ends())));
  }

  private record ReadCells(
      Broadcast<SourceCells> cells,
      ArrayList<SourceColumn> columns,
      int[] starts,
      int[] ends,
      boolean[] isLastDay,
      long lastKnown)
      implements MapFunction<Row, Row>, Serializable {

    @Override
    public Row call(Row texts) {
      int before = LEADING.size();
      Object[] values = new Object[texts.size() + ends.length];
      for (int i = 0; i < before; i++) {
        values[i] = texts.get(i);
      }
      List<String> errors = texts.isNullAt(1) ? List.of() : texts.getList(1);
      for (int i = before; i < texts.size(); i++) {
        SourceColumn column = columns.get(i - before);
        values[i] =
            !errors.isEmpty() && errors.contains(column.name())
                ? null
                : cells.value().read(column, texts.getString(i)).value();
      }
      for (int i = 0; i < ends.length; i++) {
        Object start = starts[i] < LEADING.size() ? null : values[starts[i]];
        if (SourceCells.end(start, values[ends[i]]) instanceof java.util.Date end) {
          java.util.Date until = isLastDay[i] ? SourceCells.nextDay(end) : end;
          boolean isPlanned = end.getTime() > lastKnown;
          values[texts.size() + i] = isPlanned ? until : null;
          values[ends[i]] = isPlanned ? null : until;
        }
      }
      return RowFactory.create(values);
    }
  }
}
