package kith.extract;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import kith.source.SourceContract;
import kith.source.SourceTable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Judges the records of a source table in the order of the file and compares them with the night
 * before, in one pass by one task, so that duplicates are found.
 */
final class Landing {

  private Landing() {}

  /**
   * What tonight's records of a table are compared with.
   *
   * @param last the hashes of the rows of the night before, as {@link LastNight} reads them; null
   *     where it had none
   * @param went hashes of contents and business keys that disappeared on earlier nights, or null
   * @param setting what else the comparison needs
   */
  record NightRows(
      @Nullable Dataset<Row> last, @Nullable Dataset<Row> went, NightVerdicts.Setting setting) {}

  /**
   * The judged records of a table, each with its verdict against the night before; every reading
   * starts a new judgement.
   *
   * @param contract which columns of the table are landed
   * @param before the table's rows in the night before; null on a first night
   */
  static Dataset<Row> rows(
      SparkSession spark,
      SourceTable table,
      SourceContract contract,
      Broadcast<Judgement> judgement,
      @Nullable NightRows before) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Compare compare = new Compare(before == null ? null : before.setting());
    JavaRDD<Row> judged =
        inOnePart(context, table.rows(spark, contract))
            .zipPartitions(beside(context, before), new JudgeRows(judgement, compare));
    // Columns that a query does not select are never built.
    return spark.createDataset(judged.rdd(), Encoders.row(Judgement.schema(contract)));
  }

  /** No records, for an optional table that the night does not have. */
  static Dataset<Row> none(SparkSession spark, SourceContract contract) {
    return spark.createDataFrame(List.<Row>of(), Judgement.schema(contract));
  }

  /**
   * Compares rows that are already landed: reports the same unmatched rows as the first comparison.
   */
  static void compareAgain(SparkSession spark, Dataset<Row> raw, NightRows before) {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    Compare compare = new Compare(before.setting());
    inOnePart(context, raw)
        .zipPartitions(beside(context, before), compare::judged)
        .foreach(row -> {});
  }

  /** The rows of the night before, followed by the rows that disappeared on earlier nights. */
  private static JavaRDD<Iterator<Row>> beside(
      JavaSparkContext context, @Nullable NightRows before) {
    JavaRDD<Row> last = inOnePart(context, before == null ? null : before.last());
    JavaRDD<Row> went = inOnePart(context, before == null ? null : before.went());
    return last.zipPartitions(went, (one, other) -> List.of(one, other).iterator());
  }

  private static JavaRDD<Row> inOnePart(JavaSparkContext context, @Nullable Dataset<Row> rows) {
    JavaRDD<Row> all = rows == null ? null : rows.coalesce(1).javaRDD();
    return all == null || all.getNumPartitions() == 0
        ? context.parallelize(List.<Row>of(), 1)
        : all;
  }

  /** Adds the night before to the judged records; a first night has none. */
  private record Compare(NightVerdicts.@Nullable Setting setting) implements Serializable {

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
          @Nullable String[] texts = new String[row.size() - 2];
          for (int i = 0; i < texts.length; i++) {
            texts[i] = row.getString(i);
          }
          return judge.judge(texts, row.getBoolean(texts.length + 1), row.getLong(texts.length));
        }
      };
    }
  }
}
