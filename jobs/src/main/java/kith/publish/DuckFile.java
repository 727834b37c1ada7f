package kith.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kith.table.ColumnSpec;
import org.apache.spark.sql.Row;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB database that is being written. Its failures are without DuckDB's own text, which may
 * hold cells: the first words of it say what kind it is.
 */
public final class DuckFile implements AutoCloseable {

  /** The oldest DuckDB that opens the files; the driver writes in its format. */
  static final String STORAGE_VERSION = "v1.2.0";

  private final Connection duck;
  private final Statement statement;

  private DuckFile(Connection duck) throws SQLException {
    this.duck = duck;
    this.statement = duck.createStatement();
  }

  /** A new database in a file. */
  public static DuckFile create(Path file) {
    return open(file.toString());
  }

  /** A new database in memory. */
  static DuckFile inMemory() {
    return open("");
  }

  /** One thread and little memory, since a night runs beside it; nothing is fetched. */
  private static DuckFile open(String name) {
    Properties settings = new Properties();
    settings.put("threads", "1");
    settings.put("memory_limit", "1GB");
    settings.put("autoinstall_known_extensions", "false");
    // Else only clients of the driver's own major version could open the file.
    settings.put("storage_compatibility_version", STORAGE_VERSION);
    try {
      return new DuckFile(DriverManager.getConnection("jdbc:duckdb:" + name, settings));
    } catch (SQLException cause) {
      throw failure(cause);
    }
  }

  /** Creates a table of the model, with what it and its columns mean as comments. */
  void create(PublishedTable table) {
    execute(
        "create table %s (%s, primary key (%s))"
            .formatted(
                table.name(),
                table.columns().stream().map(DuckFile::column).collect(Collectors.joining(", ")),
                String.join(", ", table.key())));
    comment("table", table.name(), table.grain());
    for (ColumnSpec column : table.columns()) {
      comment("column", table.name() + "." + column.name(), column.meaning());
    }
  }

  /**
   * Creates a table of a Parquet file's rows.
   *
   * @param grain what one row is
   * @param meanings of the columns, by name; of those that have one
   */
  public void create(String name, Path parquet, String grain, Map<String, String> meanings) {
    execute("create table %s as from read_parquet(%s)".formatted(name, text(parquet.toString())));
    comment("table", name, grain);
    meanings.forEach((column, meaning) -> comment("column", name + "." + column, meaning));
  }

  private static String column(ColumnSpec column) {
    return column.name()
        + " "
        + (column.type().equals("string") ? "varchar" : column.type())
        + (column.required() ? " not null" : "");
  }

  /** Creates a view, with what it and its columns mean as comments. */
  void create(PublishedView view) {
    execute("create view %s as %s".formatted(view.name(), view.sql()));
    comment("view", view.name(), view.grain());
    view.meanings()
        .forEach((column, meaning) -> comment("column", view.name() + "." + column, meaning));
  }

  private void comment(String kind, String name, String text) {
    execute("comment on %s %s is %s".formatted(kind, name, text(text)));
  }

  /** Appends rows to a table and returns their number. */
  long append(PublishedTable table, Iterator<Row> rows) {
    long count = 0;
    try (DuckDBAppender appender =
        duck.unwrap(DuckDBConnection.class)
            .createAppender(DuckDBConnection.DEFAULT_SCHEMA, table.name())) {
      while (rows.hasNext()) {
        Row row = rows.next();
        appender.beginRow();
        for (int i = 0; i < row.size(); i++) {
          append(appender, row.get(i));
        }
        appender.endRow();
        count++;
      }
    } catch (SQLException cause) {
      throw failure(cause);
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

  /** Copies a table to a file, in the order of its key. */
  void copy(PublishedTable table, Path file, String format) {
    execute(
        "copy (select * from %s order by %s) to %s (format %s)"
            .formatted(
                table.name(), String.join(", ", table.key()), text(file.toString()), format));
  }

  /** The names and types of the columns of a table or view, in their order. */
  List<String[]> columns(String name) {
    List<String[]> columns = new ArrayList<>();
    try (ResultSet found = statement.executeQuery("describe " + name)) {
      while (found.next()) {
        columns.add(new String[] {found.getString(1), found.getString(2)});
      }
    } catch (SQLException cause) {
      throw failure(cause);
    }
    return columns;
  }

  private void execute(String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException cause) {
      throw failure(cause);
    }
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Writes what is still in memory. */
  @Override
  public void close() {
    try {
      statement.close();
      duck.close();
    } catch (SQLException cause) {
      throw failure(cause);
    }
  }

  private static RuntimeException failure(SQLException cause) {
    String kind = String.valueOf(cause.getMessage()).split(":", 2)[0];
    String said = "DuckDB cannot write the file: " + kind;
    return kind.endsWith("IO Error")
        ? new UncheckedIOException(new IOException(said))
        : new IllegalStateException(said);
  }
}
