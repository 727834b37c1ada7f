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
import org.apache.spark.sql.catalyst.expressions.ArrayAggregate;
import org.apache.spark.sql.catalyst.expressions.ArrayMax;
import org.apache.spark.sql.catalyst.expressions.ArrayMin;
import org.apache.spark.sql.catalyst.expressions.ArrayTransform;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayStructFields;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.HigherOrderFunction;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SortArray;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.ZipWith;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
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
    Map<Long, ColumnOrigin> origins = walk.origins(plan, Map.of());
    Map<String, Set<String>> madeFrom = new LinkedHashMap<>();
    for (Attribute column : list(plan.output())) {
      madeFrom.put(column.name(), known(origins, column).columns());
    }
    return new ColumnLineage(madeFrom, walk.decidedBy, walk.isWhole);
  }

  private static ColumnOrigin known(Map<Long, ColumnOrigin> origins, NamedExpression column) {
    return origins.getOrDefault(column.exprId().id(), ColumnOrigin.NONE);
  }

  private static <T> List<T> list(Seq<T> items) {
    return CollectionConverters.asJava(items);
  }

  /** One walk through a plan, from its inputs to its output. */
  private static final class Walk {

    private final Map<Long, List<ColumnOrigin>> shared = new HashMap<>();
    private final Set<String> decidedBy = new TreeSet<>();
    private boolean isWhole = true;

    /** The origin of each column of a plan's output, by the id of its expression. */
    Map<Long, ColumnOrigin> origins(LogicalPlan plan, Map<Long, ColumnOrigin> outer) {
      if (plan instanceof WithCTE with) {
        list(with.cteDefs()).forEach(one -> define(one, outer));
        return origins(with.plan(), outer);
      }
      Map<Long, ColumnOrigin> read = new HashMap<>(outer);
      List<Map<Long, ColumnOrigin>> children = new ArrayList<>();
      for (LogicalPlan child : list(plan.children())) {
        children.add(origins(child, outer));
        read.putAll(children.get(children.size() - 1));
      }
      decide(plan, read);
      if (plan instanceof Join join) {
        read.putAll(lookedUp(join, read, children));
      }
      Map<Long, ColumnOrigin> made = made(plan, read, children);
      Map<Long, ColumnOrigin> output = new HashMap<>();
      for (Attribute column : list(plan.output())) {
        long id = column.exprId().id();
        ColumnOrigin origin = made.get(id);
        if (origin == null) {
          origin = read.get(id);
        }
        output.put(id, origin == null ? unknown(plan, column, children) : origin);
      }
      return output;
    }

    private void define(CTERelationDef definition, Map<Long, ColumnOrigin> outer) {
      shared.put(definition.id(), inOrder(definition.child(), origins(definition.child(), outer)));
    }

    private static List<ColumnOrigin> inOrder(LogicalPlan plan, Map<Long, ColumnOrigin> origins) {
      return list(plan.output()).stream().map(column -> known(origins, column)).toList();
    }

    /** The columns that decide which rows a plan has. */
    private void decide(LogicalPlan plan, Map<Long, ColumnOrigin> read) {
      List<Expression> deciding = new ArrayList<>();
      if (plan instanceof Filter filter) {
        deciding.add(filter.condition());
      } else if (plan instanceof Join join && join.condition().isDefined() && !isOuter(join)) {
        deciding.add(join.condition().get());
      } else if (plan instanceof Aggregate aggregate) {
        deciding.addAll(list(aggregate.groupingExpressions()));
      } else if (plan instanceof Generate generate) {
        deciding.add((Expression) generate.generator());
      }
      deciding.forEach(one -> decidedBy.addAll(origin(one, read).columns()));
    }

    private static boolean isOuter(Join join) {
      return List.of("LEFT OUTER", "RIGHT OUTER", "FULL OUTER").contains(join.joinType().sql());
    }

    /**
     * The columns of the side of an outer join that may be missing. Its condition leaves no row
     * out, but decides what they hold.
     */
    private Map<Long, ColumnOrigin> lookedUp(
        Join join, Map<Long, ColumnOrigin> read, List<Map<Long, ColumnOrigin>> children) {
      Map<Long, ColumnOrigin> lookedUp = new HashMap<>();
      if (isOuter(join) && join.condition().isDefined()) {
        Set<String> condition = origin(join.condition().get(), read).columns();
        String kind = join.joinType().sql();
        for (int side = 0; side < children.size(); side++) {
          if (!kind.equals(side == 0 ? "LEFT OUTER" : "RIGHT OUTER")) {
            children.get(side).forEach((id, origin) -> lookedUp.put(id, origin.with(condition)));
          }
        }
      }
      return lookedUp;
    }

    /** The origins of the columns that a plan makes itself. */
    private Map<Long, ColumnOrigin> made(
        LogicalPlan plan, Map<Long, ColumnOrigin> read, List<Map<Long, ColumnOrigin>> children) {
      Map<Long, ColumnOrigin> made = new HashMap<>();
      if (plan instanceof Project project) {
        named(project.projectList(), read, made);
      } else if (plan instanceof Aggregate aggregate) {
        named(aggregate.aggregateExpressions(), read, made);
      } else if (plan instanceof Window window) {
        named(window.windowExpressions(), read, made);
      } else if (plan instanceof Generate generate) {
        ColumnOrigin origin = origin((Expression) generate.generator(), read);
        list(generate.generatorOutput()).forEach(one -> made.put(one.exprId().id(), origin));
      } else if (plan instanceof Expand expand) {
        for (int column = 0; column < expand.output().size(); column++) {
          int at = column;
          made.put(
              expand.output().apply(column).exprId().id(),
              ColumnOrigin.of(
                  list(expand.projections()).stream()
                      .map(projection -> origin(projection.apply(at), read))
                      .toList()));
        }
      } else if (plan instanceof Union union) {
        for (int column = 0; column < union.output().size(); column++) {
          List<ColumnOrigin> parts = new ArrayList<>();
          for (int child = 0; child < children.size(); child++) {
            LogicalPlan part = union.children().apply(child);
            parts.add(known(children.get(child), part.output().apply(column)));
          }
          made.put(union.output().apply(column).exprId().id(), ColumnOrigin.of(parts));
        }
      } else if (plan instanceof CTERelationRef reference) {
        List<ColumnOrigin> columns = Objects.requireNonNull(shared.get(reference.cteId()));
        for (int column = 0; column < columns.size(); column++) {
          made.put(reference.output().apply(column).exprId().id(), columns.get(column));
        }
      } else if (plan instanceof SerializeFromObject step) {
        ColumnOrigin all = ColumnOrigin.of(children.get(0).values());
        list(step.output())
            .forEach(one -> made.put(one.exprId().id(), handedOn(one.name(), one.dataType(), all)));
      }
      return made;
    }

    private void named(
        Seq<NamedExpression> columns, Map<Long, ColumnOrigin> read, Map<Long, ColumnOrigin> made) {
      list(columns)
          .forEach(column -> made.put(column.exprId().id(), origin((Expression) column, read)));
    }

    /** What a step in Java hands on. */
    private static ColumnOrigin handedOn(String name, DataType type, ColumnOrigin all) {
      Map<String, ColumnOrigin> known = all.all();
      if (known.containsKey(name)) {
        return Objects.requireNonNull(known.get(name));
      }
      Map<String, ColumnOrigin> fields = new TreeMap<>();
      if (type instanceof StructType struct) {
        for (StructField field : struct.fields()) {
          fields.put(field.name(), handedOn(field.name(), field.dataType(), all));
        }
      }
      return new ColumnOrigin(all.columns(), fields);
    }

    /** The origin of a column that is neither passed on nor made by an expression. */
    private ColumnOrigin unknown(
        LogicalPlan plan, Attribute column, List<Map<Long, ColumnOrigin>> children) {
      if (!children.isEmpty()) {
        Map<String, ColumnOrigin> fields = new TreeMap<>();
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
        ColumnOrigin all =
            ColumnOrigin.of(
                children.stream()
                    .flatMap(origins -> origins.values().stream())
                    .collect(Collectors.toList()));
        fields.putAll(all.fields());
        return new ColumnOrigin(all.columns(), fields);
      }
      if (column.metadata().contains(EmptyTables.COLUMN)) {
        return new ColumnOrigin(Set.of(column.metadata().getString(EmptyTables.COLUMN)), Map.of());
      }
      if (!(plan instanceof LocalRelation) && !(plan instanceof OneRowRelation)) {
        isWhole = false;
      }
      return ColumnOrigin.NONE;
    }

    private ColumnOrigin origin(Expression expression, Map<Long, ColumnOrigin> read) {
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
      if (expression instanceof NamedLambdaVariable variable) {
        return known(read, variable);
      }
      if (expression instanceof HigherOrderFunction function) {
        return origin(function, read);
      }
      if (expression instanceof Max
          || expression instanceof Min
          || expression instanceof ArrayMax
          || expression instanceof ArrayMin
          || expression instanceof SortArray) {
        return ColumnOrigin.of(
            list(expression.children()).stream().map(one -> origin(one, read).first()).toList());
      }
      if (expression instanceof CreateNamedStruct struct) {
        Map<String, ColumnOrigin> fields = new LinkedHashMap<>();
        List<Expression> values = list(struct.valExprs());
        for (int field = 0; field < values.size(); field++) {
          fields.put(String.valueOf(struct.names().apply(field)), origin(values.get(field), read));
        }
        Set<String> columns = new TreeSet<>();
        fields.values().forEach(field -> columns.addAll(field.columns()));
        return new ColumnOrigin(columns, fields);
      }
      List<ColumnOrigin> parts = new ArrayList<>();
      if (expression instanceof SubqueryExpression subquery) {
        parts.add(ColumnOrigin.of(inOrder(subquery.plan(), origins(subquery.plan(), read))));
      }
      list(expression.children()).forEach(child -> parts.add(origin(child, read)));
      return ColumnOrigin.of(parts);
    }

    /** A function of an array's elements: its variables are the elements. */
    private ColumnOrigin origin(HigherOrderFunction function, Map<Long, ColumnOrigin> read) {
      List<ColumnOrigin> arguments =
          list(function.arguments()).stream().map(one -> origin(one, read)).toList();
      Map<Long, ColumnOrigin> within = new HashMap<>(read);
      List<ColumnOrigin> parts = new ArrayList<>();
      for (Expression one : list(function.functions())) {
        if (one instanceof LambdaFunction lambda) {
          List<NamedExpression> variables = list(lambda.arguments());
          for (int i = 0; i < variables.size(); i++) {
            ColumnOrigin element =
                function instanceof ZipWith
                    ? arguments.get(i)
                    : function instanceof ArrayAggregate
                        ? ColumnOrigin.of(arguments)
                        : arguments.get(0);
            within.put(variables.get(i).exprId().id(), element);
          }
          parts.add(origin(lambda.function(), within));
        }
      }
      if (!(function instanceof ArrayTransform)) {
        parts.addAll(arguments);
      }
      return ColumnOrigin.of(parts);
    }
  }
}
