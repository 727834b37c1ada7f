package kith.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.project.Project;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The published model as files: one DuckDB file with its tables, comments and views, for people
 * without a server, and each table as Parquet and as CSV. DuckDB writes all of them: the tables are
 * small, and a job of Spark for each would cost a night more than all that is in them.
 */
final class PublishedFiles {

  /** The DuckDB file in the folder of a publication. */
  static final String DUCKDB = "kith.duckdb";

  private final Project project;
  private final Path folder;
  private final Path fresh;

  /**
   * @param folder of the publication
   * @param fresh an empty folder on the same disk, where the files are written; it is deleted
   */
  PublishedFiles(Project project, Path folder, Path fresh) {
    this.project = project;
    this.folder = folder;
    this.fresh = fresh;
  }

  /** The Parquet file of a table. */
  Path parquet(PublishedTable table) {
    return folder.resolve(table.name() + ".parquet");
  }

  /**
   * Writes the files and puts each in its place whole. A file that holds the same already stays.
   *
   * @return how many rows each table has, by name
   */
  Map<String, Long> write(Map<PublishedTable, Dataset<Row>> tables) {
    Map<String, Long> rows = new TreeMap<>();
    try (DuckFile duck = DuckFile.create(fresh.resolve(DUCKDB))) {
      tables.forEach(
          (table, all) -> {
            duck.create(table);
            rows.put(table.name(), duck.append(table, all.collectAsList().iterator()));
            duck.copy(table, fresh.resolve(table.name() + ".parquet"), "parquet");
            duck.copy(table, fresh.resolve(table.name() + ".csv"), "csv, header");
          });
      PublishedTable.views(project).forEach(duck::createView);
    }
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(fresh)) {
        for (Path file : files.sorted().toList()) {
          put(file, folder.resolve(file.getFileName()));
        }
      }
      FileUtils.deleteDirectory(fresh.toFile());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return rows;
  }

  private static void put(Path file, Path place) throws IOException {
    if (!Files.exists(place) || Files.mismatch(file, place) >= 0) {
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
