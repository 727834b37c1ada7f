package kith.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Where the axis of a chart begins and ends: where the plan says, or at zero and a round number.
 */
final class Axis {

  private static final List<Double> STEPS = List.of(1.0, 2.0, 2.5, 5.0, 10.0);

  /** Above the highest figure, as a part of the height. */
  private static final double ROOM = 0.02;

  private Axis() {}

  static double[] ends(PackPlan.Chart plan, List<Series> series, List<LineChart.Mark> marks) {
    double high = all(series, marks).max().orElse(1);
    double least = all(series, marks).min().orElse(0);
    // A range that charts share gives way where a figure would leave the chart.
    if (plan.range().size() == 2
        && least >= plan.range().get(0).doubleValue()
        && high <= plan.range().get(1).doubleValue()) {
      return plan.range().stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }
    double low = Math.min(0, least);
    // A mark at the very top would be cut in half.
    double top = high + ROOM * (high - low);
    for (double power = 0.01; ; power *= 10) {
      for (double step : STEPS) {
        double lowest = Math.floor(low / (step * power)) * step * power;
        if (lowest + 4 * step * power >= top) {
          return new double[] {lowest, lowest + 4 * step * power};
        }
      }
    }
  }

  private static DoubleStream all(List<Series> series, List<LineChart.Mark> marks) {
    DoubleStream lines =
        series.stream()
            .flatMap(
                line -> Stream.of(line.values(), line.low(), line.high()).flatMap(List::stream))
            .filter(Objects::nonNull)
            .mapToDouble(value -> Objects.requireNonNull(value));
    return DoubleStream.concat(lines, marks.stream().mapToDouble(LineChart.Mark::value));
  }
}
