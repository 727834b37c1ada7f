package kith.marts;

import static kith.testing.TestTables.assertRows;

import java.util.List;
import java.util.Map;
import kith.table.Tables;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KpiPublishedTest {

  private static Dataset<Row> published(String text) {
    return TinyMarts.build(
        new KpiPublished(TinyMarts.run(), List.of()),
        Map.of(Tables.KPI_QUARTERLY, TestTables.rows(Tables.KPI_QUARTERLY, text)));
  }

  @Test
  void countsFrom1To5AreHiddenAndZeroIsShown() {
    assertRows(
        published(
            """
            kpi             | period_type | as_at      | numerator | value | low | high | status | rag  | direction
            count           | POINT       | 2024-03-31 | 0         | 0     | 0   | 3.7  | ok     | none | better
            count           | POINT       | 2024-09-30 | 1         | 1     | 0   | 5.6  | ok     | none | better
            count           | POINT       | 2025-03-31 | 5         | 5     | 1.6 | 11.7 | ok     | none | better
            interview_count | QTR         | 2025-03-31 | 6         | 6     | 2.2 | 13.1 | ok     | none | better
            """),
        """
        kpi             | as_at      | numerator | value | low | high | status     | rag  | direction
        count           | 2024-03-31 | 0         | 0     | 0   | 3.7  | ok         | none | better
        count           | 2024-09-30 | -         | -     | -   | -    | suppressed | none | not_applicable
        count           | 2025-03-31 | -         | -     | -   | -    | suppressed | none | not_applicable
        interview_count | 2025-03-31 | 6         | 6     | 2.2 | 13.1 | ok         | none | better
        """);
  }

  @Test
  void aShareIsHiddenWhereThoseInItOrTheRestAreFew() {
    assertRows(
        published(
            """
            kpi        | period_type | as_at      | numerator | denominator | value | low  | high | status | rag   | target
            health_pct | QTR         | 2024-03-31 | 5         | 100         | 5     | 2.2  | 11.2 | ok     | red   | 50
            health_pct | QTR         | 2024-06-30 | 95        | 100         | 95    | 88.8 | 97.8 | ok     | green | 50
            health_pct | QTR         | 2024-09-30 | 6         | 12          | 50    | 25.4 | 74.6 | ok     | green | 50
            health_pct | QTR         | 2024-12-31 | 12        | 12          | 100   | 75.8 | 100  | ok     | green | 50
            health_pct | R12         | 2024-12-31 | 0         | 12          | 0     | 0    | 24.2 | ok     | none  | -
            health_pct | R12         | 2025-03-31 | 0         | 3           | 0     | 0    | 56.1 | ok     | none  | -
            """),
        """
        period_type | as_at      | numerator | denominator | value | low  | high | status     | rag   | target
        QTR         | 2024-03-31 | -         | -           | -     | -    | -    | suppressed | none  | 50
        QTR         | 2024-06-30 | -         | -           | -     | -    | -    | suppressed | none  | 50
        QTR         | 2024-09-30 | 6         | 12          | 50    | 25.4 | 74.6 | ok         | green | 50
        QTR         | 2024-12-31 | 12        | 12          | 100   | 75.8 | 100  | ok         | green | 50
        R12         | 2024-12-31 | 0         | 12          | 0     | 0    | 24.2 | ok         | none  | -
        R12         | 2025-03-31 | -         | -           | -     | -    | -    | suppressed | none  | -
        """);
  }

  @Test
  void aCountWithADenominatorIsHiddenWithItWhereThoseInItOrTheRestAreFew() {
    assertRows(
        published(
            """
            kpi   | period_type | as_at      | numerator | denominator | value | status
            count | POINT       | 2024-03-31 | 5         | 40          | 5     | ok
            count | POINT       | 2024-06-30 | 12        | 17          | 12    | ok
            count | POINT       | 2024-09-30 | 0         | 3           | 0     | ok
            count | POINT       | 2024-12-31 | 12        | 40          | 12    | ok
            count | POINT       | 2025-03-31 | 12        | 12          | 12    | ok
            """),
        """
        as_at      | numerator | denominator | value | status
        2024-03-31 | -         | -           | -     | suppressed
        2024-06-30 | -         | -           | -     | suppressed
        2024-09-30 | -         | -           | -     | suppressed
        2024-12-31 | 12        | 40          | 12    | ok
        2025-03-31 | 12        | 12          | 12    | ok
        """);
  }

  @Test
  void aRateOfAFewIsHiddenWithItsPopulationAndAnAverageOfAFewCasesToo() {
    assertRows(
        published(
            """
            kpi   | period_type | as_at      | numerator | denominator | counted_members | value | low | high | status      | population_year
            rate  | POINT       | 2025-03-31 | 3         | 1000        | 3               | 30    | 6   | 87.7 | provisional | 2023
            cases | POINT       | 2024-12-31 | 4         | 0.5         | 6               | 8     | -   | -    | ok          | -
            cases | POINT       | 2025-03-31 | 93        | 6           | 6               | 15.5  | -   | -    | ok          | -
            """),
        """
        kpi   | as_at      | numerator | denominator | value | low | status     | population_year
        rate  | 2025-03-31 | -         | -           | -     | -   | suppressed | 2023
        cases | 2024-12-31 | -         | -           | -     | -   | suppressed | -
        cases | 2025-03-31 | 93        | 6           | 15.5  | -   | ok         | -
        """);
  }

  @Test
  void anAverageOrAShareOfTimeOfFewMembersIsHiddenHoweverMuchTheyHave() {
    assertRows(
        published(
            """
            kpi        | period_type | as_at      | numerator | denominator | counted_members | value | status
            cases      | POINT       | 2024-09-30 | 80        | 5           | 5               | 16    | ok
            cases      | POINT       | 2024-12-31 | 80        | 5.5         | 6               | 14.5  | ok
            cases      | POINT       | 2025-03-31 | 80        | 5           | -               | 16    | ok
            health_pct | QTR         | 2024-12-31 | 40        | 1000        | 4               | 4     | ok
            health_pct | QTR         | 2025-03-31 | 40        | 1000        | 12              | 4     | ok
            """),
        """
        kpi        | as_at      | numerator | denominator | value | status
        cases      | 2024-09-30 | -         | -           | -     | suppressed
        cases      | 2024-12-31 | 80        | 5.5         | 14.5  | ok
        cases      | 2025-03-31 | -         | -           | -     | suppressed
        health_pct | 2024-12-31 | -         | -           | -     | suppressed
        health_pct | 2025-03-31 | 40        | 1000        | 4     | ok
        """);
  }

  @Test
  void whatIsHiddenInItsOwnQuarterIsHiddenInLaterOnesToo() {
    assertRows(
        published(
            """
            kpi   | period_type | as_at      | numerator | value | status | previous_quarter | same_quarter_last_year | direction
            count | POINT       | 2024-03-31 | 3         | 3     | ok     | -                | -                      | not_applicable
            count | POINT       | 2024-06-30 | 30        | 30    | ok     | 3                | -                      | better
            count | POINT       | 2024-09-30 | 32        | 32    | ok     | 30               | -                      | worse
            count | POINT       | 2025-03-31 | 40        | 40    | ok     | -                | 3                      | not_applicable
            """),
        """
        as_at      | value | previous_quarter | same_quarter_last_year | direction
        2024-03-31 | -     | -                | -                      | not_applicable
        2024-06-30 | 30    | -                | -                      | not_applicable
        2024-09-30 | 32    | 30               | -                      | worse
        2025-03-31 | 40    | -                | -                      | not_applicable
        """);
  }

  @Test
  void tooFewToCompareIsSaidOfAFigureThatIsShownAndNotOfAHiddenOne() {
    assertRows(
        published(
            """
            kpi        | period_type | as_at      | numerator | denominator | value | status | rag     | previous_quarter | direction
            health_pct | QTR         | 2024-06-30 | 8         | 16          | 50    | ok     | too_few | -                | not_applicable
            health_pct | QTR         | 2024-09-30 | 4         | 16          | 25    | ok     | too_few | 50               | too_few
            health_pct | QTR         | 2024-12-31 | 30        | 60          | 50    | ok     | none    | 25               | too_few
            health_pct | QTR         | 2025-03-31 | 8         | 16          | 50    | ok     | too_few | 50               | too_few
            """),
        """
        as_at      | denominator | value | rag     | direction
        2024-06-30 | 16          | 50    | too_few | not_applicable
        2024-09-30 | -           | -     | none    | not_applicable
        2024-12-31 | 60          | 50    | none    | not_applicable
        2025-03-31 | 16          | 50    | too_few | too_few
        """);
  }

  @Test
  void bandsArePublishedAtTheEndOfMarchForThePeriodTypeThatIsCompared() {
    assertRows(
        published(
            """
            kpi             | period_type | as_at      | breakdown | breakdown_value | numerator | value | status | previous_quarter | direction
            count           | POINT       | 2024-12-31 | -         | -               | 38        | 38    | ok     | -                | not_applicable
            count           | POINT       | 2024-12-31 | month     | spring          | 38        | 38    | ok     | -                | not_applicable
            count           | POINT       | 2025-03-31 | -         | -               | 40        | 40    | ok     | 38               | worse
            count           | POINT       | 2025-03-31 | month     | spring          | 40        | 40    | ok     | 38               | worse
            count           | R12         | 2025-03-31 | month     | spring          | 40        | 40    | ok     | -                | not_applicable
            old_kpi         | POINT       | 2025-03-31 | month     | spring          | 40        | 40    | ok     | -                | not_applicable
            """),
        """
        kpi   | period_type | as_at      | breakdown | numerator | previous_quarter | direction
        count | POINT       | 2024-12-31 | -         | 38        | -                | not_applicable
        count | POINT       | 2025-03-31 | -         | 40        | 38               | worse
        count | POINT       | 2025-03-31 | month     | 40        | -                | not_applicable
        """);
  }

  @Test
  void aSmallBandIsHiddenWithAnotherOne() {
    assertRows(
        published(
            """
            kpi   | period_type | as_at      | breakdown | breakdown_value | numerator | value | status
            count | POINT       | 2025-03-31 | -         | -               | 40        | 40    | ok
            count | POINT       | 2025-03-31 | month     | spring          | 3         | 3     | ok
            count | POINT       | 2025-03-31 | month     | winter          | 12        | 12    | ok
            count | POINT       | 2025-03-31 | month     | unknown         | 25        | 25    | ok
            """),
        """
        breakdown_value | numerator | value | status     | symbol
        -               | 40        | 40    | ok         | -
        spring          | -         | -     | suppressed | c
        winter          | -         | -     | suppressed | c
        unknown         | 25        | 25    | ok         | -
        """);
  }

  @Test
  void rowsWithoutAValueKeepTheirReason() {
    assertRows(
        published(
            """
            kpi        | period_type | as_at      | numerator | denominator | value | status
            health_pct | QTR         | 2024-12-31 | 0         | 0           | -     | no_cohort
            health_pct | QTR         | 2025-03-31 | -         | -           | -     | not_available
            """),
        """
        as_at      | numerator | denominator | status
        2024-12-31 | 0         | 0           | no_cohort
        2025-03-31 | -         | -           | not_available
        """);
  }

  @Test
  void aKpiThatIsNoLongerDefinedIsTreatedAsTheStrictestKind() {
    assertRows(
        published(
            """
            kpi     | period_type | as_at      | numerator | denominator | value | status
            old_kpi | QTR         | 2025-03-31 | 97        | 100         | 97    | ok
            """),
        """
        kpi     | value | status
        old_kpi | -     | suppressed
        """);
  }

  @Test
  void theSymbolSaysWhyThereIsNoFigure() {
    assertRows(
        published(
            """
            kpi        | period_type | as_at      | numerator | denominator | value | status
            health_pct | QTR         | 2024-06-30 | 6         | 12          | 50    | ok
            health_pct | QTR         | 2024-09-30 | 5         | 12          | 41.7  | ok
            health_pct | QTR         | 2024-12-31 | 0         | 0           | -     | no_cohort
            health_pct | QTR         | 2025-03-31 | -         | -           | -     | not_available
            """),
        """
        as_at      | value | symbol
        2024-06-30 | 50    | -
        2024-09-30 | -     | c
        2024-12-31 | -     | z
        2025-03-31 | -     | x
        """);
  }

  @Test
  void aQuarterThatTwelveMonthsWouldGiveAwayIsNotTheOnlyOneHidden() {
    assertRows(
        published(
                """
            kpi         | period_type | as_at      | numerator | value | status
            start_count | QTR         | 2024-06-30 | 3         | 3     | ok
            start_count | QTR         | 2024-09-30 | 20        | 20    | ok
            start_count | QTR         | 2024-12-31 | 30        | 30    | ok
            start_count | QTR         | 2025-03-31 | 40        | 40    | ok
            start_count | R12         | 2025-03-31 | 93        | 93    | ok
            """)
            .where("symbol = 'c'")
            .selectExpr("count(*) as hidden", "count_if(as_at = '2024-06-30') as small"),
        """
        hidden | small
        2      | 1
        """);
  }

  @Test
  void aFigureThatChangedByASmallCountGoesOnAsItWas() {
    Dataset<Row> before =
        published(
            """
            kpi   | period_type | as_at      | numerator | value | low | high | status | direction
            count | POINT       | 2024-12-31 | 30        | 30    | 20  | 43   | ok     | not_applicable
            count | POINT       | 2025-03-31 | 3         | 3     | 1   | 9    | ok     | not_applicable
            """);

    assertRows(
        TinyMarts.build(
            new KpiPublished(TinyMarts.run(), List.of(before)),
            Map.of(
                Tables.KPI_QUARTERLY,
                TestTables.rows(
                    Tables.KPI_QUARTERLY,
                    """
                    kpi   | period_type | as_at      | numerator | value | low | high | status | previous_quarter | direction
                    count | POINT       | 2024-12-31 | 33        | 33    | 23  | 46   | ok     | -                | not_applicable
                    count | POINT       | 2025-03-31 | 20        | 20    | 12  | 31   | ok     | 33               | not_applicable
                    count | POINT       | 2025-06-30 | 31        | 31    | 21  | 44   | ok     | 20               | not_applicable
                    """))),
        """
        as_at      | numerator | value | low | high | symbol | previous_quarter
        2024-12-31 | 30        | 30    | 20  | 43   | -      | -
        2025-03-31 | -         | -     | -   | -    | c      | 30
        2025-06-30 | 31        | 31    | 21  | 44   | -      | -
        """);
  }

  /** 100, then 106; 99 would show a change by 1 to who holds the first. */
  @Test
  void aFigureIsComparedWithEveryPublicationThatReadersMayHold() {
    String figure =
        """
        kpi   | period_type | as_at      | numerator | value | status
        count | POINT       | 2024-12-31 | 60        | 60    | ok
        count | POINT       | 2025-03-31 | %1$d      | %1$d  | ok
        """;

    assertRows(
        TinyMarts.build(
            new KpiPublished(
                TinyMarts.run(),
                List.of(published(figure.formatted(100)), published(figure.formatted(106)))),
            Map.of(
                Tables.KPI_QUARTERLY, TestTables.rows(Tables.KPI_QUARTERLY, figure.formatted(99)))),
        """
        as_at      | numerator | value
        2024-12-31 | 60        | 60
        2025-03-31 | 106       | 106
        """);
  }

  private static Dataset<Row> after(Dataset<Row> before, int total, int spring, int unknown) {
    return TinyMarts.build(
        new KpiPublished(TinyMarts.run(), List.of(before)),
        Map.of(
            Tables.KPI_QUARTERLY,
            TestTables.rows(Tables.KPI_QUARTERLY, bands(total, spring, unknown))));
  }

  private static String bands(int total, int spring, int unknown) {
    return """
    kpi   | period_type | as_at      | breakdown | breakdown_value | numerator | value | status
    count | POINT       | 2025-03-31 | -         | -               | %1$d      | %1$d  | ok
    count | POINT       | 2025-03-31 | month     | spring          | %2$d      | %2$d  | ok
    count | POINT       | 2025-03-31 | month     | winter          | 9         | 9     | ok
    count | POINT       | 2025-03-31 | month     | unknown         | %3$d      | %3$d  | ok
    """
        .formatted(total, spring, unknown);
  }

  /** The total changed by 8 and one band by 7, so the hidden ones by 1. */
  @Test
  void bandsGoOnUntilTheHiddenOnesDifferByMoreFromWhatTheyWere() {
    Dataset<Row> first = published(bands(60, 3, 48));
    Dataset<Row> second = after(first.drop("total_numerator", "total_denominator"), 68, 4, 55);
    Dataset<Row> again = after(second, 68, 4, 55);
    Dataset<Row> last = after(again, 75, 11, 55);

    assertRows(
        first.unionAll(second).unionAll(again).unionAll(last).where("breakdown_value = 'unknown'"),
        """
        numerator | value | total_numerator | total_denominator
        48        | 48    | 60              | -
        48        | 48    | 60              | -
        48        | 48    | 60              | -
        55        | 55    | 75              | -
        """);
    assertRows(
        again.where("breakdown is null or breakdown_value = 'spring'"),
        """
        breakdown_value | numerator | total_numerator
        -               | 68        | -
        spring          | -         | -
        """);
  }

  @Test
  void aNewZeroBesideBandsThatGoOnAddsUpToTheirTotal() {
    Dataset<Row> first = published(bands(60, 3, 48));

    Dataset<Row> second =
        TinyMarts.build(
            new KpiPublished(TinyMarts.run(), List.of(first)),
            Map.of(
                Tables.KPI_QUARTERLY,
                TestTables.rows(
                    Tables.KPI_QUARTERLY,
                    bands(68, 4, 55)
                        + "count | POINT | 2025-03-31 | month | autumn | 0 | 0 | ok\n")));

    assertRows(
        second.where("breakdown_value in ('autumn', 'unknown')"),
        """
        breakdown_value | numerator | total_numerator
        autumn          | 0         | 60
        unknown         | 48        | 60
        """);
  }
}
