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

  /**
   * @param folder of the publication
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
   * Writes the files, each put in place whole.
   *
   * @return how many rows each table has, by name
   */
  Map<String, Long> write(Map<PublishedTable, Dataset<Row>> tables) {
    Map<String, Long> rows = new TreeMap<>();
    Path fresh = fresh(DUCKDB);
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(fresh);
      try (Connection duck = open(fresh);
          Statement statement = duck.createStatement()) {
        for (Map.Entry<PublishedTable, Dataset<Row>> table : tables.entrySet()) {
          create(statement, table.getKey());
          rows.put(
              table.getKey().name(),
              fill(
                  duck.unwrap(DuckDBConnection.class),
                  table.getKey(),
                  table.getValue().collectAsList().iterator()));
          copy(statement, table.getKey(), parquet(table.getKey()), "parquet");
          copy(
              statement,
              table.getKey(),
              folder.resolve(table.getKey().name() + ".csv"),
              "csv, header");
        }
        addViews(statement);
      }
      Files.move(fresh, folder.resolve(DUCKDB), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (SQLException cause) {
      throw new IllegalStateException("DuckDB cannot write the published model", cause);
    }
    return rows;
  }

  private Path fresh(String file) {
    return folder.resolve(file + ".new");
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

  private void copy(Statement statement, PublishedTable table, Path file, String format)
      throws SQLException, IOException {
    Path fresh = fresh(file.getFileName().toString());
    statement.execute(
        "copy (select * from %s order by %s) to %s (format %s)"
            .formatted(
                table.name(), String.join(", ", table.key()), text(fresh.toString()), format));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
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
