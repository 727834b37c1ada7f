package kith.marts;

import static org.apache.spark.sql.functions.broadcast;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The rows that the marts must have whether or not a KPI has members: every authority, KPI, period
 * type of the KPI and quarter end.
 */
final class KpiGrid {

  private static final StructType DEFINITIONS =
      StructType.fromDDL(
          """
          kpi string, unit string, kind string, times int, better string,
          compares_quarters boolean, comparable_period_type string,
          benchmark string, comparators array<string>, age_band string, available boolean, panel boolean,
          rule_version string, parameters string, looks_back_months int, period_types array<string>
          """);

  private static final StructType TARGETS =
      StructType.fromDDL(
          """
          kpi string, valid_from date, valid_to date, target decimal(18,1),
          amber_margin decimal(18,1), polarity string
          """);

  private KpiGrid() {}

  /** The grid: the columns of {@link Periods} and those of {@link #definitions}. */
  static Dataset<Row> of(Dataset<Row> periods, MartRun run) {
    Dataset<Row> definitions =
        definitions(periods.sparkSession(), run)
            .selectExpr("*", "explode(period_types) as period_type")
            .drop("period_types");
    return periods.join(broadcast(definitions), "period_type");
  }

  /** One row per KPI, with the parts of its definition that the marts need. */
  static Dataset<Row> definitions(SparkSession spark, MartRun run) {
    List<Row> rows = new ArrayList<>();
    for (KpiDefinition definition : run.kpis().all()) {
      rows.add(
          RowFactory.create(
              definition.kpi(),
              definition.unit().text(),
              definition.unit().kind().name(),
              definition.unit().times(),
              definition.better(),
              definition.notCompared() == null,
              definition.comparablePeriodType(),
              definition.benchmark(),
              definition.comparators().toArray(String[]::new),
              ageBand(definition),
              definition.isAvailable(run.carried()),
              definition.panel(),
              run.ruleVersion(definition),
              run.parameters(definition),
              definition.looksBackMonths(),
              definition.periodTypes().toArray(String[]::new)));
    }
    return spark.createDataFrame(rows, DEFINITIONS);
  }

  /** {@code population_0_17} is the population aged {@code 0-17}. */
  private static @Nullable String ageBand(KpiDefinition definition) {
    return definition.denominatorSeries() == null
        ? null
        : definition.denominatorSeries().replace("population_", "").replace('_', '-');
  }

  /** One row per target. */
  static Dataset<Row> targets(SparkSession spark, MartRun run) {
    List<Row> rows = new ArrayList<>();
    for (Target target : run.targets()) {
      rows.add(
          RowFactory.create(
              target.kpi(),
              Date.valueOf(target.validFrom()),
              target.validTo() == null ? null : Date.valueOf(target.validTo()),
              oneDecimal(target.value()),
              oneDecimal(target.amberMargin()),
              target.polarity()));
    }
    return spark.createDataFrame(rows, TARGETS);
  }

  private static BigDecimal oneDecimal(BigDecimal value) {
    return value.setScale(1, java.math.RoundingMode.HALF_UP);
  }
}
