package kith.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kith.lake.Sessions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a night would cost if it decided nothing: a bare Spark and Delta program, in the session
 * that Kith opens, one table after the other. It takes the tables of a finished lake as its model.
 */
public final class Floor {

  private final SparkSession spark;
  private final Map<String, Long> tables;
  private final Path lake;

  /**
   * The floor of a lake.
   *
   * @param tables versions by qualified name, such as {@code warehouse.fact_placement}
   */
  public Floor(Map<String, Long> tables, Path lake) {
    this.spark = Sessions.open("local[*]", Map.of());
    this.tables = tables;
    this.lake = lake;
  }

  /**
   * Reads every file of a night and writes it as a table; then writes every other table of the
   * model anew, of the same size and columns.
   */
  public void load(Path night, Path out) throws java.io.IOException {
    for (Path file : files(night)) {
      String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
      write(
          spark.read().option("header", "true").option("multiLine", "true").csv(file.toString()),
          out.resolve("raw").resolve(name));
    }
    for (String table : tables.keySet()) {
      if (!table.startsWith("raw.")) {
        write(read(table), out.resolve(table.replace('.', '/')));
      }
    }
  }

  /** Opens every table of the model once; returns how many. */
  public int open() {
    int opened = 0;
    for (String table : tables.keySet()) {
      opened += read(table).columns().length > 0 ? 1 : 0;
    }
    return opened;
  }

  private Dataset<Row> read(String table) {
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", tables.get(table))
        .load(lake.resolve(table.replace('.', '/')).toString());
  }

  private static void write(Dataset<Row> rows, Path folder) {
    rows.write().format("delta").mode("overwrite").save(folder.toString());
  }

  private static List<Path> files(Path night) throws java.io.IOException {
    try (Stream<Path> files = Files.list(night)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }
}
