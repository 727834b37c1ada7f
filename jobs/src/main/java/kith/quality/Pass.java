package kith.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kith.table.ParsedSql;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs the rules of one table or view in one pass: two counts per rule, in one aggregate. Rules
 * whose rows name a published series have a pass of their own, by series. If a pass fails, the
 * rules run one by one, so that only the faulty rule is an error.
 */
final class Pass {

  /**
   * Names the views of the passes, so that they do not clash with the views of other steps in the
   * session.
   */
  private static final String PREFIX = "quality_";

  private final SparkSession spark;
  private final Rules rules;
  private final Function<String, Dataset<Row>> tables;
  private final Map<String, Object> arguments;

  /** Each table is opened once, however many views read it: opening costs more than counting. */
  private final Map<String, Dataset<Row>> opened = new HashMap<>();

  /**
   * Passes over the tables of a night.
   *
   * @param tables the rows of a stored table by plain name
   * @param parameters what rules and views may name besides {@code business_date}
   */
  Pass(
      SparkSession spark,
      Rules rules,
      Function<String, Dataset<Row>> tables,
      LocalDate businessDate,
      Map<String, Object> parameters) {
    this.spark = spark;
    this.rules = rules;
    this.tables = tables;
    this.arguments = new HashMap<>(parameters);
    arguments.put("business_date", businessDate);
  }

  /** The results of rules of one table. */
  List<RuleResult> run(String table, List<Rule> of) {
    try {
      return together(table, of);
    } catch (Throwable failure) {
      if (failure instanceof VirtualMachineError) {
        throw (VirtualMachineError) failure;
      }
      if (of.size() == 1) {
        return List.of(RuleResult.error(of.get(0), errorClass(failure)));
      }
      List<RuleResult> results = new ArrayList<>();
      of.forEach(rule -> results.addAll(run(table, List.of(rule))));
      return results;
    }
  }

  private List<RuleResult> together(String table, List<Rule> of) throws ParseException {
    List<RuleResult> results = new ArrayList<>();
    Map<Optional<String>, List<Rule>> byColumn = new LinkedHashMap<>();
    of.forEach(
        rule -> byColumn.computeIfAbsent(rule.seriesColumn(), none -> new ArrayList<>()).add(rule));
    for (Map.Entry<Optional<String>, List<Rule>> alike : byColumn.entrySet()) {
      results.addAll(
          alike.getKey().isPresent()
              ? bySeries(table, alike.getKey().get(), alike.getValue())
              : counted(table, alike.getValue()));
    }
    return results;
  }

  private List<RuleResult> counted(String table, List<Rule> of) throws ParseException {
    Row row = query(table, select(counts(of)) + table).get(0);
    List<RuleResult> results = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      results.add(RuleResult.counted(of.get(i), row.getLong(2 * i), row.getLong(2 * i + 1)));
    }
    return results;
  }

  /** Rules whose rows name a series, counted for each series alone. */
  private List<RuleResult> bySeries(String table, String column, List<Rule> of)
      throws ParseException {
    List<String> columns = counts(of);
    columns.add(column);
    List<Row> rows = query(table, "%s%s\ngroup by %s".formatted(select(columns), table, column));
    List<RuleResult> results = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      List<RuleResult.OfSeries> series = new ArrayList<>();
      for (Row row : rows) {
        series.add(
            new RuleResult.OfSeries(
                rules.restingOn(row.getString(columns.size() - 1)),
                row.getLong(2 * i),
                row.getLong(2 * i + 1)));
      }
      results.add(RuleResult.counted(of.get(i), series));
    }
    return results;
  }

  private static String select(List<String> columns) {
    return "select\n%s\nfrom ".formatted(String.join(",\n", columns));
  }

  /** Two counts for each rule: the rows that it is about, and those of them that break it. */
  private static List<String> counts(List<Rule> of) throws ParseException {
    List<String> counts = new ArrayList<>();
    for (Rule rule : of) {
      // Check each rule alone first: a rule that is not one expression over one row must not break
      // the query of the others.
      checkExpression(rule.of());
      checkExpression(rule.breaks());
      counts.add("count_if(\n%s\n)".formatted(rule.of()));
      counts.add("count_if((\n%s\n) and (\n%s\n))".formatted(rule.of(), rule.breaks()));
    }
    return counts;
  }

  private List<Row> query(String table, String select) throws ParseException {
    Map<String, String> definitions = new LinkedHashMap<>();
    try {
      define(table, definitions);
      // Delta's parser runs before Spark's and does not pass on parameters that Spark 4.1
      // substitutes while parsing: the older method binds them to the parsed plan.
      spark.conf().set("spark.sql.legacy.parameterSubstitution.constantsOnly", "true");
      return spark
          .sql("with %s\n%s".formatted(String.join(",\n", definitions.values()), select), arguments)
          .collectAsList();
    } finally {
      definitions.keySet().stream()
          .filter(name -> !rules.isView(name))
          .forEach(name -> spark.catalog().dropTempView(PREFIX + name));
    }
  }

  /** Adds the view or table behind a name, after the ones that it reads. */
  private void define(String name, Map<String, String> definitions) throws ParseException {
    if (definitions.containsKey(name)) {
      return;
    }
    if (rules.isView(name)) {
      for (String read : ParsedSql.relations(rules.view(name))) {
        define(read, definitions);
      }
      definitions.put(name, "%s as (\n%s\n)".formatted(name, rules.view(name)));
    } else {
      rules.table(name);
      opened.computeIfAbsent(name, tables).createOrReplaceTempView(PREFIX + name);
      definitions.put(name, "%s as (select * from %s)".formatted(name, PREFIX + name));
    }
  }

  /** A rule is one expression over the row: anything else would need passes of its own. */
  private static void checkExpression(String text) throws ParseException {
    if (hasSubquery(new CatalystSqlParser().parseExpression(text))) {
      throw new SubqueryInRule();
    }
  }

  private static boolean hasSubquery(Expression expression) {
    return expression instanceof SubqueryExpression
        || CollectionConverters.asJava(expression.children()).stream().anyMatch(Pass::hasSubquery);
  }

  /** Spark's error class where there is one, else the exception's: messages may print cells. */
  private static String errorClass(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    int depth = 0;
    for (Throwable link = failure; link != null && depth < 20; link = link.getCause(), depth++) {
      if (link instanceof SparkThrowable spark && spark.getCondition() != null) {
        name = spark.getCondition();
      }
    }
    return name;
  }

  /** Thrown for a rule that contains a subquery; only this class name is kept as the error. */
  private static final class SubqueryInRule extends RuntimeException {}
}
