package kith.extract;

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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The records of a source file as text, one row a record: the landed columns in the contract's
 * order, then {@code line}, where the record begins. Columns that are not needed are never read
 * into a row.
 */
final class Landing {

  private Landing() {}

  /** The records of a file. */
  static Dataset<Row> rows(SparkSession spark, SourceFile file) {
    return file.csv() ? csv(spark, file) : parquet(spark, file);
  }

  /** No records, for an optional table that the night does not have. */
  static Dataset<Row> none(SparkSession spark, SourceContract contract) {
    return spark.createDataFrame(List.<Row>of(), schema(contract));
  }

  private static Dataset<Row> csv(SparkSession spark, SourceFile file) {
    List<Integer> positions =
        file.contract().landed().stream()
            .map(column -> file.header().indexOf(column.name()))
            .toList();
    return spark
        .createDataset(List.of(file.path()), Encoders.STRING())
        .flatMap(new ReadCsv(new ArrayList<>(positions)), Encoders.row(schema(file.contract())));
  }

  private static Dataset<Row> parquet(SparkSession spark, SourceFile file) {
    List<Column> columns = new ArrayList<>();
    for (SourceContract.Column column : file.contract().landed()) {
      columns.add(functions.col("`" + column.name() + "`").cast("string").as(column.name()));
    }
    columns.add(functions.expr("_metadata.row_index + 1").as("line"));
    return spark.read().parquet(file.path()).select(columns.toArray(Column[]::new));
  }

  private static StructType schema(SourceContract contract) {
    StructType schema = new StructType();
    for (SourceContract.Column column : contract.landed()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    return schema.add("line", DataTypes.LongType);
  }

  private record ReadCsv(ArrayList<Integer> positions)
      implements FlatMapFunction<String, Row>, Serializable {

    @Override
    public Iterator<Row> call(String path) throws Exception {
      Path file = new Path(path);
      FileSystem files = file.getFileSystem(new Configuration());
      files.setVerifyChecksum(false);
      InputStream in = files.open(file);
      CsvRecords records = new CsvRecords(in);
      records.next();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return records.hasNext();
        }

        @Override
        public Row next() {
          return row(records.next());
        }
      };
    }

    private Row row(CsvRecords.Line record) {
      Object[] values = new Object[positions.size() + 1];
      for (int i = 0; i < positions.size(); i++) {
        int position = positions.get(i);
        values[i] = position < record.cells().length ? record.cells()[position] : null;
      }
      values[positions.size()] = record.number();
      return RowFactory.create(values);
    }
  }
}
