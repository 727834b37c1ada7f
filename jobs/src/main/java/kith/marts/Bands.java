package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Adds up members, in total and by the breakdowns that their KPIs name (R20). Every member has one
 * value in each breakdown, unknown among them, so that the bands of a breakdown add up to the
 * total.
 */
final class Bands {

  private static final StructType VALUES =
      StructType.fromDDL("kpi string, breakdown string, breakdown_value string");

  private static final StructType NAMED = StructType.fromDDL("kpi string, breakdown string");

  private static final StructType VERSIONS =
      StructType.fromDDL("breakdown string, breakdown_version string");

  private Bands() {}

  /**
   * The sums of members, with how many there are, how many of them add anything to a sum and for
   * how many history is cut short (R17).
   *
   * @return a row per authority, KPI, period type, as-at date, breakdown and value with a member;
   *     breakdown and value are null in the total
   */
  static Dataset<Row> sums(Dataset<Row> members, MartSql sql, MartRun run) {
    int breakdowns = run.kpis().breakdowns().size();
    BandValues values =
        breakdowns == 0 ? new BandValues(0) : BandValues.of(sql.bands(), breakdowns);
    return BandSums.of(members, values, run.kpis());
  }

  /**
   * The grid with a row more for each value of the KPI's breakdowns: those that the breakdown lists
   * and those that occur. The rule version of such a row names that of the breakdown too.
   *
   * @param grid the total rows
   * @param figures rows in which the values occur; in a backfill also those of the quarters that
   *     are kept, so that every quarter has the same ones
   */
  static Dataset<Row> of(Dataset<Row> grid, Dataset<Row> figures, MartRun run) {
    SparkSession spark = grid.sparkSession();
    Dataset<Row> values =
        figures
            .where("breakdown is not null")
            .select("kpi", "breakdown", "breakdown_value")
            // A figure kept from an earlier night may be of a breakdown that the KPI no longer has.
            .join(broadcast(named(spark, run)), new String[] {"kpi", "breakdown"}, "left_semi")
            .unionByName(listed(spark, run))
            .distinct()
            .join(broadcast(versions(spark, run)), "breakdown");
    return grid.withColumn("breakdown", expr("cast(null as string)"))
        .withColumn("breakdown_value", expr("cast(null as string)"))
        .unionByName(
            grid.join(broadcast(values), "kpi")
                .withColumn("rule_version", expr("concat(rule_version, '-', breakdown_version)"))
                .drop("breakdown_version"));
  }

  /** The breakdowns that each KPI names. */
  private static Dataset<Row> named(SparkSession spark, MartRun run) {
    List<Row> rows = new ArrayList<>();
    for (KpiDefinition kpi : run.kpis().all()) {
      kpi.breakdowns()
          .forEach(breakdown -> rows.add(RowFactory.create(kpi.kpi(), breakdown.name())));
    }
    return spark.createDataFrame(rows, NAMED);
  }

  /** The values that have a row in every quarter. */
  private static Dataset<Row> listed(SparkSession spark, MartRun run) {
    List<Row> rows = new ArrayList<>();
    for (KpiDefinition kpi : run.kpis().all()) {
      for (Breakdown breakdown : kpi.breakdowns()) {
        breakdown
            .values()
            .forEach(value -> rows.add(RowFactory.create(kpi.kpi(), breakdown.name(), value)));
      }
    }
    return spark.createDataFrame(rows, VALUES);
  }

  private static Dataset<Row> versions(SparkSession spark, MartRun run) {
    List<Row> rows = new ArrayList<>();
    run.kpis()
        .breakdowns()
        .forEach(breakdown -> rows.add(RowFactory.create(breakdown.name(), breakdown.version())));
    return spark.createDataFrame(rows, VERSIONS);
  }
}
