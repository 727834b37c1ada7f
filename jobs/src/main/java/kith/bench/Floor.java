package kith.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kith.lake.Sessions;
import kith.project.SideBySide;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a night would cost without any logic: a bare Spark and Delta program in the session that
 * Kith opens, with the same parallelism and, like Kith, without column statistics. The tables of a
 * finished lake are its model.
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
    this.spark = Sessions.openForQueries("local[*]", Map.of(), lake);
    this.tables = tables;
    this.lake = lake;
  }

  /**
   * Reads every file of a night and writes it as a table; then writes every other table of the
   * model again, of the same size and columns. As many tables at a time as there are cores.
   */
  public void load(Path night, Path out) throws IOException {
    List<Callable<Path>> writes = new ArrayList<>();
    for (Path file : files(night)) {
      String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
      writes.add(() -> write(csv(file), out.resolve("raw").resolve(name)));
    }
    for (String table : tables.keySet()) {
      if (!table.startsWith("raw.")) {
        writes.add(() -> write(read(table), out.resolve(table.replace('.', '/'))));
      }
    }
    SideBySide.all(writes);
  }

  private Dataset<Row> csv(Path file) {
    return spark.read().option("header", "true").option("multiLine", "true").csv(file.toString());
  }

  /** Opens every table of the model once; returns how many. */
  public int open() {
    int opened = 0;
    for (String table : tables.keySet()) {
      opened += read(table).columns().length > 0 ? 1 : 0;
    }
    return opened;
  }

  /** Opens one table of the model and counts its rows. */
  public long count(String table) {
    return read(table).count();
  }

  private Dataset<Row> read(String table) {
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", Objects.requireNonNull(tables.get(table)))
        .load(lake.resolve(table.replace('.', '/')).toString());
  }

  private static Path write(Dataset<Row> rows, Path folder) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .option("delta.dataSkippingNumIndexedCols", "0")
        .save(folder.toString());
    return folder;
  }

  private static List<Path> files(Path night) throws IOException {
    try (Stream<Path> files = Files.list(night)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }
}
