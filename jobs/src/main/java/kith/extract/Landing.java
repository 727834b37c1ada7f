package kith.extract;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction2;
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

  /**
   * What tonight's records of a table are compared with.
   *
   * @param last the hashes of the rows of the night before, as {@link LastNight} reads them
   * @param went hashes of contents and business keys that went on earlier nights, or null
   * @param setting what else the comparison needs
   */
  record NightRows(Dataset<Row> last, Dataset<Row> went, NightVerdicts.Setting setting) {}

  /**
   * The judged records of a file, with what became of each since the night before; a fresh
   * judgement is made for every reading.
   *
   * @param before what the night before had of the table; null on a first night
   */
  static Dataset<Row> rows(
      SparkSession spark, SourceFile file, Broadcast<Judgement> judgement, NightRows before) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    JavaRDD<Iterator<Row>> beside = beside(context, before);
    Compare compare = new Compare(before == null ? null : before.setting());
    JavaRDD<Row> judged =
        file.csv()
            ? context
                .parallelize(List.of(file.name()), 1)
                .zipPartitions(
                    beside, new ReadCsv(readings(file), positions(file), judgement, compare))
            : texts(spark, file).javaRDD().zipPartitions(beside, new JudgeRows(judgement, compare));
    // Columns that a query does not ask for are never made.
    return spark.createDataset(judged.rdd(), Encoders.row(Judgement.schema(file.contract())));
  }

  /** No records, for an optional table that the night does not have. */
  static Dataset<Row> none(SparkSession spark, SourceContract contract) {
    return spark.createDataFrame(List.<Row>of(), Judgement.schema(contract));
  }

  /** Compares rows that are landed already: the odd ones are told as when they were. */
  static void compareAgain(SparkSession spark, Dataset<Row> raw, NightRows before) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Compare compare = new Compare(before.setting());
    inOnePart(context, raw)
        .zipPartitions(beside(context, before), compare::judged)
        .foreach(row -> {});
  }

  /** The rows of the night before and what went on earlier nights, one after the other. */
  private static JavaRDD<Iterator<Row>> beside(JavaSparkContext context, NightRows before) {
    JavaRDD<Row> last = inOnePart(context, before == null ? null : before.last());
    JavaRDD<Row> went = inOnePart(context, before == null ? null : before.went());
    return last.zipPartitions(went, (one, other) -> List.of(one, other).iterator());
  }

  private static JavaRDD<Row> inOnePart(JavaSparkContext context, Dataset<Row> rows) {
    JavaRDD<Row> all = rows == null ? null : rows.coalesce(1).javaRDD();
    return all == null || all.getNumPartitions() == 0
        ? context.parallelize(List.<Row>of(), 1)
        : all;
  }

  /** Puts the night before beside judged records; on a first night there is none. */
  private record Compare(NightVerdicts.Setting setting) implements Serializable {

    Iterator<Row> judged(Iterator<Row> judged, Iterator<Iterator<Row>> beside) {
      if (setting == null) {
        return judged;
      }
      LastNight last = LastNight.read(beside.next());
      Set<Long> went = new HashSet<>();
      beside.next().forEachRemaining(row -> went.add(row.getLong(0)));
      return new NightVerdicts(setting, judged, last, went);
    }
  }

  private static ArrayList<Integer> positions(SourceFile file) {
    ArrayList<Integer> positions = new ArrayList<>();
    file.contract()
        .landed()
        .forEach(column -> positions.add(file.header().indexOf(column.readFrom())));
    return positions;
  }

  private static ArrayList<SourceFile.Reading> readings(SourceFile file) {
    ArrayList<SourceFile.Reading> readings = new ArrayList<>();
    long lines = 0;
    for (SourceFile.Part part : file.parts()) {
      readings.add(new SourceFile.Reading(part.path(), part.dialect(), part.cells(), lines));
      lines += part.lines();
    }
    return readings;
  }

  /** The landed cells of a Parquet file as text, in order, with the number of their row. */
  private static Dataset<Row> texts(SparkSession spark, SourceFile file) {
    Dataset<Row> rows = null;
    long rowsBefore = 0;
    for (SourceFile.Part part : file.parts()) {
      Dataset<Row> more = texts(spark, file.contract(), part, rowsBefore);
      rows = rows == null ? more : rows.union(more);
      rowsBefore += part.records();
    }
    return rows.coalesce(1).sortWithinPartitions("line");
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
      Broadcast<Judgement> judgement,
      Compare compare)
      implements FlatMapFunction2<Iterator<String>, Iterator<Iterator<Row>>, Row>, Serializable {

    @Override
    public Iterator<Row> call(Iterator<String> name, Iterator<Iterator<Row>> beside) {
      return compare.judged(judged(), beside);
    }

    private Iterator<Row> judged() {
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

  private record JudgeRows(Broadcast<Judgement> judgement, Compare compare)
      implements FlatMapFunction2<Iterator<Row>, Iterator<Iterator<Row>>, Row>, Serializable {

    @Override
    public Iterator<Row> call(Iterator<Row> rows, Iterator<Iterator<Row>> beside) {
      return compare.judged(judged(rows), beside);
    }

    private Iterator<Row> judged(Iterator<Row> rows) {
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
