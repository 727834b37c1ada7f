package kith.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the sources carry, as staging tables and columns (R19): worked out from the staging SQL of
 * each source and from what the source is declared to carry.
 *
 * <p>A need is written {@code care_episode} (a staging table), {@code health_check.checked_on} (a
 * column of one) or {@code placement_record.placement_type=T0} (a code that the column must
 * distinguish, or an event that it must record). A table is carried where one source carries every
 * table that its SQL reads. A column is carried where the source carries every column that its
 * expression names; for a {@code coalesce}, one of them is enough.
 */
public final class Carried {

  /** One source: its staging SQL, what it carries, and which optional tables have rows tonight. */
  private record Source(
      StagingSql sql,
      List<SourceContract> contracts,
      Availability availability,
      Set<String> tablesWithRows) {}

  private final List<Source> sources;

  /** Staging tables that no source fills and that are there, by name. */
  private final Set<String> besides;

  private Carried(List<Source> sources, Set<String> besides) {
    this.sources = sources;
    this.besides = besides;
  }

  /**
   * What one source carries.
   *
   * @param tablesWithRows its optional tables, by plain name, that have rows tonight
   */
  public static Carried of(
      Project project, SourceSystem system, Availability availability, Set<String> tablesWithRows) {
    return new Carried(
        List.of(
            new Source(
                StagingSql.of(project, system.name()),
                system.contracts(),
                availability,
                tablesWithRows)),
        Set.of());
  }

  /** What a source carries on a night when every optional table and postcodes have rows. */
  public static Carried everythingOf(Project project, SourceSystem system) {
    return of(
            project,
            system,
            Availability.of(project, system.name()),
            system.contracts().stream().map(SourceContract::table).collect(Collectors.toSet()))
        .with(Tables.STG_POSTCODE);
  }

  /** What this and other sources carry together. */
  public Carried and(Carried others) {
    List<Source> all = new ArrayList<>(sources);
    all.addAll(others.sources);
    Set<String> tables = new TreeSet<>(besides);
    tables.addAll(others.besides);
    return new Carried(List.copyOf(all), tables);
  }

  /** The same with a staging table that no source fills. */
  public Carried with(TableName table) {
    Set<String> tables = new TreeSet<>(besides);
    tables.add(table.name());
    return new Carried(sources, tables);
  }

  /** True when a source meets the need; false for a table or column that staging does not have. */
  public boolean meets(String need) {
    Need asked = Need.of(need);
    return besides.contains(asked.table())
        || sources.stream()
            .anyMatch(
                source ->
                    source.sql().selects(asked.table()).stream()
                        .anyMatch(select -> meets(source, select, asked)));
  }

  /**
   * The sources' own fields behind a need, as {@code <system>.person.pers_dob}, for people who have
   * to check them in the source; for a need of a table, its source tables.
   */
  public Set<String> sourceFields(String need) {
    Need asked = Need.of(need);
    Set<String> fields = new TreeSet<>();
    for (Source source : sources) {
      for (StagingSql.Select select : source.sql().selects(asked.table())) {
        for (SourceContract contract : select.reads(source.contracts())) {
          if (asked.column() == null) {
            fields.add(contract.system() + "." + contract.table());
          } else {
            fields.addAll(select.fields(contract, asked.column()));
          }
        }
      }
    }
    return fields;
  }

  private static boolean meets(Source source, StagingSql.Select select, Need asked) {
    List<SourceContract> tables = select.reads(source.contracts());
    boolean isTableCarried =
        !tables.isEmpty()
            && tables.stream()
                .allMatch(
                    table -> source.availability().carries(table.table(), source.tablesWithRows()));
    if (!isTableCarried || asked.column() == null) {
      return isTableCarried;
    }
    Expression expression = select.columns().get(asked.column());
    return expression != null
        && !isNull(expression)
        && isCarried(expression, source, tables, asked.code());
  }

  private static boolean isCarried(
      Expression expression, Source source, List<SourceContract> tables, String code) {
    if (expression instanceof UnresolvedAttribute attribute) {
      String name = attribute.nameParts().last();
      // Columns that are in no contract are added on landing, such as the line of the file.
      return tables.stream()
          .filter(table -> table.has(name))
          .allMatch(
              table ->
                  source
                      .availability()
                      .carries(table.table() + "." + name + code, source.tablesWithRows()));
    }
    List<Expression> children = CollectionConverters.asJava(expression.children());
    boolean isAnyEnough =
        expression instanceof UnresolvedFunction function
            && function.nameParts().last().equalsIgnoreCase("coalesce");
    return isAnyEnough
        ? children.stream().anyMatch(child -> isCarried(child, source, tables, code))
        : children.stream().allMatch(child -> isCarried(child, source, tables, code));
  }

  private static boolean isNull(Expression expression) {
    return expression instanceof Cast cast
        ? isNull(cast.child())
        : expression instanceof Literal literal && literal.value() == null;
  }
}
