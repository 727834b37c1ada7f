package kith.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.marts.KpiDefinitions;
import kith.marts.Subjects;
import kith.marts.TinyMarts;
import kith.project.Project;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.Folders;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardTest {

  private static final Subjects SUBJECTS = Subjects.of(Project.home());

  private static final String FIGURES =
      """
      kpi         | period_type | as_at      | numerator | denominator | value  | previous_quarter | same_quarter_last_year | england | region | neighbours | target | direction      | rag   | status        | business_date | simulated
      count       | POINT       | 2024-12-31 | 999       | -           | 999    | -                | -                      | -       | -      | -          | -      | not_applicable | none  | ok            | 2025-06-10    | true
      count       | POINT       | 2025-03-31 | 1183      | -           | 1183   | 1190             | 1208                   | 83630   | 6110   | -          | -      | not_applicable | none  | ok            | 2025-06-10    | true
      start_count | QTR         | 2025-03-31 | 77        | -           | 77     | -                | -                      | -       | -      | -          | -      | better         | none  | ok            | 2025-06-10    | true
      health_pct  | QTR         | 2025-03-31 | 90        | 120         | 75     | 60.5             | -                      | 70      | -      | 68.25      | 90     | better         | amber | ok            | 2025-06-10    | true
      cases       | POINT       | 2025-03-31 | -         | -           | -      | -                | -                      | -       | -      | -          | 17     | not_applicable | none  | not_available | 2025-06-10    | true
      """;

  private static final String QUALITY =
      """
      kpi        | rule    | title                    | severity | status | failed | checked
      health_pct | late    | A record came late       | warn     | fail   | 3      | 20
      health_pct | odd     | A record is odd          | warn     | pass   | 0      | 20
      health_pct | unasked | A record says nothing    | warn     | error  | 0      | 0
      cases      | late    | A record came late       | warn     | fail   | 3      | 20
      """;

  private static String card(String text) {
    return card(text, "");
  }

  private static String card(String text, String quality) {
    return new Scorecard(SUBJECTS, TinyMarts.kpis().all())
        .render(
            rows(Tables.KPI_PUBLISHED, text),
            quality.isEmpty() ? List.of() : rows(Tables.KPI_QUALITY, quality));
  }

  private static List<JsonNode> rows(TableName table, String text) {
    return TestTables.rows(table, text).toJSON().collectAsList().stream()
        .map(ScorecardTest::json)
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }

  @Test
  void rulesOfQualityThatDoNotHoldAreCountedBesideTheFigureAndNamedBelow() {
    List<String> lines =
        card(FIGURES, QUALITY).lines().map(line -> line.replaceAll(" +", " ")).toList();

    assertThat(lines)
        .contains(
            "Health assessments in time [data: 2]",
            "Cases of a social worker [not carried by the source; data: 1]")
        .containsSubsequence(
            "data: data quality rules that fail for the records behind the figure:",
            " A record came late",
            " A record says nothing (could not run)")
        .noneMatch(line -> line.contains("A record is odd"));
    assertThat(lines.stream().filter(line -> line.contains("came late"))).hasSize(1);
  }

  /** Workforce figures are of 30 September, the others of 31 March; counts are not compared. */
  @Test
  void thePeriodsOfPublishedFiguresAreNamedBelow() {
    List<JsonNode> figures =
        rows(
            Tables.KPI_PUBLISHED,
            """
            kpi        | period_type | as_at      | value | england | england_period_end | neighbours_period_end | direction      | rag  | status | business_date | simulated
            count      | POINT       | 2025-03-31 | 1183  | 83630   | 2023-03-31         | -                     | not_applicable | none | ok     | 2025-06-10    | true
            health_pct | QTR         | 2025-03-31 | 75    | 70      | 2024-03-31         | 2020-03-31            | not_applicable | none | ok     | 2025-06-10    | true
            cases      | POINT       | 2025-03-31 | 16    | 15.4    | 2024-09-30         | 2024-09-30            | not_applicable | none | ok     | 2025-06-10    | true
            """);

    assertThat(new Scorecard(SUBJECTS, TinyMarts.kpis().all()).render(figures, List.of()).lines())
        .containsSequence(
            "England, region and neighbours are for the period ending:",
            "  30 September 2024: SOCIAL WORKERS",
            "  31 March 2024: HEALTH",
            "  31 March 2020: HEALTH (neighbours)");
    assertThat(card(FIGURES)).doesNotContain("for the period ending");
  }

  /** A hidden figure of an earlier quarter says so, and one of too little history is marked. */
  @Test
  void anEarlierFigureIsHiddenOrMarkedByItsOwnStatus() {
    List<JsonNode> figures =
        rows(
            Tables.KPI_PUBLISHED,
            """
            kpi        | period_type | as_at      | value | same_quarter_last_year | direction      | rag  | status | business_date | simulated
            health_pct | QTR         | 2025-03-31 | 75    | 12.5                   | not_applicable | none | ok     | 2025-06-10    | true
            """);
    figures.forEach(
        row ->
            ((ObjectNode) row)
                .put("previous_quarter_status", "suppressed")
                .put("same_quarter_last_year_status", "insufficient_history"));

    assertThat(new Scorecard(SUBJECTS, TinyMarts.kpis().all()).render(figures, List.of()))
        .containsPattern("the quarter +75.0 +hidden +~12.5 ");
  }

  @Test
  void theTitleSaysHowManyNeighboursHaveAFigureWhereNotAllHave() {
    List<JsonNode> figures =
        rows(
            Tables.KPI_PUBLISHED,
            """
            kpi        | period_type | as_at      | value | neighbours | direction      | rag  | status | business_date | simulated
            health_pct | QTR         | 2025-03-31 | 75    | 70         | not_applicable | none | ok     | 2025-06-10    | true
            cases      | POINT       | 2025-03-31 | 16    | 15.4       | not_applicable | none | ok     | 2025-06-10    | true
            """);
    ((ObjectNode) figures.get(0)).put("neighbours_with_value", 7);
    ((ObjectNode) figures.get(1)).put("neighbours_with_value", 10);

    assertThat(new Scorecard(SUBJECTS, TinyMarts.kpis().all()).render(figures, List.of()).lines())
        .contains("Health assessments in time [7 of 10 neighbours]", "Cases of a social worker");
  }

  @Test
  void everyWordForAWindowIsExplained() {
    assertThat(card(FIGURES))
        .contains("\non the day: the quarter's last day. the quarter: its three months only.\n")
        .contains("\nsince 1 April, twelve months, two years: up to that day.\n");
  }

  @Test
  void eachKpiHasItsWholeTitleAndTheLatestQuarterInTheWindowThatIsCompared() {
    List<String> lines = card(FIGURES).lines().map(line -> line.replaceAll(" +", " ")).toList();

    assertThat(lines)
        .containsSubsequence("Children looked after", " on the day 1,183 1,190 1,208 - - - - - -")
        .containsSubsequence(
            "Health assessments in time",
            " the quarter 90 of 120 75.0 60.5 n/a 70 - 68.3 90 better AMBER")
        .containsSubsequence(
            "Cases of a social worker [not carried by the source]",
            " on the day n/a n/a n/a - - - 17 - -")
        .noneMatch(line -> line.contains("999"));
  }

  @Test
  void aSubjectThatTheScorecardDoesNotKnowStandsLastUnderItsOwnName(@TempDir Path copy)
      throws IOException {
    Folders.copy(TinyMarts.folder().resolve("sql/marts"), copy);
    Files.move(copy.resolve("assessment"), copy.resolve("adoption"));

    String card =
        new Scorecard(SUBJECTS, KpiDefinitions.read(copy, SparkTest.specs()).all())
            .render(rows(Tables.KPI_PUBLISHED, FIGURES), List.of());

    assertThat(card.lines())
        .containsSubsequence("SOCIAL WORKERS", "ADOPTION", "Health assessments in time");
  }

  @Test
  void theQuarterStandsBelowTheYearThatIsCompared() {
    String row =
        """
        start_count | R12 | 2025-03-31 | 300 | - | 300 | 310 | - | - | - | - | - | worse | none | ok | 2025-06-10 | true
        """;

    List<String> lines =
        card(FIGURES + row).lines().map(line -> line.replaceAll(" +", " ")).toList();

    assertThat(lines)
        .containsSubsequence(
            "Children who started",
            " twelve months 300 310 n/a - - - - worse -",
            " the quarter 77 n/a n/a - - - - better -");
  }

  @Test
  void aCountThatHasADenominatorSaysOfHowMany() {
    String row =
        """
        start_count | R12 | 2025-03-31 | 30 | 300 | 30 | 31 | - | - | - | - | - | worse | none | ok | 2025-06-10 | true
        """;

    assertThat(card(FIGURES + row))
        .containsPattern("twelve months +30 of 300 +30 +31 ")
        .containsPattern("the quarter +77 +n/a ");
  }

  @Test
  void countsAreNotHeldAgainstEnglandOrTheRegion() {
    assertThat(card(FIGURES)).doesNotContain("83,630").doesNotContain("6,110");
  }

  @Test
  void aTargetWithinTheMarginOfChanceIsUnclearAndHasNoColour() {
    String figures =
        """
        kpi        | period_type | as_at      | numerator | denominator | value | low  | high | target | direction       | rag  | status | business_date | simulated
        health_pct | QTR         | 2025-03-31 | 59        | 100         | 59    | 49.2 | 68.1 | 50     | no_clear_change | none | ok     | 2025-06-10    | true
        """;

    assertThat(card(figures))
        .containsPattern("the quarter +59 of 100 +59.0 .* 50 +steady +unclear");
  }

  @Test
  void aFigureOfTooFewToCompareSaysSoInPlaceOfItsColour() {
    String figures =
        """
        kpi        | period_type | as_at      | numerator | denominator | value | low  | high | target | direction | rag     | status | business_date | simulated
        health_pct | QTR         | 2025-03-31 | 7         | 14          | 50    | 26.8 | 73.2 | 50     | too_few   | too_few | ok     | 2025-06-10    | true
        """;

    assertThat(card(figures).lines().map(line -> line.replaceAll(" +", " ")))
        .containsSubsequence(
            "Health assessments in time [too few to compare]",
            " the quarter 7 of 14 50.0 n/a n/a - - - 50 few too few")
        .contains(
            "few, too few: too few to compare, here or in the quarter before, so no change or no colour.");
  }

  @Test
  void aColourStaysWhereOnlyTheQuarterBeforeHasTooFewToCompare() {
    String figures =
        """
        kpi        | period_type | as_at      | numerator | denominator | value | low  | high | target | direction | rag | status | business_date | simulated
        health_pct | QTR         | 2025-03-31 | 7         | 24          | 29.2  | 14.9 | 49.2 | 50     | too_few   | red | ok     | 2025-06-10    | true
        """;

    assertThat(card(figures).lines().map(line -> line.replaceAll(" +", " ")))
        .containsSubsequence(
            "Health assessments in time", " the quarter 7 of 24 29.2 n/a n/a - - - 50 few RED");
  }

  @Test
  void kpisStandUnderTheirSubjectAndTheQuarterIsNamed() {
    assertThat(card(FIGURES))
        .containsSubsequence("CHILDREN LOOKED AFTER\n", "HEALTH\n", "SOCIAL WORKERS\n")
        .contains("Quarter to 31 March 2025 (Q4 2024-25), records of 10 June 2025");
  }

  @Test
  void simulatedFiguresSaySoAtHeadAndFootAndRealOnesNowhere() {
    assertThat(card(FIGURES).strip().lines().toList())
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).contains("SIMULATED");
              assertThat(lines.get(lines.size() - 1)).contains("SIMULATED");
            });
    assertThat(card(FIGURES.replace("true", "false"))).doesNotContain("SIMULATED");
  }

  @Test
  void noLineIsWiderThan100CharactersAndEveryTitleIsWhole() {
    String row =
        """
        interview_count | QTR | 2025-03-31 | 9 | - | 9 | - | - | - | - | - | - | better | none | insufficient_history | 2025-06-10 | true
        """;

    String card = card(FIGURES + row);

    assertThat(card.lines()).allMatch(line -> line.length() <= Scorecard.WIDTH);
    assertThat(card.replaceAll("\\s+", " "))
        .contains(
            TinyMarts.kpis().byName().get("interview_count").title()
                + " [the records do not go back far enough]");
  }

  @Test
  void withoutFiguresItSaysSo() {
    assertThat(new Scorecard(SUBJECTS, TinyMarts.kpis().all()).render(List.of(), List.of()))
        .isEqualTo("No figures are published.\n");
  }
}
