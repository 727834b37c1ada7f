package kith.cases;

import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.command.Scorecard;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.marts.KpiPages;
import kith.marts.Subjects;
import kith.project.Project;
import kith.quality.Rule;
import kith.quality.Rules;
import kith.source.NeededFields;
import kith.source.SourceSystem;
import kith.table.Dictionary;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.View;
import kith.table.Zone;
import kith.testing.CodeTables;
import kith.testing.Folders;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A KPI is three new files and no edit: the example of docs/add-a-kpi.md, as it stands on the page,
 * is added to a copy of the project and meets every check that KPIs meet.
 */
class AddAKpiPageTest {

  private static final String KPI = "cla_residential_school_pct";

  @TempDir private static Path copy;

  private static Project project;

  @BeforeAll
  static void theExampleIsAddedToACopyOfTheProject() throws IOException {
    project = ProjectCopy.withExampleOf("add-a-kpi.md", copy);
  }

  private static Path marts() {
    return project.sql().resolve("marts");
  }

  @TestFactory
  Stream<DynamicNode> itsCasesProveItAndItsNeedsAreInContracts() {
    List<DynamicNode> tests =
        QueryCases.ofKpis(project).filter(kpi -> kpi.getDisplayName().equals(KPI)).toList();
    assertThat(tests).hasSize(1);
    return tests.stream();
  }

  /** What a project of one's own has beside the shipped one is read from there. */
  @Test
  void itsBenchmarkAndParametersAreThoseOfTheProjectThatItIsAddedTo(@TempDir Path other)
      throws Throwable {
    Folders.copy(copy, other);
    append(
        other.resolve("sql/marts/placement/" + KPI + ".yaml"),
        "benchmark: invented_series\nparameters: [invented_limit]\n");
    assertThatThrownBy(() -> saysWhatItMeans(other)).hasMessageContaining("conf/parameters.yaml");

    append(other.resolve("conf/parameters.yaml"), "invented_limit: 3\n");
    assertThatThrownBy(() -> saysWhatItMeans(other)).hasMessageContaining("conf/benchmarks");

    Path series = other.resolve("conf/benchmarks/benchmark_series.csv");
    List<String> lines = Files.readAllLines(series);
    append(series, lines.get(1).replaceFirst("^[^,]+", "invented_series") + "\n");
    saysWhatItMeans(other);
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static void saysWhatItMeans(Path root) throws Throwable {
    QueryCases.ofKpis(new Project(root))
        .filter(kpi -> kpi.getDisplayName().equals(KPI))
        .flatMap(QueryCasesTest::tests)
        .filter(test -> test.getDisplayName().equals("says what it means"))
        .findFirst()
        .orElseThrow()
        .getExecutable()
        .execute();
  }

  @Test
  void itReadsWhatTheLayerMayRead() {
    assertThat(SqlLayers.violationsOfMarts(marts(), TableSpecs.of(project))).isEmpty();
  }

  @Test
  void theCatalogueHasItBesideTheOthersWhichStayAsTheyAre() {
    Map<String, KpiDefinition> before = KpiDefinitions.of(Project.home()).byName();
    Map<String, KpiDefinition> after = KpiDefinitions.of(project).byName();

    assertThat(after.get(KPI).subject()).isEqualTo("placement");
    assertThat(before).doesNotContainKey(KPI);
    assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 1);
  }

  /** Records that are only loaded today can hold a night as soon as a KPI needs them. */
  @Test
  void whateverRecordsItNeedsCanHoldANightWithoutAnEdit(@TempDir Path other) throws IOException {
    TableSpecs specs = TableSpecs.of(project);
    List<SourceSystem> sources = List.of(SourceSystem.of(project, "ssd"));
    Set<String> before =
        NeededFields.of(project, sources, specs, KpiDefinitions.restOn(project, specs));
    Folders.copy(copy, other);
    Path meaning = other.resolve("sql/marts/placement/" + KPI + ".yaml");
    String text = Files.readString(meaning);
    for (TableSpec staging : specs.all()) {
      String need = staging.table().name().replaceFirst("^stg_", "");
      Set<String> fields = NeededFields.of(project, sources, specs, Set.of(need));
      if (staging.table().zone() == Zone.STAGING && !before.containsAll(fields)) {
        Files.writeString(meaning, text.replaceFirst("needs: .*", "needs: [" + need + "]"));

        assertThat(
                NeededFields.of(
                    project, sources, specs, KpiDefinitions.restOn(new Project(other), specs)))
            .as(need)
            .containsAll(fields);
      }
    }
  }

  @Test
  void theDictionaryNeedsNoEdit() throws IOException {
    assertThat(Dictionary.page(TableSpecs.of(project), View.of(project)))
        .isEqualTo(Files.readString(Project.home().root().resolve("docs/dictionary.md")));
  }

  /** The command makes its page and the new list; no other page changes. */
  @Test
  void itHasAPageAndTheOtherPagesStay() {
    Map<String, String> before = new TreeMap<>(KpiPages.of(Project.home()));
    Map<String, String> after = KpiPages.of(project);

    assertThat(before.remove(KpiPages.LIST)).doesNotContain(KPI);
    assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 2);
    assertThat(after.get(KPI + ".md")).contains("A residential school counts");
    assertThat(after.get(KpiPages.LIST)).contains("`" + KPI + "`");
  }

  @Test
  void rulesThatNameAllOtherKpisOfItsPopulationCountForItAndTheOthersStay() {
    Map<String, Set<String>> before = KpiDefinitions.of(Project.home()).byPopulation();
    List<Rule> named = List.copyOf(Rules.of(Project.home()).forKpis(before, Map.of()).all());
    Set<String> others = before.get("looked_after");
    List<Rule> derived =
        List.copyOf(
            Rules.of(project).forKpis(KpiDefinitions.of(project).byPopulation(), Map.of()).all());

    assertThat(named).noneMatch(rule -> rule.kpis().contains(KPI));
    for (int i = 0; i < named.size(); i++) {
      Set<String> expected = new TreeSet<>(named.get(i).kpis());
      if (expected.containsAll(others)) {
        expected.add(KPI);
      }
      assertThat(derived.get(i).kpis()).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(derived).anyMatch(rule -> rule.kpis().contains(KPI));
  }

  @Test
  void oneRunOfTheMartsCountsItWithTheOthersInEveryQuarter() {
    KpiDefinitions kpis = KpiDefinitions.of(project);
    Map<TableName, Dataset<Row>> given = new HashMap<>();
    given.put(Tables.DIM_PLACEMENT_TYPE, CodeTables.placementTypes());
    given.put(
        Tables.SOURCE_NIGHT,
        rows(
            Tables.SOURCE_NIGHT,
            """
            source_system | business_date | history_from
            ssd           | 2025-06-10    | 2024-12-31
            """));
    given.put(
        Tables.FACT_CARE_PERIOD,
        rows(
            Tables.FACT_CARE_PERIOD,
            """
            child_key | care_period_no | started_on
            1         | 1              | 2025-01-10
            """));
    given.put(
        Tables.FACT_CARE_EPISODE,
        rows(
            Tables.FACT_CARE_EPISODE,
            """
            child_key | episode_no | care_period_no | started_on | counted_placement_type
            1         | 1          | 1              | 2025-01-10 | S1
            """));

    Map<TableName, Dataset<Row>> tables = ProjectCopy.marts(project, "2025-06-10", given);

    TestTables.assertRows(
        tables.get(Tables.KPI_MEMBER).where("kpi = '" + KPI + "'"),
        """
        period_type | as_at      | member_kind | member_key | numerator | denominator
        POINT       | 2025-03-31 | child       | 1          | 1         | 1
        """);
    List<String> expected = new ArrayList<>();
    for (KpiDefinition kpi : kpis.all()) {
      for (String periodType : kpi.periodTypes()) {
        expected.add(kpi.kpi() + " " + periodType + " 2024-12-31");
        expected.add(kpi.kpi() + " " + periodType + " 2025-03-31");
      }
    }
    for (TableName mart : List.of(Tables.KPI_QUARTERLY, Tables.KPI_PUBLISHED)) {
      assertThat(
              tables
                  .get(mart)
                  .where("breakdown is null")
                  .selectExpr("concat_ws(' ', kpi, period_type, as_at)")
                  .collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(tables.get(Tables.DIM_KPI).select("kpi").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(kpis.byName().keySet());
    String title = kpis.byName().get(KPI).title();
    assertThat(card(kpis, tables.get(Tables.KPI_PUBLISHED)).lines())
        .as("the scorecard")
        .anyMatch(line -> line.startsWith(title));
  }

  private static String card(KpiDefinitions kpis, Dataset<Row> published) {
    return new Scorecard(Subjects.of(Project.home()), kpis.all())
        .render(
            published.toJSON().collectAsList().stream().map(AddAKpiPageTest::json).toList(),
            List.of());
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
