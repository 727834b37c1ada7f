package kith.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kith.marts.Breakdown;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.marts.Unit;
import kith.project.Project;
import kith.quality.Rules;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures of a night: every KPI, its members, its quality, and the way back to the file. */
class NightFiguresTest {

  private static Lakes lakes;

  @BeforeAll
  static void theNights() throws Exception {
    lakes = ThreeNights.made().lakes();
  }

  @Test
  void everyKpiHasARowForEveryQuarterAndSaysSimulated() {
    List<Row> rows =
        lakes
            .table("lake", Tables.KPI_QUARTERLY)
            .where("breakdown is null")
            .selectExpr("concat_ws(' ', kpi, period_type, as_at)", "string(as_at)", "simulated")
            .collectAsList();
    Set<String> quarters = rows.stream().map(row -> row.getString(1)).collect(Collectors.toSet());
    List<String> expected = new ArrayList<>();
    for (KpiDefinition kpi : KpiDefinitions.of(Project.home()).all()) {
      for (String periodType : kpi.periodTypes()) {
        quarters.forEach(quarter -> expected.add(kpi.kpi() + " " + periodType + " " + quarter));
      }
    }

    assertThat(quarters).hasSizeGreaterThan(4);
    assertThat(rows)
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rows).extracting(row -> row.getBoolean(2)).containsOnly(true);
  }

  /** In every period and quarter. OtherFilesTest has the KPIs that need other files. */
  @Test
  void theBandsOfABreakdownAddUpToTheTotal() {
    Dataset<Row> quarterly = lakes.table("lake", Tables.KPI_QUARTERLY);
    List<String> declared = new ArrayList<>();
    // Bands that have a row where they occur only, in a lake of few children perhaps nowhere.
    List<String> perhaps = new ArrayList<>();
    for (KpiDefinition kpi : KpiDefinitions.of(Project.home()).all()) {
      for (Breakdown breakdown : kpi.breakdowns()) {
        (breakdown.values().isEmpty() ? perhaps : declared).add(kpi.kpi() + " " + breakdown.name());
      }
    }

    assertThat(BandTotals.different(quarterly)).isEmpty();
    assertThat(BandTotals.kpisWithMembers(quarterly)).hasSizeGreaterThan(60);
    assertThat(
            quarterly
                .where("breakdown is not null")
                .selectExpr("concat(kpi, ' ', breakdown)")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .filteredOn(found -> !perhaps.contains(found))
        .containsExactlyInAnyOrderElementsOf(declared);
    assertThat(perhaps).hasSize(5);
    assertThat(declared).hasSizeGreaterThan(300);
  }

  /**
   * Averages have none: no margin of chance is calculated for them. Nor has a share of more than
   * all, such as the turnover of a very small authority.
   */
  @Test
  void everyPercentageCountAndRateHasAnInterval() {
    Map<String, Unit> units =
        KpiDefinitions.of(Project.home()).all().stream()
            .collect(Collectors.toMap(KpiDefinition::kpi, KpiDefinition::unit));
    Object[] percentages =
        units.keySet().stream().filter(kpi -> units.get(kpi) == Unit.PERCENT).toArray();
    List<Row> kpis =
        lakes
            .table("lake", Tables.KPI_QUARTERLY)
            .where("value is not null")
            .where(not(col("kpi").isin(percentages).and(expr("numerator > denominator"))))
            .groupBy("kpi")
            .agg(
                expr("count_if(low is null or high is null) as without"),
                expr("count_if(low <= value and value <= high) as around"),
                expr("count(*) as figures"))
            .collectAsList();

    assertThat(kpis).hasSizeGreaterThan(60);
    for (Row kpi : kpis) {
      Unit.Kind kind = units.get(kpi.getString(0)).kind();
      boolean hasInterval = Set.of(Unit.Kind.SHARE, Unit.Kind.COUNT, Unit.Kind.RATE).contains(kind);
      assertThat(kpi.getLong(1)).as(kpi.getString(0)).isEqualTo(hasInterval ? 0 : kpi.getLong(3));
      assertThat(kpi.getLong(2)).as(kpi.getString(0)).isEqualTo(hasInterval ? kpi.getLong(3) : 0);
    }
  }

  @Test
  void aFigureIsTheSumOfItsMembers() {
    SparkTest.spark();
    lakes.table("lake", Tables.KPI_MEMBER).createOrReplaceTempView("test_member");
    lakes.table("lake", Tables.KPI_QUARTERLY).createOrReplaceTempView("test_quarterly");

    long different =
        SparkTest.spark()
            .sql(
                """
                with summed as (
                    select kpi, period_type, as_at, sum(numerator) as numerator
                    from test_member
                    group by kpi, period_type, as_at
                )
                select count(*)
                from test_quarterly
                left join summed using (kpi, period_type, as_at)
                where breakdown is null and test_quarterly.status <> 'not_available'
                    and coalesce(summed.numerator, 0) <> coalesce(test_quarterly.numerator, 0)
                """)
            .first()
            .getLong(0);

    assertThat(different).isZero();
  }

  /** Every count, on a day and in its windows, every quarter, both comparisons. */
  @Test
  void whoCameAndWentIsTheChangeOfEachCountAndStartsAndCeasesExplainIt() {
    Dataset<Row> flow = lakes.table("lake", Tables.KPI_FLOW);
    Dataset<Row> figures =
        lakes
            .table("lake", Tables.KPI_QUARTERLY)
            .where("breakdown is null and numerator is not null");
    Dataset<Row> beside =
        flow.withColumn("window", expr("if(comparison = 'previous_quarter', 'QTR', 'R12')"))
            .join(
                figures.selectExpr("kpi", "period_type", "as_at", "value as now"),
                new String[] {"kpi", "period_type", "as_at"})
            .join(
                figures.selectExpr(
                    "kpi", "period_type", "as_at as before_as_at", "value as before"),
                new String[] {"kpi", "period_type", "before_as_at"})
            .join(
                figures
                    .where("kpi = 'cla_start_count'")
                    .selectExpr("period_type as window", "as_at", "value as started"),
                new String[] {"window", "as_at"})
            .join(
                figures
                    .where("kpi = 'cla_cease_count'")
                    .selectExpr("period_type as window", "as_at", "value as ceased"),
                new String[] {"window", "as_at"});

    assertThat(
            beside
                .where(
                    """
                    count_before <> before or count_now <> now
                        or count_before <> stayed + went or count_now <> stayed + came
                        or count_before + came - went <> count_now
                        or starts <> started or ceases <> ceased
                        or count_before + starts - ceases + other <> count_now
                        or other <> other_repeated + other_start_not_held + other_unexplained
                        or other_unexplained <> 0
                    """)
                .collectAsList())
        .isEmpty();
    assertThat(beside.count()).isEqualTo(flow.count());
    assertThat(flow.where("starts is not null").select("comparison").distinct().count())
        .isEqualTo(2);
    assertThat(flow.select("kpi").distinct().as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(counts(figures));
  }

  /** The KPIs whose figure is a number of children, places, incidents, moves and the like. */
  private List<String> counts(Dataset<Row> figures) {
    return figures
        .join(lakes.table("lake", Tables.DIM_KPI), "kpi")
        .where("unit in ('children', 'places', 'incidents', 'assessments', 'moves', 'workers')")
        .select("kpi")
        .distinct()
        .as(Encoders.STRING())
        .collectAsList();
  }

  @Test
  void aMemberLeadsToTheLineOfTheFile() throws Exception {
    lakes.table("lake", Tables.KPI_MEMBER).createOrReplaceTempView("test_member");
    lakes.table("lake", Tables.FACT_CARE_PERIOD).createOrReplaceTempView("test_period");
    Row traced =
        SparkTest.spark()
            .sql(
                """
                select source_row
                from test_member
                join test_period on member_key = cast(child_key as string)
                lateral view explode(source_rows) as source_row
                where kpi = 'cla_count' and source_row like '%/cla_episodes:%'
                order by source_row
                limit 1
                """)
            .first();
    String[] nightAndRow = traced.getString(0).split("/cla_episodes:");
    int line = Integer.parseInt(nightAndRow[1]);

    List<String> file =
        Lakes.lines(lakes.source().resolve(nightAndRow[0] + "/ssd_cla_episodes.csv"));

    long inRaw =
        lakes
            .table("lake", new TableName(Zone.RAW, "ssd_cla_episodes"))
            .where("source_row = '" + traced.getString(0) + "'")
            .selectExpr("clae_cla_episode_id")
            .collectAsList()
            .stream()
            .filter(row -> file.get(line - 1).startsWith(row.getString(0) + ","))
            .count();
    assertThat(inRaw).isOne();
  }

  @Test
  void everyRuleOfQualityIsAskedEachNightAndStandsBesideItsKpis() {
    List<Row> byNight =
        lakes
            .table("lake", Tables.QUALITY_RESULT)
            .groupBy("business_date")
            .agg(count("rule"), expr("count_if(status = 'error')"))
            .collectAsList();
    int rules = Rules.of(Project.home()).all().size();

    assertThat(byNight).hasSize(3);
    assertThat(byNight).extracting(row -> row.getLong(1)).containsOnly((long) rules);
    assertThat(byNight).extracting(row -> row.getLong(2)).containsOnly(0L);
    assertThat(
            lakes
                .table("lake", Tables.KPI_QUALITY)
                .select("kpi")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrderElementsOf(KpiDefinitions.of(Project.home()).byName().keySet());
  }
}
