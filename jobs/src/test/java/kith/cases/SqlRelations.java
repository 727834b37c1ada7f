package kith.cases;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.jdk.javaapi.CollectionConverters;

/** Reads from Spark's parsed plan which relations a query reads, without running it. */
final class SqlRelations {

  private SqlRelations() {}

  /**
   * The relations that a query reads by name, less the names that it defines itself in {@code
   * with}. A file read by its path shows with its format, as {@code parquet./path}.
   */
  static Set<String> readBy(SparkSession spark, String sql) {
    Set<String> found = new TreeSet<>();
    org.apache.spark.sql.classic.SparkSession session =
        (org.apache.spark.sql.classic.SparkSession) spark;
    try {
      collect(session.sessionState().sqlParser().parsePlan(sql), Set.of(), found);
    } catch (ParseException cause) {
      throw new IllegalArgumentException("cannot read the SQL: " + cause.getMessage(), cause);
    }
    return found;
  }

  private static void collect(LogicalPlan plan, Set<String> defined, Set<String> found) {
    Set<String> names = defined;
    if (plan instanceof UnresolvedWith with) {
      names = new HashSet<>(defined);
      for (var relation : CollectionConverters.asJava(with.cteRelations())) {
        SubqueryAlias definition = relation._2();
        // A definition sees those before it, not itself.
        collect(definition, names, found);
        names.add(relation._1());
      }
    }
    if (plan instanceof UnresolvedRelation relation) {
      String name = relation.multipartIdentifier().mkString(".");
      if (!names.contains(name)) {
        found.add(name);
      }
    }
    for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
      collect(expression, names, found);
    }
    for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
      collect(child, names, found);
    }
  }

  private static void collect(Expression expression, Set<String> defined, Set<String> found) {
    if (expression instanceof SubqueryExpression subquery) {
      collect(subquery.plan(), defined, found);
    }
    for (Expression child : CollectionConverters.asJava(expression.children())) {
      collect(child, defined, found);
    }
  }
}
