package kith.report;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last quarters of a row as a line without axes, with a dot on the latest and on one between
 * gaps.
 */
final class Sparkline {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 16;
  private static final int EDGE = 3;

  private Sparkline() {}

  /**
   * The picture, or nothing where fewer than two quarters have a figure.
   *
   * @param values the oldest first; null where there is no figure
   */
  static String svg(String id, String title, String description, List<@Nullable Double> values) {
    List<Double> known =
        values.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    if (known.size() < 2) {
      return "";
    }
    double low = known.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double high = known.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    SvgCanvas canvas = new SvgCanvas(id, WIDTH, HEIGHT);
    Path2D line = new Path2D.Double();
    List<Ellipse2D> dots = new ArrayList<>();
    boolean isNew = true;
    double x = 0;
    double y = 0;
    for (int i = 0; i < values.size(); i++) {
      Double value = values.get(i);
      if (value == null) {
        isNew = true;
        continue;
      }
      x = EDGE + i * (WIDTH - 2.0 * EDGE) / (values.size() - 1);
      double share = high == low ? 0.5 : (value - low) / (high - low);
      y = HEIGHT - EDGE - share * (HEIGHT - 2.0 * EDGE);
      if (isNew) {
        line.moveTo(x, y);
        boolean isAlone = i + 1 == values.size() || values.get(i + 1) == null;
        if (isAlone) {
          dots.add(dot(x, y));
        }
      } else {
        line.lineTo(x, y);
      }
      isNew = false;
    }
    canvas.graphics().setPaint(SvgCanvas.Ink.FIRST);
    canvas.graphics().setStroke(new BasicStroke(1.5f));
    canvas.graphics().draw(line);
    dots.add(dot(x, y));
    dots.forEach(canvas.graphics()::fill);
    return canvas.svg(title, description);
  }

  /** The end of the line, and a quarter between two without a figure. */
  private static Ellipse2D dot(double x, double y) {
    return new Ellipse2D.Double(x - 2.2, y - 2.2, 4.4, 4.4);
  }
}
