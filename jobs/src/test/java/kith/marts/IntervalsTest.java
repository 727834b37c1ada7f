package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;

/**
 * Known values: Wilson 1927 as tabulated by Newcombe 1998; Byar computed by hand from its formula.
 */
class IntervalsTest {

  @Test
  void theIntervalOfAShareIsWilsons() {
    assertThat(interval("SHARE", "81", "263", 2)).isEqualTo("25.53 to 36.62");
    assertThat(interval("SHARE", "15", "148", 2)).isEqualTo("6.24 to 16.05");
    assertThat(interval("SHARE", "0", "20", 2)).isEqualTo("0.00 to 16.11");
    assertThat(interval("SHARE", "1", "29", 2)).isEqualTo("0.61 to 17.18");
  }

  @Test
  void theIntervalOfAShareStaysBetweenNoneAndAll() {
    assertThat(interval("SHARE", "0", "3", 1)).startsWith("0.0 to ");
    assertThat(interval("SHARE", "3", "3", 1)).endsWith(" to 100.0");
  }

  @Test
  void theIntervalOfACountIsByarsAndStartsAtZeroForNone() {
    assertThat(interval("COUNT", "0", null, 2)).isEqualTo("0.00 to 3.67");
    assertThat(interval("COUNT", "10", null, 2)).isEqualTo("4.79 to 18.39");
    assertThat(interval("COUNT", "100", null, 2)).isEqualTo("81.36 to 121.63");
  }

  @Test
  void theIntervalOfARateIsThatOfItsCountPerTenThousand() {
    assertThat(interval("RATE", "100", "100000", 2)).isEqualTo("8.14 to 12.16");
  }

  private static String interval(String kind, String numerator, String denominator, int decimals) {
    return SparkTest.spark()
        .sql(
            """
            select concat(cast(%s as decimal(10,%d)), ' to ', cast(%s as decimal(10,%d)))
            from (select cast(%s as decimal(18,4)) as numerator,
                cast(%s as decimal(18,4)) as denominator)
            """
                .formatted(
                    Intervals.low(kind),
                    decimals,
                    Intervals.high(kind),
                    decimals,
                    numerator,
                    denominator))
        .first()
        .getString(0);
  }
}
