package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KpiRankTest {

  private static final String HEADER =
      "kpi | area_code | period_end | edition | published_on | first_published_on | value | status\n";

  /** Durham with five neighbours, two of them of its region; Old was abolished in April 2023. */
  private static final String AUTHORITIES =
      """
      authority_code | gss_code  | region_code | neighbour_model | neighbour_rank | neighbour_gss_code | created_on | abolished_on
      840            | E06000047 | NE          | 2021            | 1              | N1                 | -          | -
      840            | E06000047 | NE          | 2021            | 2              | N2                 | -          | -
      840            | E06000047 | NE          | 2021            | 3              | N3                 | -          | -
      840            | E06000047 | NE          | 2021            | 4              | N4                 | -          | -
      840            | E06000047 | NE          | 2021            | 5              | Old                | -          | -
      1              | N1        | NE          | -               | -              | -                  | -          | -
      2              | N2        | NE          | -               | -              | -                  | -          | -
      3              | N3        | NW          | -               | -              | -                  | -          | -
      4              | N4        | NW          | -               | -              | -                  | -          | -
      5              | Old       | NW          | -               | -              | -                  | -          | 2023-04-01
      6              | New       | NW          | -               | -              | -                  | 2023-04-01 | -
      7              | Far       | SW          | -               | -              | -                  | -          | -
      """;

  private static Dataset<Row> ranks(MartRun run, String benchmarks, String published) {
    return ranks(run, AUTHORITIES, benchmarks, published);
  }

  private static Dataset<Row> ranks(
      MartRun run, String authorities, String benchmarks, String published) {
    return build(
        new KpiRank(run),
        "2025-06-10",
        TinyMarts.given(
            Tables.DIM_AUTHORITY,
            authorities,
            Tables.FACT_BENCHMARK,
            HEADER + benchmarks,
            Tables.KPI_RANK,
            "kpi | period_type | as_at | reading | among | status | rank | publication_id\n"
                + published));
  }

  private static Dataset<Row> ranks(String benchmarks) {
    return ranks(TinyMarts.run(), benchmarks, "");
  }

  private static final String OF_2024 =
      """
      health_pct | E06000047    | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 90 | published
      health_pct | N1           | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 95 | published
      health_pct | N2           | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 90 | published
      health_pct | N3           | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 80 | published
      health_pct | N4           | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -  | rounds_to_zero
      health_pct | Old          | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -  | not_applicable
      health_pct | New          | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 99 | published
      health_pct | Far          | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | -  | suppressed
      health_pct | E92000001    | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 97 | published
      health_pct | New / Far    | 2024-03-31 | e-2024 | 2024-11-14 | 2024-11-14 | 97 | published
      """;

  @Test
  void theOwnPublishedFigureHasAPlaceAmongThoseOfTheSamePeriod() {
    assertRows(
        ranks(OF_2024)
            .where("kpi = 'health_pct' and as_at = '2025-03-31' and reading = 'as_known'"),
        """
        kpi        | period_type | among      | value | status    | rank | ties | quartile | areas_with_value | areas | neighbour_model | period_end | edition
        health_pct | QTR         | england    | 90    | published | 3    | 1    | B        | 6                | 7     | -               | 2024-03-31 | e-2024
        health_pct | QTR         | neighbours | 90    | published | 2    | 1    | B        | 5                | 5     | 2021            | 2024-03-31 | e-2024
        health_pct | QTR         | region     | 90    | too_few   | -    | -    | -        | 3                | 3     | -               | 2024-03-31 | e-2024
        """);
  }

  /** Six authorities have a figure: of twelve that is half, of thirteen it is less. */
  @Test
  void thereIsNoRankWhereFewerThanHalfOfTheGroupHaveAFigure() {
    String twelve = AUTHORITIES;
    for (int code = 8; code <= 12; code++) {
      twelve += "%d | More%d | SW | - | - | - | - | -\n".formatted(code, code);
    }
    String thirteen = twelve + "13 | More13 | SW | - | - | - | - | -\n";

    for (String authorities : List.of(twelve, thirteen)) {
      assertThat(
              ranks(TinyMarts.run(), authorities, OF_2024, "")
                  .where("kpi = 'health_pct' and as_at = '2025-03-31' and reading = 'as_known'")
                  .where("among = 'england'")
                  .selectExpr("concat_ws(' ', areas_with_value, areas, status, rank)")
                  .as(Encoders.STRING())
                  .collectAsList())
          .containsExactly(authorities.equals(twelve) ? "6 12 published 3" : "6 13 too_few");
    }
  }

  /** Of the tiny KPIs one has a polarity, a series and no unit that counts. */
  @Test
  void aCountAndAKpiWithoutPolarityOrSeriesHaveNoRank() {
    assertRows(ranks(OF_2024).select("kpi").distinct(), "kpi\nhealth_pct\ncases");
  }

  @Test
  void lowerIsBetterWhereTheKpiSaysSo() {
    String figures = OF_2024.replace("health_pct", "sw_avg_caseload");

    assertRows(
        ranks(figures)
            .where("kpi = 'cases' and as_at = '2025-03-31' and reading = 'as_known'")
            .where("among <> 'region'"),
        """
        among      | rank | ties | quartile | areas_with_value
        england    | 3    | 1    | B        | 6
        neighbours | 3    | 1    | C        | 5
        """);
  }

  @Test
  void anAuthorityIsAmongThoseThatExistedOnThePeriodsLastDay() {
    String of2023 = OF_2024.replace("2024-03-31", "2023-03-31").replace("2024-11-14", "2023-11-16");
    String figures =
        of2023
            .replaceFirst("(Old .*)-  \\| not_applicable", "$189 | published")
            .replaceFirst("(New  .*)99 \\| published", "$1-  | not_applicable");

    assertRows(
        ranks(figures)
            .where("kpi = 'health_pct' and as_at = '2025-03-31' and reading = 'latest'")
            .where("among <> 'region'"),
        """
        among      | period_end | rank | areas_with_value | areas
        england    | 2023-03-31 | 2    | 6                | 7
        neighbours | 2023-03-31 | 2    | 6                | 6
        """);
  }

  @Test
  void eachReadingTakesTheEditionsOutByItsDayAndNoFigureOfAnotherPeriod() {
    String laterEdition = OF_2024.replace("e-2024 | 2024-11-14", "e-2025 | 2025-06-05");
    String figures =
        OF_2024
            + laterEdition.replace("| 95 |", "| 85 |")
            // The others have no figure of this period.
            + "health_pct | N1 | 2025-03-31 | e-2025 | 2025-06-05 | 2025-06-05 | 20 | published\n";

    assertRows(
        ranks(figures).where("kpi = 'health_pct' and as_at = '2025-03-31' and among = 'england'"),
        """
        reading  | period_end | edition | rank | ties | areas_with_value
        as_known | 2024-03-31 | e-2024  | 3    | 1    | 6
        latest   | 2024-03-31 | e-2025  | 2    | 1    | 6
        """);
  }

  @Test
  void aLaterEditionOfAnyFigureShows() {
    String figures = OF_2024.replaceFirst("(N3 .*)e-2024 \\| 2024-11-14", "$1e-2025 | 2025-06-05");

    assertRows(
        ranks(figures).where("kpi = 'health_pct' and as_at = '2025-03-31' and among = 'england'"),
        """
        reading  | status        | rank
        as_known | later_edition | 3
        latest   | published     | 3
        """);
  }

  @Test
  void withoutAnOwnFigureTheStatusSaysWhy() {
    String figures = OF_2024.replaceFirst("(E06000047 .*)90 \\| published", "$1- | suppressed");
    Dataset<Row> ranks = ranks(figures).where("among = 'england' and reading = 'as_known'");

    assertRows(
        ranks.where("as_at in ('2024-06-30', '2025-03-31')"),
        """
        kpi        | as_at      | status            | value | rank | areas_with_value | areas | edition
        health_pct | 2024-06-30 | not_yet_published | -     | -    | -                | -     | -
        health_pct | 2025-03-31 | suppressed        | -     | -    | 5                | 7     | e-2024
        cases      | 2024-06-30 | no_series         | -     | -    | -                | -     | -
        cases      | 2025-03-31 | no_series         | -     | -    | -                | -     | -
        """);
  }

  @Test
  void aBackfillKeepsTheRanksOfOtherQuarters() {
    Dataset<Row> ranks =
        ranks(
            TinyMarts.run(TinyMarts.quarters("2025-03-31", "2025-03-31")),
            OF_2024,
            """
            health_pct | QTR | 2024-12-31 | as_known | england | published | 7 | then
            health_pct | QTR | 2025-03-31 | as_known | england | published | 8 | then
            """);

    assertThat(ranks.count()).isEqualTo(1 + 2 * 2 * 3);
    assertRows(
        ranks.where("kpi = 'health_pct' and among = 'england' and reading = 'as_known'"),
        """
        as_at      | rank | publication_id
        2024-12-31 | 7    | tonight
        2025-03-31 | 3    | tonight
        """);
  }
}
