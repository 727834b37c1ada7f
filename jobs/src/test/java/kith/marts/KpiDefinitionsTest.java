package kith.marts;

import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kith.marts.disclosure.BoundedBands;
import kith.marts.disclosure.RelatedKpis;
import kith.project.KithException;
import kith.table.Tables;
import kith.testing.Folders;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiDefinitionsTest {

  @TempDir private Path copy;
  private int copies;

  /** The tiny definitions in a folder where a test may change them. */
  private KpiDefinitions readAfter(String file, String from, String to) throws IOException {
    Path marts = TinyMarts.folder().resolve("sql").resolve("marts");
    Path changes = copy.resolve(String.valueOf(++copies));
    Folders.copy(marts, changes);
    Path changed = changes.resolve(file);
    Files.writeString(changed, Files.readString(changed).replace(from, to));
    return KpiDefinitions.read(changes, SparkTest.specs());
  }

  @Test
  void aDefinitionIsReadFromItsYamlAndSql() {
    KpiDefinition health = TinyMarts.kpis().byName().get("health_pct");

    assertThat(health.subject()).isEqualTo("assessment");
    assertThat(health.unit()).isEqualTo(Unit.PERCENT);
    assertThat(health.periodTypes()).containsExactly("QTR", "R12");
    assertThat(health.sql().parameters()).containsExactly("counts_as");
    assertThat(health.ruleVersion()).matches("[0-9a-f]{8}");
  }

  @Test
  void theVersionOfARuleChangesWithItsFilesItsPopulationAndTheSharedDefinitionOnly()
      throws IOException {
    Map<String, KpiDefinition> before = readAfter("care/count.sql", "", "").byName();
    Map<String, KpiDefinition> own =
        readAfter("care/count.sql", "1 as numerator", "2 as numerator").byName();
    Map<String, KpiDefinition> shared =
        readAfter("shared/looked_after.sql", "select", "select distinct").byName();
    Map<String, KpiDefinition> population =
        readAfter("population/looked_after.sql", "select", "select distinct").byName();

    assertThat(own.get("count").ruleVersion()).isNotEqualTo(before.get("count").ruleVersion());
    assertThat(own.get("rate").ruleVersion()).isEqualTo(before.get("rate").ruleVersion());
    assertThat(shared.get("rate").ruleVersion()).isNotEqualTo(before.get("rate").ruleVersion());
    assertThat(population.get("rate").ruleVersion()).isNotEqualTo(before.get("rate").ruleVersion());
    assertThat(population.get("cases").ruleVersion()).isEqualTo(before.get("cases").ruleVersion());
  }

  @Test
  void figuresRestOnWhatTheirKpisNeedAndOnThePublishedFiguresThatTheyUse() {
    Map<String, KpiDefinition> kpis = TinyMarts.kpis().byName();

    assertThat(kpis.get("health_pct").restsOn())
        .contains("initial_health_assessment.held_on", "benchmark", "statistical_neighbour");
    assertThat(kpis.get("rate").restsOn()).contains("benchmark");
    assertThat(kpis.get("interview_count").restsOn()).containsExactly("return_interview");
  }

  @Test
  void theTablesReadAreThoseThatTheSqlNamesWithoutItsOwnSubqueries() {
    assertThat(TinyMarts.kpis().tables())
        .containsExactlyInAnyOrder(
            Tables.FACT_ASSESSMENT,
            Tables.FACT_CARE_PERIOD,
            Tables.FACT_CASELOAD,
            Tables.FACT_MISSING_EPISODE);
    assertThat(
            new KpiSql(
                    "a.sql",
                    """
                    with b as (select * from dim_child where x in (select y from fact_placement))
                    select * from b where exists (select 1 from period)
                    """)
                .relations())
        .containsExactly("dim_child", "fact_placement", "period");
  }

  @Test
  void aColonInATextOrACommentIsNoParameter() {
    assertThat(new KpiSql("a.sql", "select ':a' -- :b\n, concat('it''s', :c), x::int").parameters())
        .containsExactly("c");
  }

  private static final String MEMBER =
      """
      named_struct('authority_code', 840, 'period_type', 'R12', 'as_at', date'2025-03-31',
          'member_kind', 'child', 'member_key', id, 'has_full_history', id < 3) as member
      """;

  private static Dataset<Row> selected(String columns) {
    return SparkTest.spark().sql("select " + columns + " from range(1, 4)");
  }

  @Test
  void aConditionCountsOneWhereItIsTrueAndNothingWhereItIsFalseOrUnknown() {
    KpiDefinition health = TinyMarts.kpis().byName().get("health_pct");

    assertRows(
        health.members(selected(MEMBER + ", if(id = 3, null, id = 1) as numerator")),
        """
        authority_code | kpi        | period_type | as_at      | member_kind | member_key | numerator | denominator | has_full_history
        840            | health_pct | R12         | 2025-03-31 | child       | 1          | 1         | 1           | true
        840            | health_pct | R12         | 2025-03-31 | child       | 2          | 0         | 1           | true
        840            | health_pct | R12         | 2025-03-31 | child       | 3          | 0         | 1           | false
        """);
  }

  @Test
  void whatTheSqlSelectsItselfStandsBeforeWhatIsUsual() {
    KpiDefinition health = TinyMarts.kpis().byName().get("health_pct");

    assertRows(
        health.members(
            selected(
                MEMBER + ", 0.5 as numerator, id > 1 as denominator, true as has_full_history")),
        """
        member_key | numerator | denominator | has_full_history
        1          | 0.5       | 0           | true
        2          | 0.5       | 1           | true
        3          | 0.5       | 1           | true
        """);
  }

  @Test
  void aCountHasADenominatorOnlyWhereItsSqlSelectsOne() {
    KpiDefinition count = TinyMarts.kpis().byName().get("count");

    assertRows(
        count.members(selected(MEMBER + ", id = 1 as numerator, 1 as denominator")),
        """
        member_key | numerator | denominator
        1          | 1         | 1
        2          | 0         | 1
        3          | 0         | 1
        """);
    assertRows(
        count.members(selected(MEMBER + ", id = 1 as numerator")).where("member_key = 1"),
        """
        member_key | numerator | denominator
        1          | 1         | -
        """);
  }

  @Test
  void sqlThatSelectsTooLittleOrTooMuchIsRefused() {
    Map<String, KpiDefinition> kpis = TinyMarts.kpis().byName();

    assertThatThrownBy(() -> kpis.get("count").members(selected("1 as numerator")))
        .hasMessageContaining("count.sql selects no column member");
    assertThatThrownBy(() -> kpis.get("count").members(selected(MEMBER)))
        .hasMessageContaining("count.sql selects no column numerator");
    assertThatThrownBy(() -> kpis.get("cases").members(selected(MEMBER + ", 1 as numerator")))
        .hasMessageContaining("cases.sql selects no column denominator");
    assertThatThrownBy(
            () -> kpis.get("rate").members(selected(MEMBER + ", 1 as numerator, 1 as denominator")))
        .hasMessageContaining("rate.sql selects denominator");
  }

  @Test
  void sqlThatReadsStagingIsRefused() {
    assertThatThrownBy(() -> readAfter("care/count.sql", "from population", "from stg_person"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("count.sql reads stg_person");
  }

  @Test
  void aDefinitionThatContradictsItselfIsRefused() {
    for (List<String> change :
        List.of(
            List.of("unit: children", "unit: oranges"),
            List.of("population: looked_after", "population: everybody"),
            List.of("better: none", "better: bigger"),
            List.of("comparable_period_type: POINT", "comparable_period_type: R12"),
            List.of("kpi: count", "kpi: counts"),
            List.of("owner: testers", ""),
            List.of("edges: [the day itself]", ""),
            List.of("[the day itself]", "[the day itself, the day itself]"),
            List.of("[the day itself]", "[" + "a long day ".repeat(7) + "]"),
            List.of("[england, region, neighbours]", "[wales]"),
            List.of("needs:", "related: {witin: [rate]}\nneeds:"),
            List.of("needs:", "related: {within: [nothing_pct]}\nneeds:"),
            List.of("needs:", "related: {within: [health_pct]}\nneeds:"),
            List.of("needs:", "related: {bands_of: [{kpi: rate, breakdown: sex}]}\nneeds:"),
            List.of("needs:", "denominator_series: population_0_17\nneeds:"))) {
      assertThatThrownBy(() -> readAfter("care/count.yaml", change.get(0), change.get(1)))
          .as(change.get(1))
          .isInstanceOf(KithException.class)
          .hasMessageContaining("count.yaml cannot be used");
    }
  }

  /** A copy in which a KPI has the breakdown. */
  private Path martsWithBreakdown(String name) throws IOException {
    Path marts = copy.resolve(name);
    Folders.copy(TinyMarts.folder().resolve("sql").resolve("marts"), marts);
    Path count = marts.resolve("care/count.yaml");
    Files.writeString(count, Files.readString(count) + "breakdowns: [month]\n");
    return marts;
  }

  /** Said in the breakdown's own file, so that the KPI whose total repeats its bands stays. */
  @Test
  void aTotalThatRepeatsBandsMayBeNamedByTheBreakdown() throws IOException {
    Path marts = martsWithBreakdown("repeated");
    Path month = marts.resolve("breakdown/month.yaml");
    String text = Files.readString(month);

    Files.writeString(month, text + "repeated_by: [start_count]\n");
    assertThat(KpiDefinitions.read(marts, SparkTest.specs()).related().ofBands())
        .containsExactly(new RelatedKpis.OfBands("start_count", "count", "month"));

    Files.writeString(month, text + "repeated_by: [nothing_pct]\n");
    assertThatThrownBy(() -> KpiDefinitions.read(marts, SparkTest.specs()))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("month.yaml cannot be used")
        .hasMessageContaining("nothing_pct, which is no KPI");
  }

  @Test
  void whatBandsAddToASumIsReadAndTheSumIsAKpi() throws IOException {
    Path marts = martsWithBreakdown("bounded");
    Path month = marts.resolve("breakdown/month.yaml");
    String text =
        Files.readString(month) + "adds_up_in: {kpi: %s, each: {spring: [1, 9], summer: [10]}}";

    Files.writeString(month, text.formatted("start_count"));
    assertThat(KpiDefinitions.read(marts, SparkTest.specs()).breakdowns())
        .flatExtracting(breakdown -> breakdown.bounds().stream().toList())
        .containsExactly(
            new BoundedBands.Bounds(
                "month",
                "start_count",
                Map.of(
                    "spring", new BoundedBands.Limits(1, 9.0),
                    "summer", new BoundedBands.Limits(10, null))));

    Files.writeString(month, text.formatted("nothing_pct"));
    assertThatThrownBy(() -> KpiDefinitions.read(marts, SparkTest.specs()))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("month.yaml cannot be used")
        .hasMessageContaining("adds_up_in names nothing_pct, which is no KPI");
  }

  @Test
  void aNeedWithAlternativesIsMetByAnyOfThem() {
    KpiDefinition health = TinyMarts.kpis().byName().get("health_pct");

    assertThat(health.isAvailable(TinyMarts.carried())).isFalse();
    assertThat(health.needs().unmet(TinyMarts.carried()))
        .containsExactly("initial_health_assessment.held_on or health_check.checked_on");
    assertThat(health.isAvailable(TinyMarts.carried("initial_health_assessment"))).isTrue();
  }

  @Test
  void theDimensionHoldsWhatEachKpiMeans() {
    assertRows(
        TinyMarts.build(new DimKpi(TinyMarts.run()), Map.of()).where("kpi = 'health_pct'"),
        """
        title                      | unit    | better | period_types | comparable_period_type | benchmark  | owner   | not_available_because
        Health assessments in time | percent | higher | QTR+R12      | QTR                    | health_pct | testers | -
        """);
  }
}
