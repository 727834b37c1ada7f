package kith.conform.caseload;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
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
 * Builds {@code fact_case_allocation}: which worker had a child's case ({@code
 * fact_worker_allocation} has every worker that a child was allocated to).
 *
 * <ul>
 *   <li>Grain: one row per child and unbroken allocation to one main worker or, separately, to one
 *       personal adviser (see {@code role}). Allocations of one child to the same worker that touch
 *       are one.
 *   <li>Source: {@code stg_involvement}, roles of a main worker (parameter main_worker_roles) and
 *       of a personal adviser; contacts in other agencies and teams without a worker are not
 *       included. An involvement without a worker or a first day, one that covers no day and one
 *       that begins after the business date are left out.
 *   <li>One main worker at a time: of several open allocations, the one that began last has the
 *       case. When it ends first, the earlier one has the case again, since it is still open.
 *   <li>Nulls: {@code ended_on} is null while the allocation lasts, {@code team_key} when unknown;
 *       {@code team_key} and {@code role} are the latest of the allocation.
 *   <li>Flags: {@code overlapped} (another worker's allocation cut it short or came in between),
 *       {@code end_unreadable} (the end of one of its involvements cannot be read: that one ends
 *       where the child's next one in that role begins, or is open).
 * </ul>
 */
public final class CaseAllocations implements TableBuild {

  private static final String PERSONAL_ADVISER = "16PLUS";

  private final Parameters parameters;

  /**
   * @param parameters main_worker_roles
   */
  public CaseAllocations(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_CASE_ALLOCATION;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_INVOLVEMENT);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_INVOLVEMENT)
        .transform(involvements -> allocations(involvements, businessDate))
        .transform(CaseAllocations::whoHasTheCase)
        .transform(CaseAllocations::oneRowPerWorker);
  }

  /** Involvements of a known worker in one of these roles that have begun and cover a day. */
  static Dataset<Row> inRoles(
      Dataset<Row> involvements, List<String> roles, LocalDate businessDate) {
    return involvements
        .where(col("role").isInCollection(roles))
        .where(
            """
            worker_key is not null
                and started_on <= date'%s' and (ended_on is null or ended_on > started_on)
            """
                .formatted(businessDate));
  }

  private Dataset<Row> allocations(Dataset<Row> involvements, LocalDate businessDate) {
    List<String> roles =
        Stream.concat(parameters.texts("main_worker_roles").stream(), Stream.of(PERSONAL_ADVISER))
            .toList();
    return inRoles(involvements, roles, businessDate)
        .selectExpr(
            Key.CHILD.names(
                "role = '%s' as is_adviser".formatted(PERSONAL_ADVISER),
                // The order of the fields decides: the latest start, then the latest end, then the
                // rest
                // of the content. The line plays no part.
                """
            struct(started_on, coalesce(ended_on, date'9999-12-31') as open_until, worker_key,
                team_key, role, end_unreadable, row_hash, source_row) as allocation
            """));
  }

  /**
   * Cuts each child's time at every start and end, and gives each piece to the open allocation that
   * began last.
   */
  private static Dataset<Row> whoHasTheCase(Dataset<Row> allocations) {
    return allocations
        .groupBy(Key.CHILD.columns("is_adviser"))
        .agg(expr("collect_list(allocation) as allocations"))
        .withColumn(
            "days",
            expr(
                """
                array_sort(array_distinct(
                    concat(allocations.started_on, allocations.open_until)))
                """))
        .withColumn("piece", expr("explode(sequence(0, size(days) - 2))"))
        .selectExpr(
            Key.CHILD.names(
                "is_adviser",
                "days[piece] as piece_from",
                "days[piece + 1] as piece_until",
                """
            array_max(filter(allocations, allocation ->
                allocation.started_on <= days[piece] and allocation.open_until > days[piece]))
                as allocation
            """))
        .where("allocation is not null");
  }

  private static Dataset<Row> oneRowPerWorker(Dataset<Row> pieces) {
    WindowSpec ofTheChild =
        Window.partitionBy(Key.CHILD.columns("is_adviser")).orderBy("piece_from");
    Column continues =
        lag("allocation.worker_key", 1)
            .over(ofTheChild)
            .equalTo(col("allocation.worker_key"))
            .and(lag("piece_until", 1).over(ofTheChild).equalTo(col("piece_from")));
    return pieces
        .withColumn("begins", when(continues, 0).otherwise(1))
        .withColumn("allocation_no", sum("begins").over(ofTheChild))
        .groupBy(Key.CHILD.columns("is_adviser", "allocation_no"))
        .agg(
            expr("min(piece_from) as started_on"),
            expr("max(piece_until) as until"),
            expr("max(struct(piece_from, allocation)).allocation as latest"),
            expr("min(allocation.started_on) as recorded_from"),
            expr("max(allocation.open_until) as recorded_until"),
            expr("max(allocation.end_unreadable) as end_unreadable"),
            expr("array_sort(collect_set(allocation.source_row)) as source_rows"))
        .selectExpr(
            "authority_code",
            "child_key",
            "latest.worker_key as worker_key",
            "latest.team_key as team_key",
            "latest.role as role",
            "not is_adviser as is_main_worker",
            "started_on",
            "if(until = date'9999-12-31', null, until) as ended_on",
            """
            array_compact(array(
                if(recorded_from < started_on or recorded_until > until, 'overlapped', null),
                if(end_unreadable, 'end_unreadable', null))) as flags
            """,
            "source_rows");
  }
}
