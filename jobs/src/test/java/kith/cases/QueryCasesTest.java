package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import kith.testing.Folders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner of the cases itself: cases that must fail do fail. */
class QueryCasesTest {

  @TempDir private Path marts;

  @BeforeEach
  void aKpi() throws IOException {
    Path shipped = Project.home().sql().resolve("marts");
    for (String folder : List.of("shared", "population", "breakdown")) {
      Folders.copy(shipped.resolve(folder), marts.resolve(folder));
    }
    write(
        "care/invented_pct.sql",
        """
        select member, age < :iha_working_days as numerator
        from population
        """);
    write(
        "care/invented_pct.yaml",
        """
        kpi: invented_pct
        title: Invented
        short_title: Invented
        meaning: Children under an age
        grain: one row per child
        population: looked_after
        unit: percent
        better: none
        excludes: []
        edges: [the last year under the age]
        period_types: [POINT]
        comparable_period_type: POINT
        comparators: []
        needs: [care_episode]
        parameters: [iha_working_days]
        source: none
        owner: nobody
        """);
  }

  @Test
  void aTrueCasePasses() throws IOException {
    write("care/invented_pct.cases.yaml", aCase("{member_key: amy, numerator: 1, denominator: 1}"));

    assertThatCode(() -> run("a child counts")).doesNotThrowAnyException();
  }

  @Test
  void aWrongExpectationFailsAndShowsBothTables() throws IOException {
    write("care/invented_pct.cases.yaml", aCase("{member_key: amy, numerator: 0, denominator: 1}"));

    assertThatThrownBy(() -> run("a child counts"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("invented_pct: a child counts")
        .hasMessageContaining("amy | 0 | 1")
        .hasMessageContaining("amy | 1 | 1");
  }

  @Test
  void aMemberTooManyFails() throws IOException {
    write("care/invented_pct.cases.yaml", aCase(""));

    assertThatThrownBy(() -> run("a child counts")).hasMessageContaining("(no rows)");
  }

  @Test
  void aMemberCountedTwiceFails() throws IOException {
    write(
        "care/invented_pct.cases.yaml",
        aCase("{member_key: amy, numerator: 1, denominator: 1}")
            .replace("{child_key: amy, age: 3}", "{child_key: amy, age: 3}, {child_key: amy}"));

    assertThatThrownBy(() -> run("a child counts")).hasMessageContaining("two rows with the same");
  }

  @Test
  void aKpiWithoutCasesFails() {
    assertThatThrownBy(() -> run("has at least 5 cases")).isInstanceOf(AssertionError.class);
  }

  @Test
  void fourCasesAreTooFew() throws IOException {
    String one = aCase("{member_key: amy, numerator: 1, denominator: 1}");
    write("care/invented_pct.cases.yaml", one + one + one + one);

    assertThatThrownBy(() -> run("has at least 5 cases")).isInstanceOf(AssertionError.class);
  }

  @Test
  void aKpiWithoutAMeaningFails() throws IOException {
    Files.delete(marts.resolve("care/invented_pct.yaml"));

    assertThatThrownBy(() -> run("says what it means")).hasMessageContaining("invented_pct.yaml");
  }

  @Test
  void aNeedThatStagingHasNotFails() throws IOException {
    Path yaml = marts.resolve("care/invented_pct.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("care_episode", "care_episode.nothing"));

    assertThatThrownBy(() -> run("says what it means"))
        .hasMessageContaining("care_episode.nothing");
  }

  /** A misspelt key would be ignored, and the figure would have no benchmark. */
  @Test
  void aKeyThatAKpiHasNotFails() throws IOException {
    Path yaml = marts.resolve("care/invented_pct.yaml");
    Files.writeString(yaml, Files.readString(yaml) + "benchmarks: invented_pct\n");

    assertThatThrownBy(() -> run("says what it means")).hasMessageContaining("\"benchmarks\"");
  }

  @Test
  void anEdgeThatACaseNamesIsProven() throws IOException {
    write("care/invented_pct.cases.yaml", aCaseNamingEdges("[the last year under the age]"));

    assertThatCode(() -> run("proves each edge")).doesNotThrowAnyException();
  }

  @Test
  void anEdgeThatNoCaseNamesFails() throws IOException {
    write("care/invented_pct.cases.yaml", aCaseNamingEdges("[]"));

    assertThatThrownBy(() -> run("proves each edge"))
        .hasMessageContaining("invented_pct: edges that no case names")
        .hasMessageContaining("the last year under the age");
  }

  @Test
  void anEdgeOfACaseThatTheKpiHasNotFails() throws IOException {
    write(
        "care/invented_pct.cases.yaml",
        aCaseNamingEdges("[the last year under the age, the last day]"));

    assertThatThrownBy(() -> run("proves each edge"))
        .hasMessageContaining("invented_pct: edges of cases that its definition does not name")
        .hasMessageContaining("the last day");
  }

  @Test
  void aRelationThatNothingReadsFails() throws IOException {
    write(
        "care/invented_pct.cases.yaml",
        aCase("{member_key: amy, numerator: 1, denominator: 1}")
            .replace("given:", "given:\n    fact_placement: []"));

    assertThatThrownBy(() -> run("a child counts")).hasMessageContaining("fact_placement");
  }

  @Test
  void recordsMakeTheTablesThatTheCaseDoesNotGive() throws IOException {
    String expected = "{member_key: amy, numerator: 1, denominator: 1}";
    write("care/invented_pct.cases.yaml", aCaseOfRecords("", expected));

    assertThatCode(() -> run("a child counts")).doesNotThrowAnyException();
  }

  @Test
  void aTableThatTheCaseGivesIsNotMadeOfRecords() throws IOException {
    write("care/invented_pct.cases.yaml", aCaseOfRecords("fact_care_period: []", ""));

    assertThatCode(() -> run("a child counts")).doesNotThrowAnyException();
  }

  @Test
  void recordsThatNothingReadsFail() throws IOException {
    write("care/invented_pct.cases.yaml", aCaseOfRecords("stg_review: []", ""));

    assertThatThrownBy(() -> run("a child counts")).hasMessageContaining("stg_review");
  }

  @Test
  void aParameterOfTheCaseReplacesThatOfTheConfiguration() throws IOException {
    write(
        "care/invented_pct.cases.yaml",
        aCase("{member_key: amy, numerator: 0, denominator: 1}")
            .replace("given:", "parameters: {iha_working_days: 3}\n  given:"));

    assertThatCode(() -> run("a child counts")).doesNotThrowAnyException();
  }

  @Test
  void aWindowEndsOnTheAsAtDateAndBeginsTheDayAfterTheSameDayOfTheYearBefore() {
    assertThat(CasePeriods.row("R12", LocalDate.parse("2025-03-31"), LocalDate.MIN))
        .containsEntry("window_start", LocalDate.parse("2024-04-01"))
        .containsEntry("quarter_start", LocalDate.parse("2025-01-01"))
        .containsEntry("ytd_start", LocalDate.parse("2024-04-01"))
        .containsEntry("r24_start", LocalDate.parse("2023-04-01"));
    assertThat(CasePeriods.row("R12", LocalDate.parse("2024-02-29"), LocalDate.MIN))
        .containsEntry("window_start", LocalDate.parse("2023-03-01"));
    assertThat(CasePeriods.row("QTR", LocalDate.parse("2025-06-30"), LocalDate.MIN))
        .containsEntry("window_start", LocalDate.parse("2025-04-01"))
        .containsEntry("ytd_start", LocalDate.parse("2025-04-01"));
  }

  private static String aCase(String expected) {
    return """
    - case: a child counts
      as_at: 2025-03-31
      given:
        looked_after: [{child_key: amy, age: 3}]
      expect: [%s]
    """
        .formatted(expected);
  }

  private static String aCaseNamingEdges(String edges) {
    return aCase("{member_key: amy, numerator: 1, denominator: 1}")
        .replace("  as_at:", "  edges: %s\n  as_at:".formatted(edges));
  }

  private static String aCaseOfRecords(String also, String expected) {
    return aCase(expected)
        .replace(
            "looked_after: [{child_key: amy, age: 3}]",
            """
            stg_person: [{child_key: amy, birth_on: 2022-01-10}]
                stg_care_episode: [{child_key: amy, started_on: 2024-06-01, start_reason: S}]
                %s"""
                .formatted(also));
  }

  /** Runs the test of that name among those of the invented KPI. */
  private void run(String name) throws Throwable {
    DynamicTest test =
        QueryCases.ofKpis(marts, Project.home())
            .flatMap(QueryCasesTest::tests)
            .filter(one -> one.getDisplayName().equals(name))
            .findFirst()
            .orElseThrow();
    test.getExecutable().execute();
  }

  /** The tests that a container holds, or the test itself. */
  static Stream<DynamicTest> tests(DynamicNode node) {
    return node instanceof DynamicContainer container
        ? container.getChildren().flatMap(QueryCasesTest::tests)
        : Stream.of((DynamicTest) node);
  }

  private void write(String file, String text) throws IOException {
    Path path = marts.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
