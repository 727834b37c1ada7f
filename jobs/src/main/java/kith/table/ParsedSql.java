package kith.table;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A SQL text as Spark's parser reads it, before anything is run or looked up. Needs no Spark
 * session.
 */
public final class ParsedSql {

  private ParsedSql() {}

  /** The plan of a query as Spark's parser reads it. */
  public static LogicalPlan plan(String sql) {
    return new CatalystSqlParser().parsePlan(sql);
  }

  /**
   * The relations that a query reads, as it spells them, without those that it defines itself in
   * {@code with}. A file read by its path appears with its format, as {@code parquet./path}.
   */
  public static Set<String> relations(String sql) {
    return relations(plan(sql));
  }

  /** The relations that a plan, or a part of one, reads. */
  public static Set<String> relations(LogicalPlan plan) {
    Set<String> relations = new TreeSet<>();
    collect(plan, Set.of(), relations);
    return relations;
  }

  private static void collect(LogicalPlan plan, Set<String> defined, Set<String> relations) {
    Set<String> names = new HashSet<>(defined);
    if (plan instanceof UnresolvedWith with) {
      for (var relation : CollectionConverters.asJava(with.cteRelations())) {
        String name = relation._1().toLowerCase(Locale.ROOT);
        // A definition can read those before it; only a recursive one reads itself.
        if (with.allowRecursion()) {
          names.add(name);
        }
        collect(relation._2(), names, relations);
        names.add(name);
      }
    }
    if (plan instanceof UnresolvedRelation relation) {
      String name = relation.multipartIdentifier().mkString(".");
      if (!names.contains(name.toLowerCase(Locale.ROOT))) {
        relations.add(name);
      }
    }
    for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
      collect(expression, names, relations);
    }
    for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
      collect(child, names, relations);
    }
  }

  private static void collect(Expression expression, Set<String> defined, Set<String> relations) {
    if (expression instanceof SubqueryExpression subquery) {
      collect(subquery.plan(), defined, relations);
    }
    for (Expression child : CollectionConverters.asJava(expression.children())) {
      collect(child, defined, relations);
    }
  }
}
