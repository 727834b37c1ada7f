package kith.source.folder;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceTable;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file, or of its parts, as {@link SourceTable#rows} gives them: in one pass by
 * one task, so that line numbers are right.
 */
final class FileRows {

  private FileRows() {}

  /** The path of a CSV part and how to read it, for the task that reads it. */
  private record Reading(String path, Dialect dialect, int cells, long linesBefore)
      implements Serializable {}

  /**
   * The records of CSV parts.
   *
   * @param header the columns, spelled as there
   */
  static Dataset<Row> csv(
      SparkSession spark, List<FilePart> parts, List<String> header, SourceContract contract) {
    ArrayList<Integer> positions = new ArrayList<>();
    contract.landed().forEach(column -> positions.add(header.indexOf(column.readFrom())));
    ArrayList<Reading> readings = new ArrayList<>();
    long lines = 0;
    for (FilePart part : parts) {
      Dialect dialect = Objects.requireNonNull(part.dialect());
      readings.add(new Reading(part.path(), dialect, part.cells(), lines));
      lines += part.lines();
    }
    return spark
        .createDataset(List.of(contract.file()), Encoders.STRING())
        .coalesce(1)
        .flatMap(new ReadCsv(readings, positions), Encoders.row(SourceTable.schema(contract)));
  }

  /** The records of Parquet parts. */
  static Dataset<Row> parquet(SparkSession spark, List<FilePart> parts, SourceContract contract) {
    Dataset<Row> rows = null;
    long rowsBefore = 0;
    for (FilePart part : parts) {
      Dataset<Row> more = texts(spark, contract, part, rowsBefore);
      rows = rows == null ? more : rows.union(more);
      rowsBefore += part.records();
    }
    return Objects.requireNonNull(rows).coalesce(1).sortWithinPartitions("line");
  }

  /** The landed cells of a part as text, with the number of their row in all parts. */
  private static Dataset<Row> texts(
      SparkSession spark, SourceContract contract, FilePart part, long rowsBefore) {
    MessageType parquet = Objects.requireNonNull(part.parquet());
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (SourceColumn column : contract.landed()) {
      if (ParquetColumns.isThere(parquet, column.readFrom())) {
        names.add(column.readFrom());
        columns.add(ParquetColumns.text(parquet, column.readFrom()).as(column.name()));
      } else {
        columns.add(lit(null).cast("string").as(column.name()));
      }
    }
    columns.add(functions.expr("_metadata.row_index").plus(rowsBefore + 1).as("line"));
    columns.add(lit(true).as("is_whole"));
    return spark
        .read()
        .schema(ParquetColumns.types(parquet, names))
        .parquet(part.path())
        .select(columns.toArray(Column[]::new));
  }

  private record ReadCsv(ArrayList<Reading> parts, ArrayList<Integer> positions)
      implements FlatMapFunction<String, Row>, Serializable {

    @Override
    public Iterator<Row> call(String name) {
      Iterator<Reading> left = parts.iterator();
      return new Iterator<>() {
        private @Nullable Reading part;
        private @Nullable CsvRecords records;

        @Override
        public boolean hasNext() {
          while ((records == null || !records.hasNext()) && left.hasNext()) {
            part = left.next();
            records = open(part);
            records.next();
          }
          return records != null && records.hasNext();
        }

        @Override
        public Row next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          return row(Objects.requireNonNull(records).next(), Objects.requireNonNull(part));
        }
      };
    }

    private static CsvRecords open(Reading part) {
      try {
        return new CsvRecords(SourceFolder.open(new Path(part.path())), part.dialect());
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    private Row row(CsvRecords.Line record, Reading part) {
      @Nullable String[] cells = record.cells();
      Object[] row = new Object[positions.size() + 2];
      for (int i = 0; i < positions.size(); i++) {
        int position = positions.get(i);
        row[i] = position >= 0 && position < cells.length ? cells[position] : null;
      }
      row[positions.size()] = part.linesBefore() + record.number();
      row[positions.size() + 1] = cells.length == part.cells();
      return RowFactory.create(row);
    }
  }
}
