package kith.conform.caseload;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.project.Parameters;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_worker_allocation}: the main workers that a child was allocated to, including
 * those beside the one who had the case ({@code fact_case_allocation} has one at a time).
 *
 * <ul>
 *   <li>Grain: one row per child, worker and first day. Of several allocations to one worker from
 *       the same day the longest is used.
 *   <li>Source: {@code stg_involvement}, roles of a main worker (parameter main_worker_roles), as
 *       {@code fact_case_allocation}.
 *   <li>Nulls: {@code ended_on} is null while the allocation lasts.
 *   <li>Flags: {@code end_unreadable}, as in {@code fact_case_allocation}.
 * </ul>
 */
public final class WorkerAllocations implements TableBuild {

  private final Parameters parameters;

  /**
   * @param parameters main_worker_roles
   */
  public WorkerAllocations(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_WORKER_ALLOCATION;
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
    return CaseAllocations.inRoles(
            inputs.table(Tables.STG_INVOLVEMENT),
            parameters.texts("main_worker_roles"),
            businessDate)
        .groupBy(Key.CHILD.columns("worker_key", "started_on"))
        .agg(
            expr("if(count(*) > count(ended_on), null, max(ended_on)) as ended_on"),
            expr("if(bool_or(end_unreadable), array('end_unreadable'), array()) as flags"),
            expr("array_sort(collect_set(source_row)) as source_rows"))
        .withColumn("flags", expr("cast(flags as array<string>)"));
  }
}
