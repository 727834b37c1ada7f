package kith.marts;

import static kith.testing.TestTables.assertRows;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import kith.marts.Intervals.Estimate;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Published values: single shares and differences of shares from Newcombe, Statistics in Medicine
 * 1998, 17, 857-872 and 873-890 (method 10); counts from the table of exact Poisson limits in
 * Altman and others, Statistics with Confidence, 2000. The others were calculated with scipy 1 and
 * statsmodels 0.
 */
class IntervalsTest {

  /** What is left over where numbers are added with 16 digits. */
  private static final double TINY = 1e-9;

  @Test
  void theIntervalOfAShareIsWilsons() {
    assertThat(interval(Unit.Kind.SHARE, 81, 263)).isEqualTo("25.53 to 36.62");
    assertThat(interval(Unit.Kind.SHARE, 15, 148)).isEqualTo("6.24 to 16.05");
    assertThat(interval(Unit.Kind.SHARE, 0, 20)).isEqualTo("0.00 to 16.11");
    assertThat(interval(Unit.Kind.SHARE, 1, 29)).isEqualTo("0.61 to 17.18");

    assertThat(interval(Unit.Kind.SHARE, 65, 100)).isEqualTo("55.25 to 73.64");
    assertThat(interval(Unit.Kind.SHARE, 300_000, 500_000)).isEqualTo("59.86 to 60.14");
  }

  @Test
  void theIntervalOfAShareStaysBetweenNoneAndAll() {
    for (int all = 1; all <= 60; all++) {
      for (int part = 0; part <= all; part++) {
        Estimate share = estimate(Unit.Kind.SHARE, part, all);

        assertThat(share.low()).isBetween(-TINY, share.value() + TINY);
        assertThat(share.high()).isBetween(share.value() - TINY, 100 + TINY);
      }
    }
  }

  @Test
  void theIntervalOfFullTimeEquivalentsIsWilsonsToo() {
    assertThat(interval(Unit.Kind.SHARE, 12.6, 143.2)).isEqualTo("5.17 to 14.58");
    assertThat(interval(Unit.Kind.SHARE, 0.4, 3.5)).isEqualTo("1.00 to 62.22");
    assertThat(interval(Unit.Kind.SHARE, 3.5, 3.5)).isEqualTo("47.67 to 100.00");
    // As close to whole numbers as decimals come, it is that of whole numbers.
    assertThat(interval(Unit.Kind.SHARE, 81.0001, 263.0001)).isEqualTo("25.53 to 36.62");
  }

  @Test
  void theIntervalOfACountIsTheExactOneOfPoissonAndStartsAtZeroForNone() {
    assertThat(interval(Unit.Kind.COUNT, 0, 0)).isEqualTo("0.00 to 3.69");
    assertThat(interval(Unit.Kind.COUNT, 1, 0)).isEqualTo("0.03 to 5.57");
    assertThat(interval(Unit.Kind.COUNT, 2, 0)).isEqualTo("0.24 to 7.22");
    assertThat(interval(Unit.Kind.COUNT, 3, 0)).isEqualTo("0.62 to 8.77");
    assertThat(interval(Unit.Kind.COUNT, 10, 0)).isEqualTo("4.80 to 18.39");
    assertThat(interval(Unit.Kind.COUNT, 100, 0)).isEqualTo("81.36 to 121.63");

    assertThat(interval(Unit.Kind.COUNT, 1_183, 0)).isEqualTo("1116.54 to 1252.38");
    assertThat(interval(Unit.Kind.COUNT, 25_000, 0)).isEqualTo("24691.05 to 25311.85");
  }

  @Test
  void theIntervalOfARateIsThatOfItsCountPerTenThousand() {
    assertThat(interval(Unit.Kind.RATE, 100, 100_000)).isEqualTo("8.14 to 12.16");
  }

  @Test
  void noIntervalIsGivenToAveragesAmountsNumbersBelowZeroAndNoCohort() {
    assertThat(Intervals.estimate(Unit.Kind.AVERAGE, 32, 1.6)).isEmpty();
    assertThat(Intervals.estimate(Unit.Kind.AMOUNT, 32, 0)).isEmpty();
    assertThat(Intervals.estimate(Unit.Kind.COUNT, -1, 0)).isEmpty();
    assertThat(Intervals.estimate(Unit.Kind.EVENTS, 320, 0)).isEmpty();
    assertThat(Intervals.estimate(Unit.Kind.SHARE, 0, 0)).isEmpty();
    // More full-time equivalents left in the year than are in post at its end.
    assertThat(Intervals.estimate(Unit.Kind.SHARE, 3, 2.5)).isEmpty();
    assertThat(Intervals.estimate(Unit.Kind.RATE, 3, 0)).isEmpty();
  }

  @Test
  void theIntervalOfADifferenceOfSharesIsNewcombes() {
    assertThat(difference(56, 70, 48, 80)).isEqualTo("5.24 to 33.39");
    assertThat(difference(9, 10, 3, 10)).isEqualTo("17.05 to 80.90");
    assertThat(difference(6, 7, 2, 7)).isEqualTo("5.82 to 80.62");
    assertThat(difference(5, 56, 0, 29)).isEqualTo("-3.81 to 19.26");
    assertThat(difference(0, 10, 0, 20)).isEqualTo("-16.11 to 27.75");
    assertThat(difference(0, 10, 0, 10)).isEqualTo("-27.75 to 27.75");
    assertThat(difference(10, 10, 0, 20)).isEqualTo("67.91 to 100.00");
    assertThat(difference(10, 10, 0, 10)).isEqualTo("60.75 to 100.00");
  }

  @Test
  void theIntervalOfADifferenceOfCountsOrRatesIsMadeOfBothIntervals() {
    assertThat(text(estimate(Unit.Kind.COUNT, 120, 0).less(estimate(Unit.Kind.COUNT, 90, 0))))
        .isEqualTo("0.91 to 59.37");
    assertThat(
            text(
                estimate(Unit.Kind.RATE, 450, 100_000).less(estimate(Unit.Kind.RATE, 380, 98_000))))
        .isEqualTo("0.45 to 12.01");
  }

  @Test
  void aChangeIsClearWhereTheIntervalOfTheDifferenceLeavesOutZero() {
    Dataset<Row> figures =
        SparkTest.spark()
            .sql(
                """
                select kind, cast(now as decimal(18,4)) as now, cast(of_now as decimal(18,4)) as of_now,
                    cast(before as decimal(18,4)) as before,
                    cast(of_before as decimal(18,4)) as of_before
                from values
                    ('SHARE', 60, 100, 40, 100),
                    ('SHARE', 72, 100, 60, 100),
                    ('SHARE', 40, 100, 72, 100),
                    ('COUNT', 120, null, 90, null),
                    ('COUNT', 121, null, 92, null),
                    ('COUNT', 1, null, 12, null),
                    ('RATE', 450, 100000, 380, 98000),
                    ('RATE', 430, 100000, 380, 98000),
                    ('AVERAGE', 450, 10, 380, 10),
                    ('SHARE', 60, 100, null, null),
                    (null, 60, 100, 40, 100)
                    as figures(kind, now, of_now, before, of_before)
                """)
            .withColumn(
                "change",
                Intervals.change(
                    col("kind"), col("now"), col("of_now"), col("before"), col("of_before")));

    assertRows(
        figures,
        """
        kind    | now | before | change
        SHARE   | 60  | 40     | 1
        SHARE   | 72  | 60     | 0
        SHARE   | 40  | 72     | -1
        COUNT   | 120 | 90     | 1
        COUNT   | 121 | 92     | 0
        COUNT   | 1   | 12     | -1
        RATE    | 450 | 380    | 1
        RATE    | 430 | 380    | 0
        AVERAGE | 450 | 380    | -
        SHARE   | 60  | -      | -
        -       | 60  | 40     | -
        """);
  }

  private static Estimate estimate(Unit.Kind kind, double numerator, double denominator) {
    return Intervals.estimate(kind, numerator, denominator).orElseThrow();
  }

  private static String interval(Unit.Kind kind, double numerator, double denominator) {
    return text(estimate(kind, numerator, denominator));
  }

  private static String difference(int part, int all, int otherPart, int otherAll) {
    return text(
        estimate(Unit.Kind.SHARE, part, all).less(estimate(Unit.Kind.SHARE, otherPart, otherAll)));
  }

  private static String text(Estimate estimate) {
    return String.format(Locale.UK, "%.2f to %.2f", estimate.low(), estimate.high());
  }
}
