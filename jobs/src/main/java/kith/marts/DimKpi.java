package kith.marts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@code dim_kpi}: the definition of each KPI.
 *
 * <ul>
 *   <li>Grain: one row per KPI.
 *   <li>Source: the definitions under {@code sql/marts}.
 *   <li>Nulls: benchmark is null when nobody publishes the measure, not_available_because when the
 *       sources carry tonight what the KPI needs.
 * </ul>
 */
public final class DimKpi implements TableBuild {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          """
          kpi string, subject string, title string, short_title string, meaning string,
          unit string, decimals int, better string, period_types array<string>,
          comparable_period_type string, benchmark string, owner string, source string,
          rule_version string, parameters string, code_lists string, not_available_because string,
          is_panel boolean
          """);

  private final MartRun run;

  DimKpi(MartRun run) {
    this.run = run;
  }

  @Override
  public TableName writes() {
    return Tables.DIM_KPI;
  }

  @Override
  public List<TableName> reads() {
    return List.of();
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    List<Row> rows = new ArrayList<>();
    for (KpiDefinition definition : run.kpis().all()) {
      rows.add(
          RowFactory.create(
              definition.kpi(),
              definition.subject(),
              definition.title(),
              definition.shortTitle(),
              definition.meaning(),
              definition.unit().text(),
              definition.unit().decimals(),
              definition.better(),
              definition.periodTypes().toArray(String[]::new),
              definition.comparablePeriodType(),
              definition.benchmark(),
              definition.owner(),
              definition.source(),
              run.ruleVersion(definition),
              run.parameters(definition),
              String.join(" | ", definition.codeLists()),
              because(definition),
              definition.panel()));
    }
    return inputs.spark().createDataFrame(rows, COLUMNS);
  }

  private @Nullable String because(KpiDefinition definition) {
    List<String> unmet = definition.needs().unmet(run.carried());
    return unmet.isEmpty()
        ? null
        : "needs " + String.join("; needs ", unmet) + ": no source carries it";
  }
}
