package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.postcode.PostcodeLoad;
import kith.project.Project;
import kith.quality.Rule;
import kith.quality.Rules;
import kith.simulate.InventedPostcodes;
import kith.simulate.Simulation;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures that need files of other systems are not available while these are not delivered, and are
 * figures from the first night with them, without any edit.
 */
@Tag("long")
@Tag("part-2")
class OtherFilesTest {

  private static final LocalDate WITHOUT = Lakes.LAST_NIGHT.minusDays(1);
  private static final LocalDate WITH = Lakes.LAST_NIGHT;

  private static final List<String> KPIS =
      List.of(
          "sw_vacancy_rate",
          "foster_places_filled_count",
          "cla_school_move_midyear_pct",
          "pep_current_pct",
          "cla_absence_pct",
          "cla_persistent_absence_pct",
          "cla_suspension_pct",
          "cla_ehcp_pct",
          "cla_ks2_rwm_pct",
          "cla_ks4_attainment8");

  /** What staging calls the files. */
  private static final Set<String> STAGING =
      Set.of(
          "vacancy_month",
          "foster_household",
          "school_enrolment",
          "education_plan",
          "education_result");

  @TempDir private static Path folder;

  private static Lakes lakes;
  private static Map<String, String> statusWithout;
  private static Map<String, Row> latestWith;

  @BeforeAll
  static void aNightWithoutTheFilesAndOneWithThem() throws IOException {
    lakes = new Lakes(folder);
    simulation(WITHOUT).write();
    run(WITHOUT);
    statusWithout =
        latest().values().stream()
            .collect(Collectors.toMap(row -> row.getAs("kpi"), row -> row.<String>getAs("status")));
    simulation(WITH).writeWithOtherFiles();
    new PostcodeLoad(Project.home(), lakes.environment("lake"))
        .load(InventedPostcodes.write(folder.resolve("directory.csv")), "2025-08", WITH);
    run(WITH);
    latestWith = latest();
  }

  private static Simulation simulation(LocalDate night) {
    return Simulation.into(lakes.source(), night).withSeed(7).withChildrenInCare(60);
  }

  private static void run(LocalDate night) {
    RunResult result = lakes.nightly("lake", night);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  /** The total of the latest quarter of each of these KPIs. */
  private static Map<String, Row> latest() {
    return lakes
        .table("lake", Tables.KPI_QUARTERLY)
        .where("breakdown is null")
        .where("kpi in ('" + String.join("', '", KPIS) + "')")
        .where("as_at = date'2025-09-30'")
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.<String>getAs("kpi"), row -> row));
  }

  @Test
  void withoutTheFilesTheFiguresAreNotAvailable() {
    assertThat(statusWithout.keySet()).containsExactlyInAnyOrderElementsOf(KPIS);
    assertThat(statusWithout.values()).containsOnly("not_available");
  }

  @Test
  void withTheFilesEveryOneIsAFigure() {
    assertThat(latestWith.keySet()).containsExactlyInAnyOrderElementsOf(KPIS);
    latestWith.forEach(
        (kpi, row) -> {
          assertThat(row.<String>getAs("status")).as(kpi).isNotEqualTo("not_available");
          assertThat(row.<Object>getAs("value")).as(kpi).isNotNull();
        });
  }

  /** With them and a postcode directory there is no KPI without figures. */
  @Test
  void theBandsOfEveryKpiAddUpToTheTotal() {
    Dataset<Row> quarterly = lakes.table("lake", Tables.KPI_QUARTERLY);
    List<String> withBreakdowns =
        KpiDefinitions.of(Project.home()).all().stream()
            // Others have a band where it occurs only: no worker here holds 25 children.
            .filter(kpi -> kpi.breakdowns().stream().anyMatch(of -> !of.values().isEmpty()))
            .map(KpiDefinition::kpi)
            .toList();

    assertThat(quarterly.where("status = 'not_available' and as_at = date'2025-09-30'").count())
        .isZero();
    assertThat(BandTotals.kpisWithMembers(quarterly))
        .containsAll(withBreakdowns)
        .contains("sw_caseload_within_limit_count");
    assertThat(BandTotals.different(quarterly)).isEmpty();
  }

  /** One rule is about posts of no team, which the invented authority does not have. */
  @Test
  void rulesOnTheFilesAreAskedFromTheFirstNightWithThemAndHold() {
    assertThat(ruleStatuses(WITHOUT).values())
        .hasSizeGreaterThan(20)
        .containsOnly("not_applicable");
    Map<String, String> with = ruleStatuses(WITH);
    assertThat(with.remove("vacancies_with_a_total")).isEqualTo("not_applicable");
    assertThat(with).allSatisfy((rule, status) -> assertThat(status).as(rule).isEqualTo("pass"));
  }

  /** The results of a night of the rules that need one of the files. */
  private static Map<String, String> ruleStatuses(LocalDate night) {
    Set<String> rules =
        Rules.of(Project.home()).all().stream()
            .filter(
                rule ->
                    rule.needs().named().stream()
                        .anyMatch(need -> STAGING.contains(need.replaceFirst("[.].*", ""))))
            .map(Rule::rule)
            .collect(Collectors.toSet());
    return lakes
        .table("lake", Tables.QUALITY_RESULT)
        .where("business_date = date'" + night + "'")
        .collectAsList()
        .stream()
        .filter(row -> rules.contains(row.<String>getAs("rule")))
        .collect(
            Collectors.toMap(
                row -> row.<String>getAs("rule"),
                row -> row.<String>getAs("status"),
                (one, other) -> one + " " + other,
                TreeMap::new));
  }

  @Test
  void everyRecordOfTheFilesIsLoaded() {
    for (TableName fact :
        List.of(
            Tables.FACT_VACANCY,
            Tables.FACT_FOSTER_HOUSEHOLD,
            Tables.FACT_SCHOOL_ENROLMENT,
            Tables.FACT_EDUCATION_PLAN,
            Tables.FACT_EDUCATION_RESULT)) {
      assertThat(lakes.table("lake", fact).count()).as(fact.toString()).isPositive();
    }
    List<Row> totals =
        lakes
            .table("lake", new TableName(Zone.OPS, "control_total"))
            .where("business_date = date'" + WITH + "'")
            .where(
                "source_table in ('hr_vacancy_month', 'foster_household_month', 'school_enrolment',"
                    + " 'education_plan', 'education_result')")
            .collectAsList();
    assertThat(totals)
        .hasSize(5)
        .allSatisfy(
            row -> {
              assertThat(row.<Boolean>getAs("holds")).isTrue();
              assertThat(row.<Long>getAs("source_rows")).isPositive();
              assertThat(row.<Long>getAs("quarantined_rows")).isZero();
            });
  }
}
