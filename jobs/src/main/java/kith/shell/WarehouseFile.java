package kith.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import kith.lake.LakeRoot;
import kith.lake.ParquetFile;
import kith.lake.PublishedTables;
import kith.project.ExitCode;
import kith.project.KithException;
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

  private static final String NAME = "warehouse.duckdb";

  private WarehouseFile() {}

  /**
   * Writes a new file that only its owner can read and returns a sentence that says so.
   *
   * @param name of the file, ending with {@code .duckdb}, outside the lake
   * @throws KithException when it cannot be written there, or when other zones are open
   */
  public static String write(Reading reading, String name) {
    OutputFile file = OutputFile.of(name, reading.environment().lake(), ".duckdb");
    requireNoOtherZone(reading);
    return said(
        reading,
        file.path(),
        file.write(
            out -> {
              Path folder = Files.createTempDirectory("warehouse-");
              try {
                Path database = database(reading, folder);
                Files.copy(database, out);
                return reading.tables().size();
              } finally {
                FileUtils.deleteQuietly(folder.toFile());
              }
            }));
  }

  /**
   * Replaces the lake's own file, {@code warehouse.duckdb} in the zone of the warehouse, in one
   * step, and returns a sentence that says so. Who may read the warehouse may read it: the marts in
   * it are counted from there. Who has the one before open keeps that.
   *
   * @throws KithException when this account may not write to the zone, or when other zones are open
   */
  public static String replace(Reading reading) {
    requireNoOtherZone(reading);
    LakeRoot root = new LakeRoot(reading.environment().lake());
    if (!root.isWritable(Zone.WAREHOUSE)) {
      throw QueryFailures.refused(
          "This account may not write to the warehouse of the lake.",
          "Name a file of your own: --duckdb FILE.");
    }
    try {
      Path file = root.take(database(reading, root.temporaryFolder()), Zone.WAREHOUSE);
      return said(reading, file, reading.tables().size());
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "The file "
              + NAME
              + " of the lake cannot be written ("
              + cause.getClass().getSimpleName()
              + ").",
          "The one before stays, and so does what is published.",
          "Check that the lake's disk has free space, then run the command again.");
    }
  }

  private static void requireNoOtherZone(Reading reading) {
    if (!EnumSet.of(Zone.WAREHOUSE, Zone.MARTS).containsAll(reading.zones())) {
      throw QueryFailures.refused(
          "A DuckDB file holds warehouse and marts only.", "Leave out --zone.");
    }
  }

  private static String said(Reading reading, Path file, long tables) {
    return "Wrote %d tables and views of %s to %s%s. Figures for readers outside the council are those of kith.duckdb only."
        .formatted(
            tables,
            reading.publication().id(),
            file,
            reading.publication().simulated() ? " (SIMULATED)" : "");
  }

  private static Path database(Reading reading, Path folder) throws IOException {
    TableSpecs specs = TableSpecs.of(reading.project());
    List<View> views = View.of(reading.project());
    PublishedTables open = reading.open(reading.session(), () -> specs);
    Path database = folder.resolve(NAME);
    Files.deleteIfExists(database);
    try (DuckFile duck = DuckFile.create(database)) {
      for (TableName table : reading.tables()) {
        Path parquet = folder.resolve(table.name() + ".parquet");
        try (OutputStream rows = Files.newOutputStream(parquet)) {
          ParquetFile.write(open.query("select * from " + table.name()), rows);
        }
        duck.create(table.name(), parquet, grain(table, specs, views), meanings(open, table));
        Files.delete(parquet);
      }
    } catch (UncheckedIOException ofDuck) {
      throw Objects.requireNonNull(ofDuck.getCause());
    }
    return database;
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
