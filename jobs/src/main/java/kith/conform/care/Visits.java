package kith.conform.care;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.project.Parameters;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code fact_visit}: the statutory visits that were made to looked-after children.
 *
 * <ul>
 *   <li>Grain: one row per visit made by the business date. A visit without a day is planned, and
 *       left out.
 *   <li>Source: {@code stg_visit}; {@code fact_placement} for where the child lived that day.
 *   <li>When it was due: 7 days after the placement began, then 42 days after the visit before,
 *       whatever the placement. {@code visit_ontime_pct} works out for itself that a placement
 *       meant to last to 18 needs fewer and one with parents more of them.
 *   <li>A visit at which the child was not seen does not count: it has no {@code is_on_time}, and
 *       the next one is due as if it had not been made. If this was not recorded, the child counts
 *       as seen.
 *   <li>Nulls: {@code is_seen} and {@code is_seen_alone} where nobody recorded it; {@code due_on}
 *       and {@code is_on_time} outside a placement, and for the first visit held of a placement
 *       whose start was not observed.
 * </ul>
 */
public final class Visits implements TableBuild {

  private final Parameters parameters;

  /**
   * @param parameters visit_first_days and visit_interval_days
   */
  public Visits(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_VISIT;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_VISIT, Tables.FACT_PLACEMENT);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_VISIT)
        .where(col("visited_on").leq(lit(businessDate)))
        .transform(visits -> addPlacement(visits, inputs.table(Tables.FACT_PLACEMENT)))
        .transform(Visits::lookBack)
        .transform(this::addDueDates)
        .transform(Visits::asSpecified);
  }

  /** The placement on that day; on the day of a move, the new one. */
  private static Dataset<Row> addPlacement(Dataset<Row> visits, Dataset<Row> placements) {
    Dataset<Row> placementsOfChild =
        placements
            .groupBy(Key.CHILD.columns())
            .agg(
                collect_list(
                        struct(
                            "placed_on",
                            "left_on",
                            "placement_no",
                            "care_period_no",
                            "start_observed"))
                    .as("placements"));
    return visits
        .join(placementsOfChild, Key.CHILD.names(), "left")
        .withColumn(
            "placement",
            expr(
                """
                array_max(filter(placements, placement -> placement.placed_on <= visited_on
                    and (placement.left_on is null or placement.left_on > visited_on)))
                """))
        .drop("placements");
  }

  private static Dataset<Row> lookBack(Dataset<Row> visits) {
    Column[] inOrder = {
      col("visited_on"),
      col("is_seen").desc_nulls_last(),
      col("is_seen_alone").desc_nulls_last(),
      col("row_hash")
    };
    WindowSpec ofTheChild = Window.partitionBy(Key.CHILD.columns()).orderBy(inOrder);
    WindowSpec ofTheDay = Window.partitionBy(Key.CHILD.columns("visited_on"));
    return visits
        .withColumn("visit_no", row_number().over(ofTheDay.orderBy(inOrder)))
        // A visit at which the child was not seen does not count: the next one is due from the one
        // before.
        .withColumn(
            "visit_before",
            last(when(not(col("is_seen").eqNullSafe(false)), col("visited_on")), true)
                .over(ofTheChild.rowsBetween(Window.unboundedPreceding(), -1)))
        .withColumn("visits_of_the_day", count(lit(1)).over(ofTheDay));
  }

  private Dataset<Row> addDueDates(Dataset<Row> visits) {
    return visits
        .withColumn(
            "previous_visit_on",
            expr("if(visit_before >= placement.placed_on, visit_before, null)"))
        .withColumn(
            "due_on",
            expr(
                """
                case
                    when previous_visit_on is not null then date_add(previous_visit_on, %2$s)
                    when placement.start_observed then date_add(placement.placed_on, %1$s)
                end
                """
                    .formatted(
                        parameters.sql("visit_first_days", "placement.placed_on"),
                        parameters.sql("visit_interval_days", "previous_visit_on"))))
        .withColumn(
            "next_due_on",
            expr(
                "case when placement is null then null when is_seen <=> false then due_on"
                    + " else date_add(visited_on, %s) end"
                        .formatted(parameters.sql("visit_interval_days", "visited_on"))));
  }

  private static Dataset<Row> asSpecified(Dataset<Row> visits) {
    return visits.selectExpr(
        "authority_code",
        "child_key",
        "visit_no",
        "visited_on",
        "placement.care_period_no as care_period_no",
        "placement.placement_no as placement_no",
        "is_seen",
        "is_seen_alone",
        "previous_visit_on",
        "due_on",
        "if(is_seen <=> false, null, visited_on <= due_on) as is_on_time",
        "next_due_on",
        """
        array_compact(array(
            if(placement is null, 'outside_placement', null),
            if(visits_of_the_day > 1, 'several_on_day', null),
            if(is_seen is null, 'seen_unknown', null),
            if(is_seen_alone and not is_seen, 'alone_but_not_seen', null)
        )) as flags
        """,
        "array(source_row) as source_rows");
  }
}
