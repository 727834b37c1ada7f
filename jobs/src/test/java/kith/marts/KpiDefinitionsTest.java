package kith.marts;

import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.contract.Availability;
import kith.contract.Carried;
import kith.contract.KithException;
import kith.contract.Project;
import kith.contract.SourceContract;
import kith.contract.SourceSystem;
import kith.contract.Tables;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiDefinitionsTest {

  @TempDir private Path copy;

  /** The tiny definitions in a folder where a test may change them. */
  private KpiDefinitions readAfter(String file, String from, String to) throws IOException {
    Path marts = TinyMarts.folder().resolve("sql").resolve("marts");
    try (Stream<Path> files = Files.walk(marts)) {
      for (Path source : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(marts.relativize(source).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(source));
      }
    }
    Path changed = copy.resolve(file);
    Files.writeString(changed, Files.readString(changed).replace(from, to));
    return KpiDefinitions.read(copy, SparkTest.specs());
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
  void theVersionOfARuleChangesWithItsFilesAndWithTheSharedDefinitionOnly() throws IOException {
    Map<String, KpiDefinition> before = readAfter("care/count.sql", "", "").byName();
    Map<String, KpiDefinition> own =
        readAfter("care/count.sql", "1 as numerator", "2 as numerator").byName();
    Map<String, KpiDefinition> shared =
        readAfter("shared/looked_after.sql", "select", "select distinct").byName();

    assertThat(own.get("count").ruleVersion()).isNotEqualTo(before.get("count").ruleVersion());
    assertThat(own.get("rate").ruleVersion()).isEqualTo(before.get("rate").ruleVersion());
    assertThat(shared.get("rate").ruleVersion()).isNotEqualTo(before.get("rate").ruleVersion());
  }

  /** A contract says on which of its columns no KPI rests; the KPIs say what they need. */
  @Test
  void noColumnOfWhichAKpiSpeaksIsSaidToBeInNone() {
    SourceSystem source = SourceSystem.of(Project.home(), "ssd");
    Carried carried =
        Carried.of(
            Project.home(), source, Availability.of(Project.home(), source.name()), Set.of());
    Set<String> needed =
        KpiDefinitions.of(Project.home()).byName().values().stream()
            .flatMap(kpi -> kpi.needs().named().stream())
            .flatMap(need -> carried.sourceFields(need).stream())
            .collect(Collectors.toSet());
    for (SourceContract contract : source.contracts()) {
      String table = "ssd." + contract.table();
      Set<String> inNone = contract.limits().inNoKpi();
      boolean isNeeded = needed.stream().anyMatch(need -> (need + ".").startsWith(table + "."));
      assertThat(contract.columns().stream().map(SourceContract.Column::name))
          .as(table)
          .containsAll(inNone);
      assertThat(inNone.size() < contract.columns().size()).as(table).isEqualTo(isNeeded);
      assertThat(inNone).noneMatch(column -> needed.contains(table + "." + column));
    }
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

  @Test
  void sqlThatReadsStagingIsRefused() {
    assertThatThrownBy(() -> readAfter("care/count.sql", "from period", "from stg_person"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("count.sql reads stg_person");
  }

  @Test
  void aDefinitionThatContradictsItselfIsRefused() {
    for (List<String> change :
        List.of(
            List.of("unit: children", "unit: oranges"),
            List.of("better: none", "better: bigger"),
            List.of("comparable_period_type: POINT", "comparable_period_type: R12"),
            List.of("kpi: count", "kpi: counts"),
            List.of("owner: testers", ""),
            List.of("[england, region, neighbours]", "[wales]"),
            List.of("needs:", "denominator_series: population_0_17\nneeds:"))) {
      assertThatThrownBy(() -> readAfter("care/count.yaml", change.get(0), change.get(1)))
          .as(change.get(1))
          .isInstanceOf(KithException.class)
          .hasMessageContaining("count.yaml cannot be used");
    }
  }

  @Test
  void aNeedWithAlternativesIsMetByAnyOfThem() {
    KpiDefinition health = TinyMarts.kpis().byName().get("health_pct");

    assertThat(health.isAvailable(TinyMarts.carried())).isFalse();
    assertThat(health.isAvailable(TinyMarts.carried("initial_health_assessment"))).isTrue();
  }

  @Test
  void theDimensionHoldsWhatEachKpiMeans() {
    assertRows(
        TinyMarts.build(new DimKpi(TinyMarts.run()), Map.of()).where("kpi = 'health_pct'"),
        """
        title                      | unit    | better | period_types | comparable_period_type | benchmark  | owner
        Health assessments in time | percent | higher | QTR+R12      | QTR                    | health_pct | testers
        """);
  }
}
