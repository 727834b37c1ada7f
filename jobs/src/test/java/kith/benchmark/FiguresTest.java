package kith.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What publishers write into a cell. */
class FiguresTest {

  private static final Figures FIGURES = new Figures(Project.home().conf().resolve("benchmarks"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                    | 0",
        "1208                 | 1208",
        "-3.5                 | -3.5",
        "12,183,016           | 12183016",
        "1,213.50             | 1213.5",
        "16.600000000000001   | 16.6",
        "7.0000000000000007E-2| 0.07",
        "9.9499999999999993   | 9.95",
        "120                  | 120"
      })
  void aNumberIsReadWithoutSeparatorsAndNoise(String cell, String number) {
    assertThat(FIGURES.read(cell, false))
        .contains(new Figure(Figures.plain(new BigDecimal(number)), "published"));
  }

  @ParameterizedTest
  @CsvSource({
    "c, suppressed",
    "z, not_applicable",
    "x, not_available",
    "k, rounds_to_zero",
    "u, not_available",
    "low, rounds_to_zero",
    "-, not_available"
  })
  void aSymbolIsAStatusAndNoNumber(String symbol, String status) {
    assertThat(FIGURES.read(symbol, false)).contains(new Figure(null, status));
    assertThat(FIGURES.read(symbol, true)).contains(new Figure(null, status));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "q", "C", "12,34", "1.2.3", "01:07", "12%"})
  void anythingElseIsNeither(String cell) {
    assertThat(FIGURES.read(cell, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"01:07, 19", "00:09, 9", "02:00, 24"})
  void yearsAndMonthsAreMonths(String cell, int months) {
    assertThat(FIGURES.read(cell, true)).contains(Figure.of(BigDecimal.valueOf(months)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"01:12", "1:7", "19"})
  void aDurationThatIsNoneIsNotRead(String cell) {
    assertThat(FIGURES.read(cell, true)).isEmpty();
  }

  @Test
  void aSumWithAPartThatIsNotPublishedIsNotPublished() {
    Map<String, Figure> row =
        Map.of("a", Figure.of(BigDecimal.TEN), "b", new Figure(null, "suppressed"));
    Term.Rows rows = (column, labels) -> Optional.ofNullable(row.get(column));
    Term a = new Term.Cell("a", Map.of());
    Term b = new Term.Cell("b", Map.of());

    assertThat(new Term.Sum(List.of(a, a)).of(rows, Map.of()))
        .contains(Figure.of(BigDecimal.valueOf(20)));
    assertThat(new Term.Sum(List.of(a, b)).of(rows, Map.of()))
        .contains(new Figure(null, "suppressed"));
    assertThat(new Term.Percent(b, a, 1).of(rows, Map.of()))
        .contains(new Figure(null, "suppressed"));
  }

  @Test
  void aPercentageIsRoundedAndOfNothingIsNone() {
    Map<String, Figure> row =
        Map.of(
            "part", Figure.of(new BigDecimal("13360")),
            "whole", Figure.of(new BigDecimal("81770")),
            "nothing", Figure.of(BigDecimal.ZERO));
    Term.Rows rows = (column, labels) -> Optional.ofNullable(row.get(column));
    Term part = new Term.Cell("part", Map.of());

    assertThat(new Term.Percent(part, new Term.Cell("whole", Map.of()), 1).of(rows, Map.of()))
        .contains(Figure.of(new BigDecimal("16.3")));
    assertThat(new Term.Percent(part, new Term.Cell("nothing", Map.of()), 1).of(rows, Map.of()))
        .contains(Figure.NOT_APPLICABLE);
  }
}
