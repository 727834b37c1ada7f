package kith.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.lake.ParquetFile;
import kith.lake.PublishedTables;
import kith.publish.DuckFile;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.View;
import kith.table.Zone;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;

/**
 * One DuckDB file for analysts: the tables and views of warehouse and marts of one publication,
 * with what each column means as comments. Views are computed once, as of the publication's night.
 */
public final class WarehouseFile {

  private WarehouseFile() {}

  /**
   * Writes a new file that only its owner can read and returns a sentence that says so.
   *
   * @param name of the file, ending with {@code .duckdb}, outside the lake
   * @throws kith.project.KithException when it cannot be written there, or when other zones are
   *     open
   */
  public static String write(Reading reading, String name) {
    OutputFile file = OutputFile.of(name, reading.environment().lake(), ".duckdb");
    if (!EnumSet.of(Zone.WAREHOUSE, Zone.MARTS).containsAll(reading.zones())) {
      throw QueryFailures.refused(
          "A DuckDB file holds warehouse and marts only.", "Leave out --zone.");
    }
    long tables = file.write(out -> write(reading, out));
    return "Wrote %d tables and views of %s to %s%s. Figures for readers outside the council are those of kith.duckdb only."
        .formatted(
            tables,
            reading.publication().id(),
            file.path(),
            reading.publication().simulated() ? " (SIMULATED)" : "");
  }

  private static long write(Reading reading, OutputStream out) throws IOException {
    TableSpecs specs = TableSpecs.of(reading.project());
    List<View> views = View.of(reading.project());
    PublishedTables open = reading.open(reading.session(), () -> specs);
    Path folder = Files.createTempDirectory("warehouse-");
    Path database = folder.resolve("warehouse.duckdb");
    try {
      try (DuckFile duck = DuckFile.create(database)) {
        for (TableName table : reading.tables()) {
          Path parquet = folder.resolve(table.name() + ".parquet");
          try (OutputStream rows = Files.newOutputStream(parquet)) {
            ParquetFile.write(open.query("select * from " + table.name()), rows);
          }
          duck.create(table.name(), parquet, grain(table, specs, views), meanings(open, table));
          Files.delete(parquet);
        }
      }
      Files.copy(database, out);
      return reading.tables().size();
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
  }

  private static String grain(TableName table, TableSpecs specs, List<View> views) {
    return views.stream()
        .map(View::spec)
        .filter(spec -> spec.table().equals(table))
        .findFirst()
        .map(TableSpec::grain)
        .orElseGet(() -> specs.contains(table.name()) ? specs.get(table.name()).grain() : "");
  }

  private static Map<String, String> meanings(PublishedTables open, TableName table) {
    Map<String, String> meanings = new TreeMap<>();
    for (Row column : open.query("describe " + table.name()).collectAsList()) {
      if (!column.isNullAt(2)) {
        meanings.put(column.getString(0), column.getString(2));
      }
    }
    return meanings;
  }
}
