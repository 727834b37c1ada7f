package kith.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import kith.marts.KpiSql;
import kith.project.Parameters;
import kith.table.ParsedSql;
import kith.table.TableSpec;
import kith.testing.Cells;
import kith.testing.CodeTables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.assertj.core.api.Assertions;

/** Runs one query on what a case gives, and compares what comes out with what it expects. */
final class CaseRunner {

  private static final String BANDED_MEMBER = "banded_member";

  private static final String LOOKED_AFTER = "looked_after";

  private static final String PERIOD = "period";

  private static final Map<String, String> SETTINGS =
      Map.of(
          // Delta's parser knows nothing of the substitution of parameters in the text that Spark
          // 4.1 does (:name stays unbound), so they are bound in the plan, as before 4.1.
          "spark.sql.legacy.parameterSubstitution.constantsOnly", "true",
          // A few rows are calculated faster than code for them is generated.
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.shuffle.partitions", "1",
          "spark.sql.leafNodeDefaultParallelism", "1");

  private final SparkSession spark = SparkTest.spark();
  private final Function<String, TableSpec> relations;
  private final Map<String, String> computed;

  /**
   * A runner.
   *
   * @param relations the columns of a relation by name; fails for one that the layer may not read
   * @param computed the SQL of relations that are computed where a case does not give them
   */
  CaseRunner(Function<String, TableSpec> relations, Map<String, String> computed) {
    this.relations = relations;
    this.computed = computed;
  }

  /**
   * The rows that a query returns in a case.
   *
   * @param periodType the period type of the rows of {@code period}
   * @param parameters those that the query may name
   * @param form turns the rows that the query selects into their final form
   */
  Result run(
      String sql,
      Case one,
      String periodType,
      Parameters parameters,
      UnaryOperator<Dataset<Row>> form) {
    Set<String> views = new TreeSet<>();
    Map<String, String> before = set(SETTINGS);
    try {
      Set<String> read = new LinkedHashSet<>(ParsedSql.relations(sql));
      Set<String> toCompute = new TreeSet<>(computed.keySet());
      toCompute.retainAll(read);
      toCompute.removeAll(one.given().keySet());
      read.removeAll(toCompute);
      toCompute.forEach(relation -> read.addAll(ParsedSql.relations(computed.get(relation))));
      RecordedTables tables =
          new RecordedTables(one, relation -> rowsOf(relation, one, periodType));
      Set<String> used = tables.withWhatTheyAreMadeOf(read);
      for (String relation : one.given().keySet()) {
        if (!used.contains(relation)) {
          throw new IllegalArgumentException("gives " + relation + ", which nothing reads");
        }
      }
      for (String relation : read) {
        tables.table(relation).createOrReplaceTempView(relation);
        views.add(relation);
      }
      for (String relation : toCompute) {
        spark.sql(computed.get(relation)).createOrReplaceTempView(relation);
        views.add(relation);
      }
      Dataset<Row> found = form.apply(new KpiSql("the query", sql).rows(spark, parameters));
      return new Result(Arrays.asList(found.schema().fields()), found.collectAsList());
    } finally {
      views.forEach(view -> spark.catalog().dropTempView(view));
      set(before);
    }
  }

  /** Changes settings of the session and returns what they were. */
  private Map<String, String> set(Map<String, String> settings) {
    Map<String, String> before = new HashMap<>();
    settings.forEach(
        (setting, value) -> {
          before.put(setting, spark.conf().get(setting, null));
          if (value == null) {
            spark.conf().unset(setting);
          } else {
            spark.conf().set(setting, value);
          }
        });
    return before;
  }

  private Dataset<Row> rowsOf(String relation, Case one, String periodType) {
    return CodeTables.isOne(relation) && !one.given().containsKey(relation)
        ? CodeTables.table(relation)
        : TestTables.rows(relations.apply(relation), cellsOf(relation, one, periodType));
  }

  private static List<Map<String, Object>> cellsOf(String relation, Case one, String periodType) {
    List<Map<String, Object>> given = one.given().getOrDefault(relation, List.of());
    if (relation.equals(PERIOD)) {
      return CasePeriods.rows(periodType, one.asAt(), one.historyFrom());
    }
    if (relation.equals(RecordedTables.NIGHT) && given.isEmpty()) {
      return List.of(
          Map.of("window_start", one.historyFrom(), "business_date", one.businessDate()));
    }
    if (relation.equals(BANDED_MEMBER)) {
      List<Map<String, Object>> numbered = new ArrayList<>();
      for (Map<String, Object> row : given) {
        Map<String, Object> member = new LinkedHashMap<>(row);
        member.put("member", numbered.size());
        numbered.add(member);
      }
      return numbered;
    }
    if (!relation.equals(LOOKED_AFTER)) {
      return given;
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> row : given) {
      if (row.containsKey("as_at")) {
        rows.add(row);
      } else {
        one.asAt()
            .forEach(
                day -> {
                  Map<String, Object> dated = new LinkedHashMap<>(row);
                  dated.put("as_at", day);
                  rows.add(dated);
                });
      }
    }
    return rows;
  }

  /**
   * What a query returned.
   *
   * @param columns its columns with their types
   */
  record Result(List<StructField> columns, List<Row> rows) {

    List<String> columnNames() {
      return columns.stream().map(StructField::name).toList();
    }

    /**
     * Asserts that these are exactly the rows expected, looking at the columns that one of them
     * names and at those of {@code defaults}; prints both tables when not.
     *
     * @param defaults cells of an expected row that does not name the column
     */
    void assertRows(List<Map<String, Object>> expected, Map<String, Object> defaults) {
      Set<String> compared = new LinkedHashSet<>();
      expected.forEach(row -> compared.addAll(row.keySet()));
      compared.addAll(defaults.keySet());
      for (String column : compared) {
        if (!columnNames().contains(column)) {
          throw new AssertionError("expects column " + column + ", which the query lacks");
        }
      }
      List<String> names = columnNames().stream().filter(compared::contains).toList();
      List<String> wanted = new ArrayList<>();
      for (Map<String, Object> row : expected) {
        Map<String, Object> cells = new HashMap<>(defaults);
        cells.putAll(row);
        wanted.add(line(names, column -> Cells.normal(cells.get(column), type(column))));
      }
      List<String> found = new ArrayList<>();
      for (Row row : rows) {
        found.add(line(names, column -> text(column, row.get(row.fieldIndex(column)))));
      }
      wanted.sort(null);
      found.sort(null);
      if (!wanted.equals(found)) {
        String header = String.join(" | ", names);
        Assertions.fail(
            "expected:%n  %s%n%s%nfound:%n  %s%n%s",
            header, indented(wanted), header, indented(found));
      }
    }

    /** Asserts that no two rows have the same cells in these columns. */
    void assertUnique(List<String> key) {
      Set<String> seen = new HashSet<>();
      for (Row row : rows) {
        String line = line(key, column -> text(column, row.get(row.fieldIndex(column))));
        if (!seen.add(line)) {
          Assertions.fail("two rows with the same %s: %s", String.join(", ", key), line);
        }
      }
    }

    private DataType type(String column) {
      return columns.get(columnNames().indexOf(column)).dataType();
    }

    private static String line(List<String> names, Function<String, String> cell) {
      return String.join(" | ", names.stream().map(cell).toList());
    }

    private static String indented(List<String> lines) {
      return lines.isEmpty()
          ? "  (no rows)"
          : "  " + String.join(System.lineSeparator() + "  ", lines);
    }

    /** A cell as a case writes it: keys of members by their invented names. */
    private static String text(String column, Object value) {
      if (column.equals("member_key") && value != null) {
        String[] parts = value.toString().split(":", 2);
        String name = Cells.format(Long.valueOf(parts[0]));
        return parts.length == 1 ? name : name + ":" + parts[1];
      }
      return Cells.format(value);
    }
  }
}
