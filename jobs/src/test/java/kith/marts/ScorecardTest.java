package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kith.contract.Tables;
import kith.testing.TestTables;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ScorecardTest {

  private static final String FIGURES =
      """
      kpi         | period_type | as_at      | numerator | denominator | value  | previous_quarter | same_quarter_last_year | england | region | neighbours | target | direction      | rag   | status        | business_date | simulated
      count       | POINT       | 2024-12-31 | 999       | -           | 999    | -                | -                      | -       | -      | -          | -      | not_applicable | none  | ok            | 2025-06-10    | true
      count       | POINT       | 2025-03-31 | 1183      | -           | 1183   | 1190             | 1208                   | 83630   | 6110   | -          | -      | not_applicable | none  | ok            | 2025-06-10    | true
      start_count | QTR         | 2025-03-31 | 77        | -           | 77     | -                | -                      | -       | -      | -          | -      | better         | none  | ok            | 2025-06-10    | true
      health_pct  | QTR         | 2025-03-31 | 90        | 120         | 75     | 60.5             | -                      | 70      | -      | 68.25      | 80     | better         | amber | ok            | 2025-06-10    | true
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
    return card(text, List.of());
  }

  private static String card(String text, List<Row> quality) {
    List<Row> rows = TestTables.rows(Tables.KPI_PUBLISHED, text).collectAsList();
    return new Scorecard(TinyMarts.kpis()).render(rows, quality);
  }

  @Test
  void rulesOfQualityThatDoNotHoldAreCountedBesideTheFigureAndNamedBelow() {
    List<Row> quality = TestTables.rows(Tables.KPI_QUALITY, QUALITY).collectAsList();

    List<String> lines =
        card(FIGURES, quality).lines().map(line -> line.replaceAll(" +", " ")).toList();

    assertThat(lines)
        .contains(
            " Health assessments in time QTR 90 120 75.0 60.5 n/a 70 n/a 68.3 80 2 better AMBER ok",
            " Cases of a social worker POINT n/a n/a n/a n/a n/a n/a n/a n/a 17 1 - - not available")
        .containsSubsequence(
            "data: rules of data quality that do not hold for the records behind the figure:",
            " A record came late",
            " A record says nothing (could not be asked)")
        .noneMatch(line -> line.contains("A record is odd"));
    assertThat(lines.stream().filter(line -> line.contains("came late"))).hasSize(1);
  }

  @Test
  void eachKpiIsOneLineOfTheLatestQuarterInTheWindowThatIsCompared() {
    List<String> lines = card(FIGURES).lines().map(line -> line.replaceAll(" +", " ")).toList();

    assertThat(lines)
        .contains(
            " Children looked after POINT 1,183 n/a 1,183 1,190 1,208 83,630 6,110 n/a n/a - - - ok",
            " Health assessments in time QTR 90 120 75.0 60.5 n/a 70 n/a 68.3 80 - better AMBER ok",
            " Cases of a social worker POINT n/a n/a n/a n/a n/a n/a n/a n/a 17 - - - not available")
        .noneMatch(line -> line.contains("999") || line.contains("77"));
  }

  @Test
  void kpisStandUnderTheirSubjectAndTheQuarterIsNamed() {
    assertThat(card(FIGURES))
        .containsSubsequence("Children looked after\n", "Health\n", "Social workers\n")
        .contains("quarter to 31 March 2025 (Q4 2024-25), records of 10 June 2025");
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
  void noLineIsWiderThan150Characters() {
    assertThat(card(FIGURES).lines()).allMatch(line -> line.length() <= 150);
  }

  @Test
  void aLongTitleKeepsHowItBeginsAndEnds() {
    String row =
        """
        interview_count | QTR | 2025-03-31 | 9 | - | 9 | - | - | - | - | - | - | better | none | ok | 2025-06-10 | true
        """;

    assertThat(card(FIGURES + row)).contains("  Return interviews ... after going missing  ");
  }

  @Test
  void withoutFiguresItSaysSo() {
    assertThat(new Scorecard(TinyMarts.kpis()).render(List.of(), List.of()))
        .isEqualTo("No figures are published.\n");
  }
}
