package kith.marts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.classic.ExpressionUtils;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A KPI whose SQL says of each row of its population, from that row alone, whether it counts and
 * what it adds. All such KPIs of a population are worked out in one query: a query for each would
 * cost more to plan, and to join with who its members are, than its figures.
 *
 * @param figure {@code kpi} and what the KPI decides of a row of {@code kpi_member}; null for a row
 *     that does not count
 */
record RowByRow(Column figure) {

  /**
   * The KPI, if its SQL is of this kind.
   *
   * @param selected what its SQL selects from the view {@code population}
   */
  static Optional<RowByRow> of(KpiDefinition kpi, Dataset<Row> selected) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) selected).queryExecution().analyzed();
    if (!(plan instanceof Project project) || !plan.subqueriesAll().isEmpty()) {
      return Optional.empty();
    }
    Column counts = col("period_type").isin(kpi.periodTypes().toArray());
    LogicalPlan source = project.child();
    if (source instanceof Filter filter) {
      counts = counts.and(ExpressionUtils.column(filter.condition()));
      source = filter.child();
    }
    if (!(source instanceof SubqueryAlias alias) || !alias.alias().equals("population")) {
      return Optional.empty();
    }
    Map<String, Column> columns = new HashMap<>();
    CollectionConverters.asJava(project.projectList())
        .forEach(
            named ->
                columns.put(
                    named.name(),
                    ExpressionUtils.column(
                        named instanceof Alias known ? known.child() : (Expression) named)));
    List<Column> figure = new ArrayList<>(List.of(lit(kpi.kpi()).as("kpi")));
    figure.addAll(kpi.decided(selected, columns::get, col("has_full_history")));
    return Optional.of(new RowByRow(when(counts, struct(figure.toArray(Column[]::new)))));
  }

  /**
   * The members of these KPIs.
   *
   * @param population the rows of the view that their SQL selected from
   * @return grain and columns of {@code kpi_member}, has_full_history and banded
   */
  static Dataset<Row> members(Dataset<Row> population, List<RowByRow> kpis) {
    List<Column> columns =
        new ArrayList<>(
            Stream.of("authority_code", "period_type", "as_at", "member_kind", "member_key")
                .map(population::col)
                .toList());
    columns.add(population.col("banded"));
    columns.add(
        explode(array(kpis.stream().map(RowByRow::figure).toArray(Column[]::new))).as("figure"));
    return population
        .select(columns.toArray(Column[]::new))
        .where("figure is not null")
        .selectExpr(
            "cast(authority_code as int) as authority_code",
            "figure.kpi",
            "period_type",
            "as_at",
            "member_kind",
            "cast(member_key as string) as member_key",
            "figure.numerator",
            "figure.denominator",
            "figure.has_full_history",
            "banded");
  }
}
