package kith.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
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
      if (new HashSet<>(columns).size() < columns.size()) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "Two columns of the answer have one name, and JSON would keep only one of them.",
            "Nothing was printed.",
            "Name each column with as, or ask for CSV.");
      }
      ObjectMapper mapper = new ObjectMapper();
      long count = 0;
      out.print("[");
      for (; rows.hasNext(); count++) {
        Map<String, @Nullable Object> object = object(columns, rows.next());
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

  private static Map<String, @Nullable Object> object(List<String> names, Row row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      object.put(names.get(i), jsonValue(row.get(i)));
    }
    return object;
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
    if (cell instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (cell instanceof scala.collection.Map<?, ?> map) {
      return CollectionConverters.asJava(map).entrySet().stream()
          .map(entry -> shown(entry.getKey()) + ": " + shown(entry.getValue()))
          .collect(Collectors.joining("; "));
    }
    if (cell instanceof Iterable<?> items) {
      return joined(CollectionConverters.asJava(items.toSeq()));
    }
    return cell instanceof Row row ? joined(cells(row)) : cell.toString();
  }

  private static String joined(List<? extends @Nullable Object> cells) {
    return cells.stream().map(Rows::shown).collect(Collectors.joining("; "));
  }

  private static @Nullable Object jsonValue(@Nullable Object cell) {
    if (cell instanceof scala.collection.Map<?, ?> map) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      CollectionConverters.asJava(map)
          .forEach((key, value) -> object.put(shown(key), jsonValue(value)));
      return object;
    }
    if (cell instanceof Row row) {
      return object(List.of(row.schema().fieldNames()), row);
    }
    if (cell instanceof Iterable<?> items) {
      return CollectionConverters.asJava(items.toSeq()).stream().map(Rows::jsonValue).toList();
    }
    return cell instanceof Number || cell instanceof Boolean || cell == null ? cell : text(cell);
  }

  private static String quoted(String text) {
    return text.matches("(?s).*[\",\\r\\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
