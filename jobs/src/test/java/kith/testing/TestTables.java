package kith.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kith.table.ColumnSpec;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.TableSpec;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Small tables written as text, one line a row, cells parted by {@code |}, {@code -} for null. */
public final class TestTables {

  private TestTables() {}

  /**
   * Rows of a table of Kith. Columns that are not named get a harmless value, see {@link #rowOf}.
   */
  public static Dataset<Row> rows(TableName table, String text) {
    return rows(SparkTest.specs().get(table.name()), parse(text));
  }

  /** Rows of a table of Kith from named cells. */
  public static Dataset<Row> rows(TableSpec spec, List<? extends Map<String, ?>> cells) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, ?> row : cells) {
      rows.add(rowOf(spec, row, rows.size() + 1));
    }
    return SparkTest.spark().createDataFrame(rows, spec.schema());
  }

  /** The same rows, each counted every time that a query reads it: two scans count it twice. */
  public static Dataset<Row> counting(LongAccumulator read, Dataset<Row> rows) {
    FilterFunction<Row> count =
        row -> {
          read.add(1);
          return true;
        };
    return rows.filter(count);
  }

  /**
   * One row: authority 840, {@code source_row} and {@code row_hash} numbered, empty {@code flags},
   * false for required booleans, {@code unknown} for required texts, null for the rest.
   */
  private static Row rowOf(TableSpec spec, Map<String, ?> cells, int line) {
    for (String column : cells.keySet()) {
      if (spec.columns().stream().noneMatch(known -> known.name().equals(column))) {
        throw new IllegalArgumentException(
            "%s has no column %s, but %s"
                .formatted(
                    spec.table(), column, spec.columns().stream().map(ColumnSpec::name).toList()));
      }
    }
    Object[] values = new Object[spec.columns().size()];
    for (int i = 0; i < values.length; i++) {
      ColumnSpec column = spec.columns().get(i);
      values[i] =
          cells.containsKey(column.name())
              ? Cells.parse(cells.get(column.name()), Cells.type(column.type()))
              : byDefault(column, line);
    }
    return RowFactory.create(values);
  }

  private static Object byDefault(ColumnSpec column, int line) {
    return switch (column.name()) {
      case "authority_code" -> 840;
      case "source_row" -> "row:" + line;
      case "row_hash" -> "hash:" + line;
      case "source_rows" -> new String[] {"row:" + line};
      default -> {
        if (!column.required()) {
          yield null;
        }
        yield switch (column.type()) {
          case "boolean" -> false;
          case "string" -> "unknown";
          case "array<string>" -> new String[0];
          case "int" -> 0;
          default -> null;
        };
      }
    };
  }

  /** The cells of a text table, by column. */
  public static List<Map<String, String>> parse(String text) {
    List<String[]> lines =
        text.strip()
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new))
            .toList();
    List<Map<String, String>> rows = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < lines.get(0).length; i++) {
        row.put(lines.get(0)[i], i < line.length ? line[i] : "-");
      }
      rows.add(row);
    }
    return rows;
  }

  /**
   * Asserts that a table has exactly these rows, in any order, looking at the named columns only.
   */
  public static void assertRows(Dataset<Row> actual, String text) {
    assertRows(actual, parse(text));
  }

  /**
   * Asserts that a table has exactly these rows, in any order, looking at the named columns only.
   */
  public static void assertRows(Dataset<Row> actual, List<? extends Map<String, ?>> expected) {
    if (expected.isEmpty()) {
      assertThat(actual.count()).isZero();
      return;
    }
    List<String> columns = new ArrayList<>(expected.get(0).keySet());
    StructType schema = actual.schema();
    List<String> wanted =
        expected.stream().map(row -> line(columns, schema, row)).sorted().toList();
    List<String> found =
        lines(
            actual.selectExpr(
                columns.stream().map(column -> "`" + column + "`").toArray(String[]::new)));
    assertThat(found).as(String.join(" | ", columns)).isEqualTo(wanted);
  }

  private static String line(List<String> columns, StructType schema, Map<String, ?> row) {
    List<String> cells = new ArrayList<>();
    for (String column : columns) {
      StructField field = schema.apply(column);
      cells.add(Cells.normal(row.get(column), field.dataType()));
    }
    return String.join(" | ", cells);
  }

  private static String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(Cells.format(row.get(i)));
    }
    return String.join(" | ", cells);
  }

  /**
   * Asserts that two tables of the same columns have the same rows, each as often, in any order.
   * Both are printed when not, so only invented rows may be compared.
   */
  public static void assertSameRows(Dataset<Row> expected, Dataset<Row> found) {
    assertThat(found.columns()).isEqualTo(expected.columns());
    if (!TableComparison.areTheSame(expected, found)) {
      String columns = String.join(" | ", found.columns());
      assertThat(lines(found)).as(columns).isEqualTo(lines(expected));
      fail("the rows differ in what their text does not show");
    }
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(TestTables::line).sorted().toList();
  }

  /** Builds a table from given inputs; a table that is read but not given is empty. */
  public static Dataset<Row> build(
      TableBuild build, String businessDate, Map<TableName, Dataset<Row>> given) {
    Inputs inputs =
        new Inputs() {
          @Override
          public Dataset<Row> table(TableName table) {
            assertThat(build.reads()).as("reads() of " + build.writes()).contains(table);
            return given.containsKey(table)
                ? given.get(table)
                : rows(SparkTest.specs().get(table.name()), List.of());
          }

          @Override
          public SparkSession spark() {
            return SparkTest.spark();
          }
        };
    Dataset<Row> built = build.build(inputs, LocalDate.parse(businessDate));
    TableSpec spec = SparkTest.specs().get(build.writes().name());
    assertThat(built.columns())
        .as("columns of " + build.writes())
        .containsExactlyInAnyOrder(
            spec.columns().stream().map(ColumnSpec::name).toArray(String[]::new));
    return built;
  }
}
