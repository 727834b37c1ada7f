package kith.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Prints the rows of a query as an aligned table, CSV or JSON. */
enum Rows {
  TABLE {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      List<List<String>> lines = new ArrayList<>();
      lines.add(List.of(rows.columns()));
      rows.collectAsList().forEach(row -> lines.add(cells(row).stream().map(Rows::shown).toList()));
      int[] widths = new int[rows.columns().length];
      for (List<String> line : lines) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], line.get(i).length());
        }
      }
      for (List<String> line : lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          text.append(i == 0 ? "" : "  ")
              .append(String.format("%-" + Math.max(1, widths[i]) + "s", line.get(i)));
        }
        out.println(text.toString().stripTrailing());
      }
      out.println("(" + (lines.size() - 1) + " rows)");
    }
  },
  CSV {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      out.println(String.join(",", List.of(rows.columns()).stream().map(Rows::quoted).toList()));
      Iterator<Row> all = rows.toLocalIterator();
      while (all.hasNext()) {
        List<String> line =
            cells(all.next()).stream().map(cell -> cell == null ? "" : quoted(text(cell))).toList();
        out.println(String.join(",", line));
      }
    }
  },
  JSON {
    @Override
    void print(Dataset<Row> rows, PrintStream out) {
      ObjectMapper mapper = new ObjectMapper();
      StructType schema = rows.schema();
      Iterator<Row> all = rows.toLocalIterator();
      out.print("[");
      String before = "\n";
      while (all.hasNext()) {
        List<@Nullable Object> cells = cells(all.next());
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
          object.put(schema.fieldNames()[i], jsonValue(cells.get(i)));
        }
        try {
          out.print(before + "  " + mapper.writeValueAsString(object));
        } catch (JsonProcessingException cause) {
          throw new IllegalStateException(cause);
        }
        before = ",\n";
      }
      out.println("\n]");
    }
  };

  abstract void print(Dataset<Row> rows, PrintStream out);

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
