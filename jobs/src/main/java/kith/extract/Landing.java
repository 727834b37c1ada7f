package kith.extract;

import static org.apache.spark.sql.functions.lit;

import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import kith.contract.SourceContract;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
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
    return spark
        .createDataset(List.of(file.path()), Encoders.STRING())
        .coalesce(1)
        .flatMap(
            new ReadCsv(positions, file.header().size(), judgement),
            Encoders.row(Judgement.schema(file.contract())));
  }

  private static Dataset<Row> parquet(
      SparkSession spark, SourceFile file, Broadcast<Judgement> judgement) {
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (SourceContract.Column column : file.contract().landed()) {
      if (file.header().contains(column.readFrom())) {
        names.add(column.readFrom());
        columns.add(ParquetColumns.text(file.parquet(), column.readFrom()).as(column.name()));
      } else {
        columns.add(lit(null).cast("string").as(column.name()));
      }
    }
    columns.add(functions.expr("_metadata.row_index + 1").as("line"));
    return spark
        .read()
        .schema(ParquetColumns.types(file.parquet(), names))
        .parquet(file.path())
        .select(columns.toArray(Column[]::new))
        .coalesce(1)
        .sortWithinPartitions("line")
        .mapPartitions(new JudgeRows(judgement), Encoders.row(Judgement.schema(file.contract())));
  }

  private record ReadCsv(
      ArrayList<Integer> positions, int headerCells, Broadcast<Judgement> judgement)
      implements FlatMapFunction<String, Row>, Serializable {

    @Override
    public Iterator<Row> call(String path) throws Exception {
      Path file = new Path(path);
      FileSystem files = file.getFileSystem(new Configuration());
      files.setVerifyChecksum(false);
      InputStream in = files.open(file);
      CsvRecords records = new CsvRecords(in);
      records.next();
      Judgement judge = judgement.value().afresh();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return records.hasNext();
        }

        @Override
        public Row next() {
          CsvRecords.Line record = records.next();
          String[] texts = new String[positions.size()];
          for (int i = 0; i < texts.length; i++) {
            int position = positions.get(i);
            boolean isThere = position >= 0 && position < record.cells().length;
            texts[i] = isThere ? record.cells()[position] : null;
          }
          return judge.judge(texts, record.cells().length == headerCells, record.number());
        }
      };
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
