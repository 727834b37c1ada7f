package kith.extract;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The records of a source file, judged, in one pass by one task, so that line numbers and
 * duplicates are right. Columns that are not needed are never read into a row.
 */
final class Landing {

  private Landing() {}

  /** The judged records of a file; a fresh judgement is made for every reading. */
  static Dataset<Row> rows(SparkSession spark, SourceFile file, Broadcast<Judgement> judgement) {
    return file.csv() ? csv(spark, file, judgement) : parquet(spark, file, judgement);
  }

  /** No records, for an optional table that the night does not have. */
  static Dataset<Row> none(SparkSession spark, SourceContract contract) {
    return spark.createDataFrame(List.<Row>of(), Judgement.schema(contract));
  }

  private static Dataset<Row> csv(
      SparkSession spark, SourceFile file, Broadcast<Judgement> judgement) {
    ArrayList<Integer> positions = new ArrayList<>();
    file.contract()
        .landed()
        .forEach(column -> positions.add(file.header().indexOf(column.readFrom())));
    ArrayList<SourceFile.Reading> readings = new ArrayList<>();
    long lines = 0;
    for (SourceFile.Part part : file.parts()) {
      readings.add(new SourceFile.Reading(part.path(), part.dialect(), part.cells(), lines));
      lines += part.lines();
    }
    return spark
        .createDataset(List.of(file.name()), Encoders.STRING())
        .coalesce(1)
        .flatMap(
            new ReadCsv(readings, positions, judgement),
            Encoders.row(Judgement.schema(file.contract())));
  }

  private static Dataset<Row> parquet(
      SparkSession spark, SourceFile file, Broadcast<Judgement> judgement) {
    Dataset<Row> rows = null;
    long rowsBefore = 0;
    for (SourceFile.Part part : file.parts()) {
      Dataset<Row> more = texts(spark, file.contract(), part, rowsBefore);
      rows = rows == null ? more : rows.union(more);
      rowsBefore += part.records();
    }
    return rows.coalesce(1)
        .sortWithinPartitions("line")
        .mapPartitions(new JudgeRows(judgement), Encoders.row(Judgement.schema(file.contract())));
  }

  /** The landed cells of a part as text, with the number of their row in all parts. */
  private static Dataset<Row> texts(
      SparkSession spark, SourceContract contract, SourceFile.Part part, long rowsBefore) {
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (SourceColumn column : contract.landed()) {
      if (ParquetColumns.isThere(part.parquet(), column.readFrom())) {
        names.add(column.readFrom());
        columns.add(ParquetColumns.text(part.parquet(), column.readFrom()).as(column.name()));
      } else {
        columns.add(lit(null).cast("string").as(column.name()));
      }
    }
    columns.add(functions.expr("_metadata.row_index").plus(rowsBefore + 1).as("line"));
    return spark
        .read()
        .schema(ParquetColumns.types(part.parquet(), names))
        .parquet(part.path())
        .select(columns.toArray(Column[]::new));
  }

  private record ReadCsv(
      ArrayList<SourceFile.Reading> parts,
      ArrayList<Integer> positions,
      Broadcast<Judgement> judgement)
      implements FlatMapFunction<String, Row>, Serializable {

    @Override
    public Iterator<Row> call(String name) {
      Judgement judge = judgement.value().afresh();
      Iterator<SourceFile.Reading> left = parts.iterator();
      return new Iterator<>() {
        private SourceFile.Reading part;
        private CsvRecords records;

        @Override
        public boolean hasNext() {
          while ((records == null || !records.hasNext()) && left.hasNext()) {
            part = left.next();
            records = open(part);
            records.next();
          }
          return records.hasNext();
        }

        @Override
        public Row next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          CsvRecords.Line record = records.next();
          String[] cells = record.cells();
          return judge.judge(
              texts(cells), cells.length == part.cells(), part.linesBefore() + record.number());
        }
      };
    }

    private static CsvRecords open(SourceFile.Reading part) {
      try {
        return new CsvRecords(SourceFolder.open(new Path(part.path())), part.dialect());
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }

    private String[] texts(String[] cells) {
      String[] texts = new String[positions.size()];
      for (int i = 0; i < texts.length; i++) {
        int position = positions.get(i);
        texts[i] = position >= 0 && position < cells.length ? cells[position] : null;
      }
      return texts;
    }
  }

  private record JudgeRows(Broadcast<Judgement> judgement)
      implements MapPartitionsFunction<Row, Row>, Serializable {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      Judgement judge = judgement.value().afresh();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return rows.hasNext();
        }

        @Override
        public Row next() {
          Row row = rows.next();
          String[] texts = new String[row.size() - 1];
          for (int i = 0; i < texts.length; i++) {
            texts[i] = row.getString(i);
          }
          return judge.judge(texts, true, row.getLong(row.size() - 1));
        }
      };
    }
  }
}
