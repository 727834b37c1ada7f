package kith.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a chart.
 *
 * @param label name and last value, written beside the end of the line
 * @param look what tells it from others besides its colour
 * @param values one per quarter; null where there is no figure
 * @param low lower ends of the margin of chance; empty where none is shown
 */
record Series(
    String label,
    Look look,
    List<@Nullable Double> values,
    List<@Nullable Double> low,
    List<@Nullable Double> high) {

  /** Colour, dash and mark, so that no line is told by its colour alone. */
  enum Look {
    FIRST(SvgCanvas.Ink.FIRST, 2.2f, null, new Ellipse2D.Double(-2.6, -2.6, 5.2, 5.2)),
    SECOND(
        SvgCanvas.Ink.FOURTH,
        1.8f,
        new float[] {6, 3},
        new Rectangle2D.Double(-2.3, -2.3, 4.6, 4.6)),
    THIRD(SvgCanvas.Ink.THIRD, 1.8f, new float[] {2, 2}, triangle()),
    FOURTH(SvgCanvas.Ink.SECOND, 1.8f, new float[] {8, 2, 2, 2}, diamond()),
    TARGET(SvgCanvas.Ink.GREY, 1.2f, new float[] {1, 3}, null);

    private final Color colour;
    private final float width;
    private final float @Nullable [] dash;
    private final @Nullable Shape mark;

    Look(Color colour, float width, float @Nullable [] dash, @Nullable Shape mark) {
      this.colour = colour;
      this.width = width;
      this.dash = dash;
      this.mark = mark;
    }

    Color colour() {
      return colour;
    }

    BasicStroke stroke() {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }

    @Nullable Shape mark() {
      return mark;
    }

    private static Shape diamond() {
      Path2D path = new Path2D.Double();
      path.moveTo(0, -3.4);
      path.lineTo(3.4, 0);
      path.lineTo(0, 3.4);
      path.lineTo(-3.4, 0);
      path.closePath();
      return path;
    }

    private static Shape triangle() {
      Path2D path = new Path2D.Double();
      path.moveTo(0, -3.2);
      path.lineTo(3, 2.4);
      path.lineTo(-3, 2.4);
      path.closePath();
      return path;
    }
  }

  /** The lines of others, in the order of their columns. */
  static final List<Map.Entry<String, Look>> OTHERS =
      List.of(
          Map.entry("england", Look.SECOND),
          Map.entry("region", Look.FOURTH),
          Map.entry("neighbours", Look.THIRD));

  /** The first quarter with a figure; -1 where there is none. */
  int first() {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        return i;
      }
    }
    return -1;
  }

  /** The last quarter with a figure; -1 where there is none. */
  int last() {
    for (int i = values.size() - 1; i >= 0; i--) {
      if (values.get(i) != null) {
        return i;
      }
    }
    return -1;
  }

  /** Figures as heights in a chart. */
  static List<@Nullable Double> heights(List<@Nullable BigDecimal> numbers) {
    List<@Nullable Double> heights = new ArrayList<>();
    for (BigDecimal number : numbers) {
      heights.add(number == null ? null : number.doubleValue());
    }
    return heights;
  }

  /** By how many per cent each number is above the first. */
  static List<@Nullable Double> growth(List<@Nullable BigDecimal> numbers) {
    List<@Nullable Double> growth = new ArrayList<>();
    double first =
        Stream.concat(numbers.stream().filter(Objects::nonNull), Stream.of(BigDecimal.ZERO))
            .findFirst()
            .map(BigDecimal::doubleValue)
            .orElse(0.0);
    for (BigDecimal number : numbers) {
      growth.add(
          number == null || first == 0
              ? null
              : Math.round(1000 * (number.doubleValue() / first - 1)) / 10.0);
    }
    return growth;
  }
}
