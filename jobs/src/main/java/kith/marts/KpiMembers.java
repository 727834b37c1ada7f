package kith.marts;

import java.time.LocalDate;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code kpi_member}: the members behind each figure.
 *
 * <ul>
 *   <li>Grain: one row per member counted in a KPI, period type and as-at date.
 *   <li>Source: the SQL of each KPI that is available (R19); the others have no members.
 *   <li>Units: numerator and denominator are what the member adds to the KPI's sums.
 *   <li>Nulls: denominator is null for rates, whose denominator is a population, and for counts
 *       that have none.
 *   <li>Backfill: the members of the other quarters are copied as published.
 * </ul>
 */
public final class KpiMembers implements TableBuild {

  private final MartRun run;
  private final Members members;

  KpiMembers(MartRun run, Members members) {
    this.run = run;
    this.members = members;
  }

  @Override
  public TableName writes() {
    return Tables.KPI_MEMBER;
  }

  @Override
  public List<TableName> reads() {
    return Backfill.reads(run, members.reads(), Tables.KPI_MEMBER);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> made = members.of(inputs, businessDate).drop("has_full_history", "banded");
    return run.backfill().isEmpty()
        ? made
        : made.unionByName(Backfill.kept(inputs.table(Tables.KPI_MEMBER), run.backfill().get()));
  }
}
