package kith.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayStructFields;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationDef;
import org.apache.spark.sql.catalyst.plans.logical.CTERelationRef;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SerializeFromObject;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.catalyst.plans.logical.WithCTE;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * From which columns of its inputs ({@link EmptyTables}) each column of a query is made, read from
 * the plan that Spark has analysed.
 *
 * <p>A step in Java hides what it does with a row: a column that it hands on under its own name is
 * taken to be the one that it read, any other to be made from all that it read.
 *
 * @param madeFrom the columns of inputs, as {@code table.column}, by column of the query
 * @param decidedBy the columns of inputs that decide which rows there are: those of conditions,
 *     joins and groups
 * @param isWhole false where rows came from elsewhere than the inputs and configuration, so that
 *     more columns may stand behind them
 */
public record ColumnLineage(
    Map<String, Set<String>> madeFrom, Set<String> decidedBy, boolean isWhole) {

  /** The lineage of a query over {@link EmptyTables}. */
  public static ColumnLineage of(Dataset<Row> rows) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    Walk walk = new Walk();
    Map<Long, Origin> origins = walk.origins(plan, Map.of());
    Map<String, Set<String>> madeFrom = new LinkedHashMap<>();
    for (Attribute column : list(plan.output())) {
      madeFrom.put(column.name(), known(origins, column).columns());
    }
    return new ColumnLineage(madeFrom, walk.decidedBy, walk.isWhole);
  }

  /**
   * What a value is made from; of a struct, or an array of them, also what its fields are made
   * from.
   */
  private record Origin(Set<String> columns, Map<String, Origin> fields) {

    static final Origin NONE = new Origin(Set.of(), Map.of());

    static Origin of(Iterable<Origin> parts) {
      Set<String> columns = new TreeSet<>();
      Map<String, Origin> fields = new TreeMap<>();
      for (Origin part : parts) {
        columns.addAll(part.columns);
        part.fields.forEach(
            (name, field) -> fields.merge(name, field, (one, other) -> of(List.of(one, other))));
      }
      return new Origin(columns, fields);
    }

    /** The fields at any depth, by name. */
    Map<String, Origin> all() {
      Map<String, Origin> all = new TreeMap<>(fields);
      fields.values().forEach(field -> field.all().forEach(all::putIfAbsent));
      return all;
    }

    Origin field(String name) {
      return fields.getOrDefault(name, new Origin(columns, Map.of()));
    }
  }

  private static Origin known(Map<Long, Origin> origins, NamedExpression column) {
    return origins.getOrDefault(column.exprId().id(), Origin.NONE);
  }

  private static <T> List<T> list(Seq<T> items) {
    return CollectionConverters.asJava(items);
  }

  /** One walk through a plan, from its inputs to its output. */
  private static final class Walk {

    private final Map<Long, List<Origin>> shared = new HashMap<>();
    private final Set<String> decidedBy = new TreeSet<>();
    private boolean isWhole = true;

    /** The origin of each column of a plan's output, by the id of its expression. */
    Map<Long, Origin> origins(LogicalPlan plan, Map<Long, Origin> outer) {
      if (plan instanceof WithCTE with) {
        list(with.cteDefs()).forEach(one -> define(one, outer));
        return origins(with.plan(), outer);
      }
      Map<Long, Origin> read = new HashMap<>(outer);
      List<Map<Long, Origin>> children = new ArrayList<>();
      for (LogicalPlan child : list(plan.children())) {
        children.add(origins(child, outer));
        read.putAll(children.get(children.size() - 1));
      }
      decide(plan, read);
      Map<Long, Origin> made = made(plan, read, children);
      Map<Long, Origin> output = new HashMap<>();
      for (Attribute column : list(plan.output())) {
        long id = column.exprId().id();
        Origin origin = made.get(id);
        if (origin == null) {
          origin = read.get(id);
        }
        output.put(id, origin == null ? unknown(plan, column, children) : origin);
      }
      return output;
    }

    private void define(CTERelationDef definition, Map<Long, Origin> outer) {
      shared.put(definition.id(), inOrder(definition.child(), origins(definition.child(), outer)));
    }

    private static List<Origin> inOrder(LogicalPlan plan, Map<Long, Origin> origins) {
      return list(plan.output()).stream().map(column -> known(origins, column)).toList();
    }

    /** The columns that decide which rows a plan has. */
    private void decide(LogicalPlan plan, Map<Long, Origin> read) {
      List<Expression> deciding = new ArrayList<>();
      if (plan instanceof Filter filter) {
        deciding.add(filter.condition());
      } else if (plan instanceof Join join && join.condition().isDefined()) {
        deciding.add(join.condition().get());
      } else if (plan instanceof Aggregate aggregate) {
        deciding.addAll(list(aggregate.groupingExpressions()));
      } else if (plan instanceof Generate generate) {
        deciding.add((Expression) generate.generator());
      }
      deciding.forEach(one -> decidedBy.addAll(origin(one, read).columns()));
    }

    /** The origins of the columns that a plan makes itself. */
    private Map<Long, Origin> made(
        LogicalPlan plan, Map<Long, Origin> read, List<Map<Long, Origin>> children) {
      Map<Long, Origin> made = new HashMap<>();
      if (plan instanceof Project project) {
        named(project.projectList(), read, made);
      } else if (plan instanceof Aggregate aggregate) {
        named(aggregate.aggregateExpressions(), read, made);
      } else if (plan instanceof Window window) {
        named(window.windowExpressions(), read, made);
      } else if (plan instanceof Generate generate) {
        Origin origin = origin((Expression) generate.generator(), read);
        list(generate.generatorOutput()).forEach(one -> made.put(one.exprId().id(), origin));
      } else if (plan instanceof Expand expand) {
        for (int column = 0; column < expand.output().size(); column++) {
          int at = column;
          made.put(
              expand.output().apply(column).exprId().id(),
              Origin.of(
                  list(expand.projections()).stream()
                      .map(projection -> origin(projection.apply(at), read))
                      .toList()));
        }
      } else if (plan instanceof Union union) {
        for (int column = 0; column < union.output().size(); column++) {
          List<Origin> parts = new ArrayList<>();
          for (int child = 0; child < children.size(); child++) {
            LogicalPlan part = union.children().apply(child);
            parts.add(known(children.get(child), part.output().apply(column)));
          }
          made.put(union.output().apply(column).exprId().id(), Origin.of(parts));
        }
      } else if (plan instanceof CTERelationRef reference) {
        List<Origin> columns = Objects.requireNonNull(shared.get(reference.cteId()));
        for (int column = 0; column < columns.size(); column++) {
          made.put(reference.output().apply(column).exprId().id(), columns.get(column));
        }
      } else if (plan instanceof SerializeFromObject step) {
        Origin all = Origin.of(children.get(0).values());
        list(step.output())
            .forEach(one -> made.put(one.exprId().id(), handedOn(one.name(), one.dataType(), all)));
      }
      return made;
    }

    private void named(
        Seq<NamedExpression> columns, Map<Long, Origin> read, Map<Long, Origin> made) {
      list(columns)
          .forEach(column -> made.put(column.exprId().id(), origin((Expression) column, read)));
    }

    /** What a step in Java hands on. */
    private static Origin handedOn(String name, DataType type, Origin all) {
      Map<String, Origin> known = all.all();
      if (known.containsKey(name)) {
        return Objects.requireNonNull(known.get(name));
      }
      Map<String, Origin> fields = new TreeMap<>();
      if (type instanceof StructType struct) {
        for (StructField field : struct.fields()) {
          fields.put(field.name(), handedOn(field.name(), field.dataType(), all));
        }
      }
      return new Origin(all.columns(), fields);
    }

    /** The origin of a column that is neither passed on nor made by an expression. */
    private Origin unknown(LogicalPlan plan, Attribute column, List<Map<Long, Origin>> children) {
      if (!children.isEmpty()) {
        Map<String, Origin> fields = new TreeMap<>();
        list(plan.children())
            .forEach(
                child ->
                    list(child.output())
                        .forEach(
                            one ->
                                children.stream()
                                    .filter(origins -> origins.containsKey(one.exprId().id()))
                                    .forEach(
                                        origins -> fields.put(one.name(), known(origins, one)))));
        Origin all =
            Origin.of(
                children.stream()
                    .flatMap(origins -> origins.values().stream())
                    .collect(Collectors.toList()));
        fields.putAll(all.fields());
        return new Origin(all.columns(), fields);
      }
      if (column.metadata().contains(EmptyTables.COLUMN)) {
        return new Origin(Set.of(column.metadata().getString(EmptyTables.COLUMN)), Map.of());
      }
      if (!(plan instanceof LocalRelation) && !(plan instanceof OneRowRelation)) {
        isWhole = false;
      }
      return Origin.NONE;
    }

    private Origin origin(Expression expression, Map<Long, Origin> read) {
      if (expression instanceof Attribute attribute) {
        return known(read, attribute);
      }
      if (expression instanceof OuterReference reference) {
        return known(read, reference.e());
      }
      if (expression instanceof GetStructField get) {
        return origin(get.child(), read).field(get.extractFieldName());
      }
      if (expression instanceof GetArrayStructFields get) {
        return origin(get.child(), read).field(get.field().name());
      }
      if (expression instanceof CreateNamedStruct struct) {
        Map<String, Origin> fields = new TreeMap<>();
        List<Expression> values = list(struct.valExprs());
        for (int field = 0; field < values.size(); field++) {
          fields.put(String.valueOf(struct.names().apply(field)), origin(values.get(field), read));
        }
        return new Origin(Origin.of(fields.values()).columns(), fields);
      }
      List<Origin> parts = new ArrayList<>();
      if (expression instanceof SubqueryExpression subquery) {
        parts.add(Origin.of(inOrder(subquery.plan(), origins(subquery.plan(), read))));
      }
      list(expression.children()).forEach(child -> parts.add(origin(child, read)));
      return Origin.of(parts);
    }
  }
}
