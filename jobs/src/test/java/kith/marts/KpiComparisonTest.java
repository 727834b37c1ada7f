package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static org.assertj.core.api.Assertions.assertThat;

import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KpiComparisonTest {

  static final String HEADER =
      "kpi | area_code | period_end | edition | published_on | first_published_on | value | status"
          + " | neighbour_model | neighbours_with_value\n";

  private static Dataset<Row> comparison(String businessDate, String benchmarks) {
    return comparison(TinyMarts.run(), businessDate, benchmarks, "");
  }

  private static Dataset<Row> comparison(
      MartRun run, String businessDate, String benchmarks, String published) {
    return build(
        new KpiComparison(run),
        businessDate,
        TinyMarts.given(
            Tables.FACT_BENCHMARK,
            HEADER + benchmarks,
            Tables.KPI_COMPARISON,
            "kpi | period_type | as_at | comparator | status | publication_id | value\n"
                + published));
  }

  @Test
  void everyRowHasThreeComparatorsAndAStatusThatSaysWhyThereIsNoFigure() {
    Dataset<Row> comparison =
        comparison(
            "2025-06-10",
            """
            cla_count       | E92000001 | 2024-03-31 | cla-2024 | 2024-11-14 | 2024-11-14 | 83630 | published
            cla_count       | E12000001 | 2024-03-31 | cla-2024 | 2024-11-14 | 2024-11-14 | 6110  | published
            sw_avg_caseload | E92000001 | 2025-09-30 | w-2025   | 2026-03-19 | 2026-03-19 | 15.2  | published
            health_pct      | E92000001 | 2024-03-31 | h-2024   | 2024-11-14 | 2024-11-14 | -     | suppressed
            health_pct      | E12000001 | 2024-03-31 | h-2024   | 2024-11-14 | 2024-11-14 | -     | not_available
            """);

    assertThat(comparison.count()).isEqualTo(3 * 5 * (1 + 1 + 3 + 2 + 1 + 1));
    assertRows(
        comparison.where("as_at = '2025-03-31' and kpi not in ('rate', 'interview_count')"),
        """
        kpi         | period_type | comparator | status            | value | period_end | edition
        count       | POINT       | england    | published         | 83630 | 2024-03-31 | cla-2024
        count       | POINT       | region     | published         | 6110  | 2024-03-31 | cla-2024
        count       | POINT       | neighbours | not_applicable    | -     | -          | -
        start_count | QTR         | england    | not_comparable    | -     | -          | -
        start_count | QTR         | region     | not_comparable    | -     | -          | -
        start_count | QTR         | neighbours | not_comparable    | -     | -          | -
        start_count | YTD         | england    | not_comparable    | -     | -          | -
        start_count | YTD         | region     | not_comparable    | -     | -          | -
        start_count | YTD         | neighbours | not_comparable    | -     | -          | -
        start_count | R12         | england    | no_series         | -     | -          | -
        start_count | R12         | region     | no_series         | -     | -          | -
        start_count | R12         | neighbours | no_series         | -     | -          | -
        health_pct  | QTR         | england    | suppressed        | -     | 2024-03-31 | h-2024
        health_pct  | QTR         | region     | not_available     | -     | 2024-03-31 | h-2024
        health_pct  | QTR         | neighbours | no_series         | -     | -          | -
        health_pct  | R12         | england    | not_comparable    | -     | -          | -
        health_pct  | R12         | region     | not_comparable    | -     | -          | -
        health_pct  | R12         | neighbours | not_comparable    | -     | -          | -
        cases       | POINT       | england    | not_yet_published | -     | -          | -
        cases       | POINT       | region     | not_applicable    | -     | -          | -
        cases       | POINT       | neighbours | not_applicable    | -     | -          | -
        """);
    assertRows(
        comparison
            .where("as_at = '2025-03-31' and kpi in ('rate', 'interview_count')")
            .select("status")
            .distinct(),
        "status\nno_series");
  }

  /** As in a file that holds some areas only; the publisher's symbol says something else. */
  @Test
  void aSeriesThatIsHeldForOtherAreasOnlyIsNoSeries() {
    Dataset<Row> comparison =
        comparison(
            "2025-06-10",
            """
            health_pct | E92000001 | 2024-03-31 | h-2024 | 2024-11-14 | 2024-11-14 | -  | not_available
            health_pct | E12000009 | 2024-03-31 | h-2024 | 2024-11-14 | 2024-11-14 | 61 | published
            health_pct | E06000001 | 2024-03-31 | h-2024 | 2024-11-14 | 2024-11-14 | 60 | published
            """);

    assertRows(
        comparison.where("kpi = 'health_pct' and period_type = 'QTR' and as_at = '2025-03-31'"),
        """
        comparator | status        | latest_status | period_end
        england    | not_available | not_available | 2024-03-31
        region     | no_series     | no_series     | -
        neighbours | no_series     | no_series     | -
        """);
  }

  @Test
  void theNewestEditionOutByTheCutOffIsUsedAndNoLaterOne() {
    // 30 September 2024 and 60 days is 29 November 2024; 31 December 2024 and 60 days 1 March 2025.
    Dataset<Row> comparison =
        comparison(
            "2025-06-10",
            """
            health_pct | E92000001 | 2024-03-31 | first  | 2024-11-29 | 2024-11-29 | 70 | published
            health_pct | E92000001 | 2024-03-31 | second | 2025-03-01 | 2024-11-29 | 71 | published
            health_pct | E92000001 | 2024-03-31 | third  | 2025-06-11 | 2024-11-29 | 72 | published
            """);

    assertRows(
        england(comparison),
        """
        as_at      | status            | value | edition | published_on
        2024-03-31 | not_yet_published | -     | -       | -
        2024-06-30 | not_yet_published | -     | -       | -
        2024-09-30 | published         | 70    | first   | 2024-11-29
        2024-12-31 | published         | 71    | second  | 2025-03-01
        2025-03-31 | published         | 71    | second  | 2025-03-01
        """);
  }

  @Test
  void theBusinessDateIsTheCutOffWhereItComesBeforeTheLag() {
    Dataset<Row> comparison =
        comparison(
            "2025-04-01",
            """
            health_pct | E92000001 | 2024-03-31 | first  | 2025-04-01 | 2025-04-01 | 70 | published
            health_pct | E92000001 | 2024-03-31 | second | 2025-04-02 | 2025-04-01 | 71 | published
            """);

    assertRows(
        england(comparison).where("as_at = '2025-03-31'"),
        """
        status    | value | edition
        published | 70    | first
        """);
  }

  @Test
  void aFigureOfWhichOnlyLaterEditionsAreHeldIsTheOldestOfThemAndSaysSo() {
    Dataset<Row> comparison =
        comparison(
            "2025-06-10",
            """
            health_pct | E92000001 | 2023-03-31 | newer | 2026-01-01 | 2023-11-16 | 61 | published
            health_pct | E92000001 | 2023-03-31 | older | 2025-11-26 | 2023-11-16 | 60 | published
            """);

    assertRows(
        england(comparison).where("as_at = '2025-03-31'"),
        """
        status        | value | edition | published_on
        later_edition | 60    | older   | 2025-11-26
        """);
  }

  @Test
  void thePeriodIsTheLatestThatEndedByTheAsAtDateAndWasKnown() {
    Dataset<Row> comparison =
        comparison(
            "2025-06-10",
            """
            health_pct | E92000001 | 2023-03-31 | e-2023 | 2023-11-16 | 2023-11-16 | 60 | published
            health_pct | E92000001 | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 65 | published
            health_pct | E92000001 | 2025-03-31 | e-2025 | 2025-11-26 | 2025-11-26 | 66 | published
            """);

    assertRows(
        england(comparison).where("as_at in ('2024-06-30', '2025-03-31')"),
        """
        as_at      | value | period_end
        2024-06-30 | 60    | 2023-03-31
        2025-03-31 | 65    | 2024-03-31
        """);
  }

  @Test
  void neighboursAreThoseOfTheNewestModelOutByTheCutOff() {
    // The model of 2025 was published on 1 May 2025, within the lag of the quarter to March 2025.
    Dataset<Row> comparison =
        comparison(
            "2025-06-10",
            """
            health_pct | SN2021-E06000047 | 2024-03-31 | computed-from-latest | 2024-11-14 | 2024-11-14 | 55 | published | 2021 | 9
            health_pct | SN2025-E06000047 | 2024-03-31 | computed-from-latest | 2024-11-14 | 2024-11-14 | 57 | published | 2025 | 10
            health_pct | E06000047        | 2024-03-31 | e-2024               | 2024-11-14 | 2024-11-14 | 50 | published | -    | -
            """);

    assertRows(
        neighbours(comparison).where("as_at > '2024-12-01'"),
        """
        as_at      | status    | value | neighbour_model | neighbours_with_value
        2024-12-31 | published | 55    | 2021            | 9
        2025-03-31 | published | 57    | 2025            | 10
        """);
  }

  @Test
  void beforeTheFirstModelCameOutTheOldestStands() {
    Dataset<Row> comparison =
        build(
            new KpiComparison(TinyMarts.run()),
            "2025-06-10",
            TinyMarts.given(
                Tables.DIM_AUTHORITY,
                """
                gss_code  | region_code | neighbour_model | model_published_on | neighbour_rank
                E06000047 | E12000001   | 2025            | 2026-05-01         | 1
                E06000047 | E12000001   | 2027            | 2027-05-01         | 1
                """,
                Tables.FACT_BENCHMARK,
                HEADER
                    + """
                    health_pct | SN2025-E06000047 | 2024-03-31 | computed-from-latest | 2024-11-14 | 2024-11-14 | 57 | published | 2025 | 10
                    """));

    assertRows(
        neighbours(comparison).where("as_at = '2025-03-31'"),
        """
        neighbour_model | value
        2025            | 57
        """);
  }

  @Test
  void aNeighbourMeanIsMarkedUnlessTheNewestOwnEditionWasOutByTheCutOff() {
    Dataset<Row> comparison =
        comparison(
            "2025-06-10",
            """
            health_pct | SN2021-E06000047 | 2023-03-31 | computed-from-latest | 2023-11-16 | 2023-11-16 | 55 | published | 2021 | 9
            health_pct | E06000047        | 2023-03-31 | e-2023               | 2023-11-16 | 2023-11-16 | 50 | published | -    | -
            health_pct | E06000047        | 2023-03-31 | e-2024               | 2024-11-14 | 2023-11-16 | 51 | published | -    | -
            """);

    assertRows(
        neighbours(comparison).where("as_at in ('2024-06-30', '2024-09-30')"),
        """
        as_at      | status        | value | edition
        2024-06-30 | later_edition | 55    | computed-from-latest
        2024-09-30 | published     | 55    | computed-from-latest
        """);
  }

  @Test
  void theLatestReadingIsThatOfTheBusinessDate() {
    Dataset<Row> comparison =
        comparison(
            "2026-06-10",
            """
            health_pct | E92000001 | 2024-03-31 | first  | 2024-11-14 | 2024-11-14 | 70 | published
            health_pct | E92000001 | 2024-03-31 | second | 2025-11-26 | 2024-11-14 | 71 | published
            health_pct | E92000001 | 2025-03-31 | second | 2025-11-26 | 2025-11-26 | 75 | published
            health_pct | E92000001 | 2025-03-31 | third  | 2026-06-11 | 2025-11-26 | 76 | published
            """);

    assertRows(
        england(comparison).where("as_at in ('2024-12-31', '2025-03-31')"),
        """
        as_at      | value | period_end | edition | latest_value | latest_status | latest_period_end | latest_edition | latest_published_on
        2024-12-31 | 70    | 2024-03-31 | first   | 71           | published     | 2024-03-31        | second         | 2025-11-26
        2025-03-31 | 70    | 2024-03-31 | first   | 75           | published     | 2025-03-31        | second         | 2025-11-26
        """);
  }

  @Test
  void anAuthorityInNoModelHasNoNeighbours() {
    Dataset<Row> comparison =
        build(
            new KpiComparison(TinyMarts.run()),
            "2025-06-10",
            TinyMarts.given(
                Tables.DIM_AUTHORITY,
                """
                gss_code  | region_code | neighbour_model
                E06000047 | E12000001   | -
                """,
                Tables.FACT_BENCHMARK,
                HEADER
                    + """
                    health_pct | E92000001 | 2024-03-31 | first | 2024-11-14 | 2024-11-14 | 70 | published
                    """));

    assertRows(
        neighbours(comparison).where("as_at = '2025-03-31'"),
        """
        status    | neighbour_model
        no_series | -
        """);
  }

  @Test
  void aBackfillKeepsTheComparisonsOfOtherQuarters() {
    Dataset<Row> comparison =
        comparison(
            TinyMarts.run(TinyMarts.quarters("2025-03-31", "2025-03-31")),
            "2025-06-10",
            """
            health_pct | E92000001 | 2024-03-31 | first | 2024-11-14 | 2024-11-14 | 70 | published
            """,
            """
            health_pct | QTR | 2024-12-31 | england | published | then | 68
            health_pct | QTR | 2025-03-31 | england | published | then | 69
            """);

    assertRows(
        england(comparison),
        """
        as_at      | value | publication_id
        2024-12-31 | 68    | tonight
        2025-03-31 | 70    | tonight
        """);
  }

  private static Dataset<Row> england(Dataset<Row> comparison) {
    return comparison.where(
        "kpi = 'health_pct' and period_type = 'QTR' and comparator = 'england'");
  }

  private static Dataset<Row> neighbours(Dataset<Row> comparison) {
    return comparison.where(
        "kpi = 'health_pct' and period_type = 'QTR' and comparator = 'neighbours'");
  }
}
