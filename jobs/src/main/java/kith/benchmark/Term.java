package kith.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one figure of a series is had from the rows of an area and a period. */
sealed interface Term {

  /** The rows of one area and period. */
  interface Rows {

    /** The cell of a column in the row with these labels; empty where there is no such row. */
    Optional<Figure> cell(String column, Map<String, String> labels);
  }

  /** The figure; empty where a row that it needs is not there. */
  Optional<Figure> of(Rows rows, Map<String, String> where);

  /**
   * One cell.
   *
   * @param labels what differs from the labels of the series
   */
  record Cell(String column, Map<String, String> labels) implements Term {
    @Override
    public Optional<Figure> of(Rows rows, Map<String, String> where) {
      Map<String, String> all = new HashMap<>(where);
      all.putAll(labels);
      return rows.cell(column, all);
    }
  }

  /** A sum. Where a part of it is not published, nor is the sum. */
  record Sum(List<Term> parts) implements Term {
    @Override
    public Optional<Figure> of(Rows rows, Map<String, String> where) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Term part : parts) {
        Optional<Figure> figure = part.of(rows, where);
        BigDecimal number = figure.map(Figure::number).orElse(null);
        if (number == null) {
          return figure;
        }
        sum = sum.add(number);
      }
      return Optional.of(Figure.of(Figures.plain(sum)));
    }
  }

  /** A percentage that the publisher does not print. */
  record Percent(Term numerator, Term denominator, int decimals) implements Term {
    @Override
    public Optional<Figure> of(Rows rows, Map<String, String> where) {
      Optional<Figure> above = numerator.of(rows, where);
      Optional<Figure> below = denominator.of(rows, where);
      BigDecimal part = above.map(Figure::number).orElse(null);
      BigDecimal whole = below.map(Figure::number).orElse(null);
      if (part == null) {
        return above;
      }
      if (whole == null) {
        return below;
      }
      return Optional.of(
          whole.signum() == 0 ? Figure.NOT_APPLICABLE : Figure.of(percent(part, whole)));
    }

    private BigDecimal percent(BigDecimal part, BigDecimal whole) {
      return Figures.plain(part.movePointRight(2).divide(whole, decimals, RoundingMode.HALF_UP));
    }
  }
}
