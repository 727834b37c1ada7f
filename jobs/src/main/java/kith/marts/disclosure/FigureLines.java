package kith.marts.disclosure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures by what they are of, so that the one of another quarter, window or KPI is found. */
final class FigureLines {

  static final int QUARTERS_OF_A_YEAR = 4;

  /** One KPI, period type, breakdown and band in all quarters. */
  record Line(String kpi, String periodType, @Nullable String breakdown, @Nullable String band) {}

  private final List<Figure> figures;
  private final Map<Line, Map<Integer, Integer>> lines = new LinkedHashMap<>();

  FigureLines(List<Figure> figures) {
    this.figures = figures;
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      lines
          .computeIfAbsent(line(figure, figure.kpi(), figure.periodType()), none -> new HashMap<>())
          .put(figure.quarter(), f);
    }
  }

  private static Line line(Figure figure, String kpi, String periodType) {
    return new Line(kpi, periodType, figure.breakdown(), figure.band());
  }

  Map<Line, Map<Integer, Integer>> all() {
    return lines;
  }

  /** The figures of a line by quarter; empty where there are none. */
  Map<Integer, Integer> at(Line line) {
    return lines.getOrDefault(line, Map.of());
  }

  /** The figure of the same breakdown and band. */
  @Nullable Integer beside(Figure figure, String kpi, String periodType, int quarter) {
    return at(line(figure, kpi, periodType)).get(quarter);
  }

  /** The total that a figure belongs to; itself where it is one. */
  @Nullable Integer total(int f) {
    Figure figure = figures.get(f);
    return at(new Line(figure.kpi(), figure.periodType(), null, null)).get(figure.quarter());
  }

  /** How many quarters a window has; 0 for a day. */
  static int length(String periodType, int quarter) {
    return switch (periodType) {
      case "QTR" -> 1;
      case "YTD" -> Math.floorMod(quarter + 2, QUARTERS_OF_A_YEAR) + 1;
      case "R12" -> QUARTERS_OF_A_YEAR;
      case "R24" -> 2 * QUARTERS_OF_A_YEAR;
      case "R36" -> 3 * QUARTERS_OF_A_YEAR;
      default -> 0;
    };
  }
}
