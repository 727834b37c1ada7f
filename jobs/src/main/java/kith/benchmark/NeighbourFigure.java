package kith.benchmark;

import static kith.source.CodeLists.filled;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figure of the neighbours in one edition, as text: {@code 68.40 of 10}, to two decimals, half
 * to even, as {@code kpi_comparison} has it.
 *
 * @param how {@code mean}, {@code median} or {@code weighted} by denominators
 * @param needed where fewer neighbours have a figure there is none
 */
public record NeighbourFigure(String how, int needed) {

  /** Whether the figure changes with a cell of a neighbour's row. */
  boolean dependsOn(String cell) {
    return cell.equals("value") || (how.equals("weighted") && cell.equals("denominator"));
  }

  /** The figure of the rows that have a value. */
  String of(List<Map<String, @Nullable String>> rows) {
    List<Map<String, @Nullable String>> used =
        rows.stream()
            .filter(row -> row.get("value") != null)
            .filter(row -> !how.equals("weighted") || weight(row).signum() > 0)
            .toList();
    if (used.size() < needed) {
      return "(too few: %d)".formatted(used.size());
    }
    BigDecimal figure =
        switch (how) {
          case "median" -> median(used);
          case "weighted" -> mean(used, true);
          default -> mean(used, false);
        };
    return figure.setScale(2, RoundingMode.HALF_EVEN) + " of " + used.size();
  }

  private static BigDecimal mean(List<Map<String, @Nullable String>> rows, boolean isWeighted) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    for (Map<String, @Nullable String> row : rows) {
      BigDecimal weight = isWeighted ? weight(row) : BigDecimal.ONE;
      sum = sum.add(value(row).multiply(weight));
      weights = weights.add(weight);
    }
    return sum.divide(weights, MathContext.DECIMAL128);
  }

  private static BigDecimal median(List<Map<String, @Nullable String>> rows) {
    List<BigDecimal> sorted = rows.stream().map(NeighbourFigure::value).sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted
            .get(middle - 1)
            .add(sorted.get(middle))
            .divide(BigDecimal.valueOf(2), MathContext.DECIMAL128);
  }

  private static BigDecimal value(Map<String, @Nullable String> row) {
    return new BigDecimal(filled(row, "value"));
  }

  private static BigDecimal weight(Map<String, @Nullable String> row) {
    String denominator = row.get("denominator");
    return denominator == null ? BigDecimal.ZERO : new BigDecimal(denominator);
  }
}
