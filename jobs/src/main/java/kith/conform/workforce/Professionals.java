package kith.conform.workforce;

import static org.apache.spark.sql.functions.expr;

import kith.conform.Key;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The current values of workers in the case system. Some systems repeat a worker for each
 * relationship.
 */
public final class Professionals {

  private Professionals() {}

  /**
   * One row per worker, of {@code stg_professional}: {@code current_full_time}, {@code
   * current_agency}, {@code title_role}, {@code professional_rows} and {@code
   * current_out_of_range}. Of several records, each value is the known one that comes last in
   * order, whatever the order of the lines.
   */
  public static Dataset<Row> onePerWorker(Dataset<Row> professionals) {
    return professionals
        .withColumn("role", expr("nullif(" + WorkerRoles.ofJobTitle("job_title") + ", 'unknown')"))
        .groupBy(Key.WORKER.columns())
        .agg(
            expr("max(full_time_equivalent) as current_full_time"),
            expr("bool_or(agency) as current_agency"),
            expr("coalesce(max(role), 'unknown') as title_role"),
            expr("array_sort(collect_set(source_row)) as professional_rows"),
            expr("bool_or(full_time_out_of_range) as current_out_of_range"));
  }
}
