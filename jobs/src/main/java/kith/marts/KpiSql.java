package kith.marts;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kith.project.KithException;
import kith.project.Parameters;
import kith.table.ParsedSql;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A SQL text of the marts. It reads temporary views by plain name: warehouse tables, {@code
 * child_birth}, {@code period} and what is shared, such as {@code looked_after}; a KPI's also
 * {@code population}, which {@link Population} puts before it. Its named parameters come from
 * {@code conf/parameters.yaml}: {@code value_on(:name, day)} is the value that applies on that day,
 * a column; {@code :name} alone is a parameter with one value.
 *
 * @param name file name, for messages
 */
public record KpiSql(String name, String text) {

  private static final Pattern COMMENTS_AND_TEXTS =
      Pattern.compile("--[^\\n]*|'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([a-z_][a-z0-9_]*)");

  private static final Pattern VALUE_ON =
      Pattern.compile("\\bvalue_on\\(:([a-z_][a-z0-9_]*), ([a-z_.]+)\\)");

  /**
   * The SQL of a file.
   *
   * @throws KithException when it is missing
   */
  static KpiSql read(Path file) {
    return new KpiSql(file.getFileName().toString(), DefinitionFile.text(file));
  }

  /** The relations that the SQL reads, without those it defines itself. */
  public Set<String> relations() {
    return ParsedSql.relations(text);
  }

  /** True when the SQL has this name as a word; unlike {@link #relations} it needs no Spark. */
  boolean names(String relation) {
    return Pattern.compile("\\b" + Pattern.quote(relation) + "\\b").matcher(statement()).find();
  }

  private String statement() {
    return COMMENTS_AND_TEXTS.matcher(text).replaceAll(" ");
  }

  /** The parameters that the SQL names. */
  public Set<String> parameters() {
    Set<String> names = new TreeSet<>();
    Matcher matcher = PARAMETER.matcher(statement());
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The rows that the SQL selects from the views registered in the session. */
  public Dataset<Row> rows(SparkSession spark, Parameters parameters) {
    KpiSql dated = on(parameters);
    Map<String, Object> arguments = new HashMap<>();
    dated.parameters().forEach(parameter -> arguments.put(parameter, parameters.scalar(parameter)));
    // Delta's parser runs before Spark's and does not pass on parameters that Spark 4.1 substitutes
    // while parsing: the older method binds them to the parsed plan.
    spark.conf().set("spark.sql.legacy.parameterSubstitution.constantsOnly", "true");
    return spark.sql(dated.text(), arguments);
  }

  /** The same with the values in place of those that are asked for by a day. */
  private KpiSql on(Parameters parameters) {
    return new KpiSql(
        name,
        VALUE_ON
            .matcher(text)
            .replaceAll(
                found -> Matcher.quoteReplacement(parameters.sql(found.group(1), found.group(2)))));
  }
}
