package kith.cases;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.marts.Breakdown;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.marts.KpiPages;
import kith.project.Project;
import kith.table.Dictionary;
import kith.table.TableName;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.View;
import kith.testing.CodeTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A breakdown is three new files, and the name of it in the YAML of a KPI: the example of
 * docs/add-a-breakdown.md, as it stands on the page, is added to a copy of the project and meets
 * every check that breakdowns meet.
 */
class AddABreakdownPageTest {

  private static final String BREAKDOWN = "first_time_in_care";
  private static final String KPI = "cla_foster_pct";

  @TempDir private static Path copy;

  private static Project project;

  @BeforeAll
  static void theExampleIsAddedToACopyOfTheProjectAndNamedByAKpi() throws IOException {
    project = ProjectCopy.withExampleOf("add-a-breakdown.md", copy);
    Path meaning = marts().resolve("placement/" + KPI + ".yaml");
    String text = Files.readString(meaning);
    String edited = text.replaceFirst("\nbreakdowns: \\[", "$0" + BREAKDOWN + ", ");
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(meaning, edited);
  }

  private static Path marts() {
    return project.sql().resolve("marts");
  }

  @TestFactory
  Stream<DynamicNode> itsCasesProveIt() {
    List<DynamicNode> tests =
        BreakdownCases.of(marts().resolve("breakdown"))
            .filter(breakdown -> breakdown.getDisplayName().equals(BREAKDOWN))
            .toList();
    assertThat(tests).hasSize(1);
    return tests.stream();
  }

  @Test
  void itReadsWhatTheLayerMayRead() {
    assertThat(SqlLayers.violationsOfMarts(marts(), TableSpecs.of(project))).isEmpty();
  }

  @Test
  void theKpiHasItAndTheOthersStayAsTheyAre() {
    Map<String, KpiDefinition> before = KpiDefinitions.of(Project.home()).byName();
    Map<String, KpiDefinition> after = KpiDefinitions.of(project).byName();

    assertThat(before.remove(KPI).breakdowns())
        .extracting(Breakdown::name)
        .doesNotContain(BREAKDOWN);
    assertThat(after.remove(KPI).breakdowns()).extracting(Breakdown::name).contains(BREAKDOWN);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void theDictionaryNeedsNoEdit() throws IOException {
    assertThat(Dictionary.page(TableSpecs.of(project), View.of(project)))
        .isEqualTo(Files.readString(Project.home().root().resolve("docs/dictionary.md")));
  }

  @Test
  void thePageOfTheKpiNamesItAndTheOtherPagesStay() {
    Map<String, String> before = new TreeMap<>(KpiPages.of(Project.home()));
    Map<String, String> after = new TreeMap<>(KpiPages.of(project));

    assertThat(before.remove(KPI + ".md")).doesNotContain(BREAKDOWN);
    assertThat(after.remove(KPI + ".md"))
        .contains("[first time in care](../../sql/marts/breakdown/" + BREAKDOWN + ".yaml)");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void oneRunOfTheMartsGivesItsBandsWhichAddUpToTheTotalInEveryQuarter() {
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
            child_key | care_period_no | started_on | ended_on
            1         | 1              | 2025-01-10 | -
            2         | 1              | 2022-05-01 | 2023-05-01
            2         | 2              | 2024-05-01 | -
            3         | 1              | 2020-05-01 | 2021-05-01
            3         | 2              | 2024-11-01 | -
            """));
    given.put(
        Tables.FACT_CARE_EPISODE,
        rows(
            Tables.FACT_CARE_EPISODE,
            """
            child_key | episode_no | care_period_no | started_on | counted_placement_type
            1         | 1          | 1              | 2025-01-10 | U6
            2         | 1          | 2              | 2024-05-01 | U6
            3         | 1          | 2              | 2024-11-01 | K2
            """));

    Map<TableName, Dataset<Row>> tables = ProjectCopy.marts(project, "2025-06-10", given);

    assertRows(
        tables
            .get(Tables.KPI_QUARTERLY)
            .where("kpi = '" + KPI + "'")
            .where("breakdown is null or breakdown = '" + BREAKDOWN + "'"),
        """
        as_at      | breakdown          | breakdown_value | numerator | denominator
        2024-12-31 | -                  | -               | 1         | 2
        2024-12-31 | first_time_in_care | first_time      | 0         | 0
        2024-12-31 | first_time_in_care | again           | 1         | 2
        2024-12-31 | first_time_in_care | unknown         | 0         | 0
        2025-03-31 | -                  | -               | 2         | 3
        2025-03-31 | first_time_in_care | first_time      | 1         | 1
        2025-03-31 | first_time_in_care | again           | 1         | 2
        2025-03-31 | first_time_in_care | unknown         | 0         | 0
        """);
  }
}
