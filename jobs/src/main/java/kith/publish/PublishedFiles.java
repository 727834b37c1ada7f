package kith.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.ColumnSpec;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

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
    try {
      Map<String, Long> rows = fill(tables);
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(fresh)) {
        for (Path file : files.sorted().toList()) {
          put(file, folder.resolve(file.getFileName()));
        }
      }
      FileUtils.deleteDirectory(fresh.toFile());
      return rows;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (SQLException cause) {
      throw failure(cause);
    }
  }

  private Map<String, Long> fill(Map<PublishedTable, Dataset<Row>> tables)
      throws SQLException, IOException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection duck = open(fresh.resolve(DUCKDB));
        Statement statement = duck.createStatement()) {
      for (Map.Entry<PublishedTable, Dataset<Row>> entry : tables.entrySet()) {
        PublishedTable table = entry.getKey();
        create(statement, table);
        Iterator<Row> all = entry.getValue().collectAsList().iterator();
        rows.put(table.name(), fill(duck.unwrap(DuckDBConnection.class), table, all));
        copy(statement, table, table.name() + ".parquet", "parquet");
        copy(statement, table, table.name() + ".csv", "csv, header");
      }
      addViews(statement);
    }
    return rows;
  }

  private static void put(Path file, Path place) throws IOException {
    if (!Files.exists(place) || Files.mismatch(file, place) >= 0) {
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Without DuckDB's text, which may hold cells; its first words say what kind it is. */
  private static RuntimeException failure(SQLException cause) {
    String kind = String.valueOf(cause.getMessage()).split(":", 2)[0];
    String said = "DuckDB cannot write the published model: " + kind;
    return kind.endsWith("IO Error")
        ? new UncheckedIOException(new IOException(said))
        : new IllegalStateException(said);
  }

  /** One thread and little memory, since a night runs beside it; nothing is fetched. */
  private static Connection open(Path file) throws SQLException {
    Properties settings = new Properties();
    settings.put("threads", "1");
    settings.put("memory_limit", "1GB");
    settings.put("autoinstall_known_extensions", "false");
    return DriverManager.getConnection("jdbc:duckdb:" + file, settings);
  }

  private static void create(Statement statement, PublishedTable table) throws SQLException {
    statement.execute(
        "create table %s (%s, primary key (%s))"
            .formatted(
                table.name(),
                table.columns().stream()
                    .map(PublishedFiles::column)
                    .collect(Collectors.joining(", ")),
                String.join(", ", table.key())));
    statement.execute("comment on table %s is %s".formatted(table.name(), text(table.grain())));
    for (ColumnSpec column : table.columns()) {
      statement.execute(
          "comment on column %s.%s is %s"
              .formatted(table.name(), column.name(), text(column.meaning())));
    }
  }

  private static String column(ColumnSpec column) {
    return column.name()
        + " "
        + (column.type().equals("string") ? "varchar" : column.type())
        + (column.required() ? " not null" : "");
  }

  private static long fill(DuckDBConnection duck, PublishedTable table, Iterator<Row> rows)
      throws SQLException {
    long count = 0;
    try (DuckDBAppender appender =
        duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table.name())) {
      while (rows.hasNext()) {
        Row row = rows.next();
        appender.beginRow();
        for (int i = 0; i < row.size(); i++) {
          append(appender, row.get(i));
        }
        appender.endRow();
        count++;
      }
    }
    return count;
  }

  private static void append(DuckDBAppender appender, @Nullable Object cell) throws SQLException {
    if (cell == null) {
      appender.appendNull();
    } else if (cell instanceof String text) {
      appender.append(text);
    } else if (cell instanceof Integer number) {
      appender.append(number.intValue());
    } else if (cell instanceof Long number) {
      appender.append(number.longValue());
    } else if (cell instanceof Boolean flag) {
      appender.append(flag.booleanValue());
    } else if (cell instanceof java.math.BigDecimal number) {
      appender.append(number);
    } else if (cell instanceof java.sql.Date day) {
      appender.append(day.toLocalDate());
    } else {
      throw new IllegalStateException("no published column has the type of " + cell.getClass());
    }
  }

  private void copy(Statement statement, PublishedTable table, String file, String format)
      throws SQLException {
    statement.execute(
        "copy (select * from %s order by %s) to %s (format %s)"
            .formatted(
                table.name(),
                String.join(", ", table.key()),
                text(fresh.resolve(file).toString()),
                format));
  }

  /**
   * The views of {@code sql/published/views}: the first line of each, a comment, says what it is.
   */
  private void addViews(Statement statement) throws SQLException, IOException {
    try (Stream<Path> files = Files.list(project.sql().resolve("published").resolve("views"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".sql")).sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.sql$", "");
        String sql = Files.readString(file);
        statement.execute("create view %s as %s".formatted(name, sql));
        statement.execute(
            "comment on view %s is %s"
                .formatted(
                    name, text(sql.lines().findFirst().orElseThrow().replaceFirst("^-- ", ""))));
      }
    }
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
