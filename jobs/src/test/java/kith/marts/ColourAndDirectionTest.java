package kith.marts;

import static kith.marts.KpiQuarterlyTest.assessments;
import static kith.marts.KpiQuarterlyTest.health;
import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kith.table.Tables;
import kith.testing.Folders;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kpi_quarterly} says of a figure beside its target and the quarter before. */
class ColourAndDirectionTest {

  @Test
  void aChangeIsClearWhenTheIntervalOfTheDifferenceLeavesOutZero() {
    // 72 less 60 has the interval from -1.1 to 24.6, although 60 lies outside that of 72.
    assertRows(
        health(
            assessments(
                "recorded",
                "2024-03-31",
                40,
                100,
                "2024-06-30",
                60,
                100,
                "2024-09-30",
                72,
                100,
                "2024-12-31",
                40,
                100)),
        """
        as_at      | value | low  | high | previous_quarter | same_quarter_last_year | direction
        2024-03-31 | 40    | 30.9 | 49.8 | -                | -                      | not_applicable
        2024-06-30 | 60    | 50.2 | 69.1 | 40               | -                      | better
        2024-09-30 | 72    | 62.5 | 79.9 | 60               | -                      | no_clear_change
        2024-12-31 | 40    | 30.9 | 49.8 | 72               | -                      | worse
        2025-03-31 | -     | -    | -    | 40               | 40                     | not_applicable
        """);
  }

  @Test
  void aQuarterAfterOneWithoutAFigureHasNoDirection() {
    assertRows(
        health(assessments("recorded", "2024-09-30", 70, 100, "2025-03-31", 40, 100))
            .where("as_at >= '2024-12-31'"),
        """
        as_at      | value | previous_quarter | direction
        2024-12-31 | -     | 70               | not_applicable
        2025-03-31 | 40    | -                | not_applicable
        """);
  }

  @Test
  void underTwentyInTheDenominatorAreTooFewForAColourAndADirection() {
    // Targets begin in April 2024.
    assertRows(
        health(
            assessments(
                "recorded",
                "2024-03-31",
                19,
                19,
                "2024-06-30",
                20,
                20,
                "2024-09-30",
                2,
                20,
                "2024-12-31",
                19,
                19,
                "2025-03-31",
                3,
                19)),
        """
        as_at      | denominator | value | low  | high | rag     | direction
        2024-03-31 | 19          | 100   | 83.2 | 100  | none    | not_applicable
        2024-06-30 | 20          | 100   | 83.9 | 100  | green   | too_few
        2024-09-30 | 20          | 10    | 2.8  | 30.1 | red     | worse
        2024-12-31 | 19          | 100   | 83.2 | 100  | too_few | too_few
        2025-03-31 | 19          | 15.8  | 5.5  | 37.6 | too_few | too_few
        """);
  }

  @Test
  void aCountIsNotTooFewHoweverSmall() {
    assertRows(
        TinyMarts.quarterly(TinyMarts.given())
            .where("kpi = 'start_count' and period_type = 'QTR' and as_at > '2025-01-01'"),
        """
        as_at      | value | rag  | direction
        2025-03-31 | 0     | none | no_clear_change
        """);
  }

  /** As where interviews are still held for a quarter that has ended. */
  @Test
  void aKpiWhoseQuartersAreNotAlikeHasColoursAndNoDirection(@TempDir Path marts)
      throws IOException {
    Folders.copy(TinyMarts.folder().resolve("sql").resolve("marts"), marts);
    Path yaml = marts.resolve("assessment/health_pct.yaml");
    Files.writeString(yaml, Files.readString(yaml) + "not_compared: it still rises\n");
    KpiDefinitions kpis = KpiDefinitions.read(marts, SparkTest.specs());
    MartRun run =
        new MartRun(
            "tonight",
            kpis,
            TinyMarts.run().carried(),
            TinyMarts.parameters(),
            TinyMarts.run().targets(),
            Optional.empty());

    assertRows(
        TinyMarts.quarterly(
                run,
                "2025-06-10",
                assessments("recorded", "2024-06-30", 60, 100, "2024-09-30", 20, 100))
            .where("kpi = 'health_pct' and period_type = 'QTR'")
            .where("as_at in ('2024-06-30', '2024-09-30')"),
        """
        as_at      | value | previous_quarter | rag   | direction
        2024-06-30 | 60    | -                | green | not_applicable
        2024-09-30 | 20    | 60               | red   | not_applicable
        """);
    assertThat(KpiWords.better(kpis.byName().get("health_pct")))
        .endsWith("; a quarter is not compared with the one before: it still rises");
  }

  @Test
  void anAverageHasNoIntervalAndSoNeitherColourNorDirection() {
    assertRows(
        TinyMarts.quarterly(
                TinyMarts.given(
                    Tables.FACT_CASELOAD,
                    """
                    worker_key | month_end  | cases | full_time_equivalent
                    ann        | 2024-09-30 | 12    | 0.6
                    bob        | 2024-09-30 | 20    | 1
                    ann        | 2024-12-31 | 31    | 2
                    ann        | 2025-03-31 | 31    | 2
                    """))
            .where("kpi = 'cases' and as_at > '2024-09-01'"),
        """
        as_at      | numerator | denominator | value | low | high | previous_quarter | direction       | target | rag
        2024-09-30 | 32        | 1.6         | 20    | -   | -    | -                | not_applicable  | 17     | none
        2024-12-31 | 31        | 2           | 15.5  | -   | -    | 20               | not_applicable  | 17     | none
        2025-03-31 | 31        | 2           | 15.5  | -   | -    | 15.5             | not_applicable  | 17     | none
        """);
  }

  @Test
  void aColourIsGivenByTheTargetOfTheDayAndTheEndsCountWithTheBetterColour() {
    // The target is 50 within 10 up to 30 March 2025, and 80 within 15 from 31 March 2025. With
    // this many assessments chance moves a figure by less than half a point.
    assertRows(
        health(
            assessments(
                "recorded",
                "2024-06-30",
                51_000,
                100_000,
                "2024-09-30",
                40_000,
                100_000,
                "2024-12-31",
                39_000,
                100_000,
                "2025-03-31",
                65_000,
                100_000)),
        """
        as_at      | value | target | rag
        2024-03-31 | -     | -      | none
        2024-06-30 | 51    | 50     | green
        2024-09-30 | 40    | 50     | amber
        2024-12-31 | 39    | 50     | red
        2025-03-31 | 65    | 80     | amber
        """);
  }

  @Test
  void noColourIsGivenWhereTheTargetLiesWithinTheInterval() {
    // Wilson's interval of 60 in 100 is 50.2 to 69.1, of 59 in 100 it is 49.2 to 68.1.
    assertRows(
        health(
            assessments(
                "recorded",
                "2024-06-30",
                60,
                100,
                "2024-09-30",
                59,
                100,
                "2024-12-31",
                41,
                100,
                "2025-03-31",
                72,
                100)),
        """
        as_at      | value | low  | high | target | rag
        2024-03-31 | -     | -    | -    | -      | none
        2024-06-30 | 60    | 50.2 | 69.1 | 50     | green
        2024-09-30 | 59    | 49.2 | 68.1 | 50     | none
        2024-12-31 | 41    | 31.9 | 50.8 | 50     | none
        2025-03-31 | 72    | 62.5 | 79.9 | 80     | amber
        """);
  }

  @Test
  void otherPeriodTypesHaveNoTargetAndCountsNoColour() {
    Dataset<Row> quarterly =
        TinyMarts.quarterly(assessments("recorded", "2025-03-31", 90, 100))
            .where("as_at = '2025-03-31'");

    assertRows(
        quarterly.where("kpi in ('health_pct', 'start_count')"),
        """
        kpi         | period_type | target | rag
        health_pct  | QTR         | 80     | green
        health_pct  | R12         | -      | none
        start_count | QTR         | -      | none
        start_count | YTD         | -      | none
        start_count | R12         | 1      | none
        """);
  }
}
