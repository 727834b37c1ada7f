package kith.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.ParsedSql;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a source's staging SQL reads: for each staging table the source's tables, and for each of
 * its columns the expression over the source's columns.
 */
final class StagingSql {

  /**
   * One {@code select}; a union has several.
   *
   * @param relations views that it reads, such as {@code <system>_person}
   * @param columns expression by staging column
   * @param conditions names of columns that decide which rows are selected
   */
  record Select(Set<String> relations, Map<String, Expression> columns, Set<String> conditions) {

    /** Those of the contracts whose tables it reads. */
    List<SourceContract> reads(List<SourceContract> contracts) {
      return contracts.stream()
          .filter(contract -> relations.contains(contract.viewName()))
          .toList();
    }

    /** The fields of a contract from which a staging column is calculated. */
    Set<String> fields(SourceContract contract, String column) {
      return columns.containsKey(column) ? fields(contract, names(columns.get(column))) : Set.of();
    }

    /** The fields of a contract that decide which rows are selected. */
    Set<String> fieldsOfConditions(SourceContract contract) {
      return fields(contract, conditions);
    }

    private static Set<String> fields(SourceContract contract, Set<String> names) {
      return names.stream()
          .filter(contract::has)
          .map(contract::field)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private final Map<String, String> texts;
  private final Map<String, List<Select>> selects = new HashMap<>();

  private StagingSql(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Reads {@code sql/staging/<system>}. */
  static StagingSql of(Project project, String system) {
    Path folder = project.sql().resolve("staging").resolve(system);
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, String> texts = new TreeMap<>();
      files
          .filter(file -> file.toString().endsWith(".sql"))
          .forEach(
              file -> texts.put(file.getFileName().toString().replace(".sql", ""), text(file)));
      return new StagingSql(texts);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Every word of the SQL. A column that is not among them cannot be read there, so its cells need
   * not be read.
   */
  Set<String> words() {
    return texts.values().stream()
        .flatMap(text -> Stream.of(text.split("\\W+")))
        .collect(Collectors.toSet());
  }

  /** The selects that fill a staging table; empty if the source has nothing for it. */
  List<Select> selects(String table) {
    String text = texts.get(table);
    if (text == null) {
      return List.of();
    }
    return selects.computeIfAbsent(
        table,
        name -> {
          List<Select> found = new ArrayList<>();
          collect(ParsedSql.plan(text), found);
          return found;
        });
  }

  private static void collect(LogicalPlan plan, List<Select> found) {
    if (plan instanceof org.apache.spark.sql.catalyst.plans.logical.Project select) {
      found.add(select(plan, select.projectList()));
    } else if (plan instanceof Aggregate select) {
      found.add(select(plan, select.aggregateExpressions()));
    } else {
      CollectionConverters.asJava(plan.children()).forEach(child -> collect(child, found));
    }
  }

  private static Select select(LogicalPlan plan, Seq<NamedExpression> selected) {
    Map<String, Expression> columns = new HashMap<>();
    for (NamedExpression column : CollectionConverters.asJava(selected)) {
      if (column instanceof Alias alias) {
        columns.put(alias.name(), alias.child());
      } else if (column instanceof UnresolvedAttribute attribute) {
        columns.put(attribute.nameParts().last(), attribute);
      }
    }
    Set<String> conditions = new TreeSet<>();
    CollectionConverters.asJava(plan.children()).forEach(child -> names(child, conditions));
    return new Select(ParsedSql.relations(plan), columns, conditions);
  }

  private static void names(LogicalPlan plan, Set<String> names) {
    CollectionConverters.asJava(plan.expressions())
        .forEach(expression -> names.addAll(names(expression)));
    CollectionConverters.asJava(plan.children()).forEach(child -> names(child, names));
  }

  private static Set<String> names(Expression expression) {
    Set<String> names = new TreeSet<>();
    if (expression instanceof UnresolvedAttribute attribute) {
      names.add(attribute.nameParts().last());
    }
    CollectionConverters.asJava(expression.children()).forEach(child -> names.addAll(names(child)));
    return names;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
