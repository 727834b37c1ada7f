package kith.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.project.Project;
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

  /**
   * @param folder an empty one, where the files are written
   */
  PublishedFiles(Project project, Path folder) {
    this.project = project;
    this.folder = folder;
  }

  /** The Parquet file of a table. */
  Path parquet(PublishedTable table) {
    return folder.resolve(table.name() + ".parquet");
  }

  /**
   * Writes the files.
   *
   * @return how many rows each table has, by name
   */
  Map<String, Long> write(Map<PublishedTable, Dataset<Row>> tables) {
    Map<String, Long> rows = new TreeMap<>();
    try (DuckFile duck = DuckFile.create(folder.resolve(DUCKDB))) {
      tables.forEach(
          (table, all) -> {
            duck.create(table);
            rows.put(table.name(), duck.append(table, all.collectAsList().iterator()));
            duck.copy(table, parquet(table), "parquet");
            duck.copy(table, folder.resolve(table.name() + ".csv"), "csv, header");
          });
      PublishedView.of(project).forEach(duck::create);
    }
    return rows;
  }

  /** The files written, by name. */
  List<Path> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
