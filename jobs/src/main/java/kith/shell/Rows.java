package kith.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The form in which rows are printed: an aligned table, CSV or JSON. It is a command's option, so
 * it has no public method that would load a class of the engine.
 */
public enum Rows {
  /** Aligned columns, for people; all rows are held in memory. */
  TABLE {
    @Override
    long print(List<String> columns, Iterator<Row> rows, PrintStream out) {
      List<List<String>> lines = new ArrayList<>();
      rows.forEachRemaining(row -> lines.add(cells(row).stream().map(Rows::shown).toList()));
      TextTable.lines(columns, lines).forEach(out::println);
      out.println("(" + lines.size() + " rows)");
      return lines.size();
    }
  },
  /** With a heading; quoted where needed, null as an empty cell. */
  CSV {
    @Override
    long print(List<String> columns, Iterator<Row> rows, PrintStream out) {
      out.println(String.join(",", columns.stream().map(Rows::quoted).toList()));
      long count = 0;
      for (; rows.hasNext(); count++) {
        List<String> line =
            cells(rows.next()).stream()
                .map(cell -> cell == null ? "" : quoted(text(cell)))
                .toList();
        out.println(String.join(",", line));
      }
      return count;
    }
  },
  /** An array with an object for each row. */
  JSON {
    @Override
    long print(List<String> columns, Iterator<Row> rows, PrintStream out) {
      ObjectMapper mapper = new ObjectMapper();
      long count = 0;
      out.print("[");
      for (; rows.hasNext(); count++) {
        List<@Nullable Object> cells = cells(rows.next());
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          object.put(columns.get(i), jsonValue(cells.get(i)));
        }
        try {
          out.print((count == 0 ? "\n" : ",\n") + "  " + mapper.writeValueAsString(object));
        } catch (JsonProcessingException cause) {
          throw new IllegalStateException(cause);
        }
      }
      out.println("\n]");
      return count;
    }
  };

  /** Prints rows; returns their number. */
  abstract long print(List<String> columns, Iterator<Row> rows, PrintStream out);

  private static List<@Nullable Object> cells(Row row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.get(i));
    }
    return cells;
  }

  private static String shown(@Nullable Object cell) {
    return cell == null ? "" : text(cell);
  }

  private static String text(Object cell) {
    if (cell instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (cell instanceof java.sql.Timestamp instant) {
      return instant.toInstant().toString();
    }
    if (cell instanceof Iterable<?> items) {
      return String.join(
          "; ", CollectionConverters.asJava(items.toSeq()).stream().map(Rows::text).toList());
    }
    return cell.toString();
  }

  private static @Nullable Object jsonValue(@Nullable Object cell) {
    if (cell instanceof Iterable<?> items) {
      return CollectionConverters.asJava(items.toSeq()).stream().map(Rows::jsonValue).toList();
    }
    return cell instanceof Number || cell instanceof Boolean || cell == null ? cell : text(cell);
  }

  private static String quoted(String text) {
    return text.matches("(?s).*[\",\\r\\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
