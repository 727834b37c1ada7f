package kith.marts;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The members of all KPIs with {@code has_full_history} and {@code banded}, which {@code
 * kpi_member} does not keep and {@code kpi_quarterly} needs (R17, R20). Calculated once per run and
 * shared by the two: the second one finds the rows in memory or, after a restart, calculates them
 * again from the same inputs.
 *
 * <p>Each KPI's SQL answers all periods in one pass, see {@code
 * docs/decisions/0003-one-pass-kpis.md}.
 */
final class Members implements AutoCloseable {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          """
          authority_code int, kpi string, period_type string, as_at date, member_kind string,
          member_key string, numerator decimal(18,4), denominator decimal(18,4),
          has_full_history boolean, banded bigint
          """);

  private final MartRun run;
  private final MartSql sql;
  private @Nullable Dataset<Row> members;

  Members(MartRun run) {
    this.run = run;
    this.sql = new MartSql(run);
  }

  /** The SQL over the same views, for marts that are not KPIs. */
  MartSql sql() {
    return sql;
  }

  /** The tables that the KPIs' SQL reads, and the one that says which periods there are. */
  List<TableName> reads() {
    return sql.reads();
  }

  /**
   * The members of the run: grain and columns of {@code kpi_member}, has_full_history and banded.
   */
  synchronized Dataset<Row> of(Inputs inputs, LocalDate businessDate) {
    if (members == null) {
      members = compute(inputs, businessDate);
    }
    return members;
  }

  private Dataset<Row> compute(Inputs inputs, LocalDate businessDate) {
    List<KpiDefinition> available =
        run.kpis().all().stream().filter(kpi -> kpi.isAvailable(run.carried())).toList();
    return sql.members(available, inputs, businessDate).stream()
        .reduce(inputs.spark().createDataFrame(List.of(), COLUMNS), Dataset::unionByName)
        .coalesce(inputs.spark().sparkContext().defaultParallelism());
  }

  /** Frees what the run kept in memory. */
  @Override
  public synchronized void close() {
    sql.close();
    members = null;
  }
}
