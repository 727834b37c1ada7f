package kith.report;

import java.awt.BasicStroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/**
 * Lines over quarters, each named at its end. The margin of chance of the first line is shaded
 * where it has one.
 */
final class LineChart {

  static final int WIDTH = 300;
  static final int HEIGHT = 124;

  private static final int ABOVE = 6;
  private static final int BELOW = 18;

  /** What a step of an axis begins with. */
  private static final Set<Double> ROUND = Set.of(1.0, 2.0, 2.5, 5.0);

  /** Between the marks of two of those whose figures are published. */
  private static final double MARKS_APART = 8;

  /** How high a mark is. */
  private static final double MARK = 7;

  /** Lines of text nearer than this touch. */
  private static final double APART = 11.5;

  private final SvgCanvas canvas;
  private final List<String> quarters;
  private final List<Series> series;
  private final double lowest;
  private final double highest;
  private final String unit;
  private final List<Mark> marks;

  /**
   * A published figure of others beside the end of a line: hollow, in the colour of the line.
   *
   * @param whose the look that a line of theirs has: its mark is drawn
   * @param label name of the line and the figure, for the description
   * @param line the look of the line
   */
  record Mark(Series.Look whose, String label, Series.Look line, double value) {}

  /**
   * @param quarters names of the quarters, the oldest first
   * @param lowest lower end of the axis
   * @param unit behind the numbers of the axis: % or nothing
   * @param marks figures of others at the latest quarter
   */
  LineChart(
      String id,
      List<String> quarters,
      List<Series> series,
      double lowest,
      double highest,
      String unit,
      List<Mark> marks) {
    this.canvas = new SvgCanvas(id, WIDTH, HEIGHT);
    this.quarters = quarters;
    this.series = series;
    this.lowest = lowest;
    this.highest = highest;
    this.unit = unit;
    this.marks = marks;
  }

  /** The chart as SVG. */
  String svg(String title, String description) {
    canvas.graphics().setFont(SvgCanvas.regular(10));
    int right =
        12
            + (int) marksWidth()
            + series.stream()
                .filter(line -> line.last() >= 0)
                .mapToInt(line -> canvas.widthOf(line.label()))
                .max()
                .orElse(0);
    XYPlot plot = plot();
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(ABOVE, 0, BELOW, right));
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(canvas.graphics(), new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), info);
    PlotRenderingInfo drawn = info.getPlotInfo();
    canvas.graphics().setClip(null);
    canvas.graphics().setFont(SvgCanvas.regular(10));
    nameQuarters(plot, drawn.getDataArea());
    nameLines(plot, drawn.getDataArea());
    drawMarks(plot, drawn.getDataArea());
    return canvas.svg(title, description);
  }

  private XYPlot plot() {
    NumberAxis across = new NumberAxis();
    across.setRange(-0.25, quarters.size() - 0.75);
    across.setTickLabelsVisible(false);
    across.setTickMarksVisible(false);
    across.setAxisLinePaint(SvgCanvas.Ink.GREY);
    XYPlot plot = new XYPlot(null, across, upwards(), null);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(SvgCanvas.Ink.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(0.7f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    int drawn = 0;
    // The shade lies below all lines, and ours above those of others.
    for (Series line : series) {
      if (isShaded(line)) {
        plot.setDataset(drawn, data(line));
        plot.setRenderer(drawn++, shade());
      }
    }
    for (int i = series.size() - 1; i >= 0; i--) {
      plot.setDataset(drawn, data(series.get(i)));
      plot.setRenderer(drawn++, renderer(series.get(i)));
    }
    return plot;
  }

  private NumberAxis upwards() {
    NumberAxis axis = new NumberAxis();
    axis.setRange(lowest, highest);
    String pattern = "#,##0.##" + (unit.isEmpty() ? "" : "'" + unit + "'");
    DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.UK));
    axis.setTickUnit(new NumberTickUnit(step(highest - lowest), format));
    axis.setTickLabelFont(SvgCanvas.regular(10));
    axis.setTickLabelPaint(SvgCanvas.Ink.TEXT);
    axis.setTickMarksVisible(false);
    axis.setAxisLineVisible(false);
    return axis;
  }

  /** Four steps, or five or three where these are round numbers and four are not. */
  private static double step(double height) {
    return DoubleStream.of(4, 5, 3)
        .map(steps -> height / steps)
        .filter(step -> ROUND.contains(step / Math.pow(10, Math.floor(Math.log10(step)))))
        .findFirst()
        .orElse(height / 4);
  }

  private static YIntervalSeriesCollection data(Series line) {
    YIntervalSeries points = new YIntervalSeries(line.label());
    for (int i = 0; i < line.values().size(); i++) {
      Double value = line.values().get(i);
      double low = end(line.low(), i, value);
      double high = end(line.high(), i, value);
      points.add(i, value == null ? Double.NaN : value, low, high);
    }
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    data.addSeries(points);
    return data;
  }

  private static double end(List<@Nullable Double> ends, int i, @Nullable Double value) {
    Double end = ends.isEmpty() ? value : ends.get(i);
    return end == null ? Double.NaN : end;
  }

  private static boolean isShaded(Series line) {
    return !line.low().isEmpty() && line.low().stream().allMatch(Objects::nonNull);
  }

  private static DeviationRenderer shade() {
    DeviationRenderer renderer = new DeviationRenderer(false, false);
    renderer.setSeriesPaint(0, SvgCanvas.Ink.SHADE);
    renderer.setSeriesStroke(0, new BasicStroke(0));
    renderer.setSeriesFillPaint(0, SvgCanvas.Ink.SHADE);
    renderer.setAlpha(1);
    return renderer;
  }

  private static XYLineAndShapeRenderer renderer(Series line) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setSeriesPaint(0, line.look().colour());
    renderer.setSeriesStroke(0, line.look().stroke());
    if (line.look().mark() != null) {
      renderer.setSeriesShapesVisible(0, true);
      renderer.setSeriesShape(0, line.look().mark());
    }
    return renderer;
  }

  /** As many quarters as have room; the latest has its name always. */
  private void nameQuarters(XYPlot plot, Rectangle2D area) {
    double apart = area.getWidth() / quarters.size();
    int every = (int) Math.ceil((canvas.widthOf("Mar 26") + 6) / apart);
    for (int i = quarters.size() - 1; i >= 0; i -= every) {
      double x = plot.getDomainAxis().valueToJava2D(i, area, RectangleEdge.BOTTOM);
      String name = quarters.get(i);
      double left = x - canvas.widthOf(name) / 2.0;
      canvas.write(name, Math.max(0, left), area.getMaxY() + 15, false);
    }
  }

  /**
   * Whether marks of the same others can be told apart.
   *
   * @param height of the axis, in its unit
   */
  static boolean areApart(List<Mark> marks, double height) {
    double least = MARK * height / (HEIGHT - ABOVE - BELOW);
    for (int i = 0; i < marks.size(); i++) {
      for (Mark other : marks.subList(i + 1, marks.size())) {
        if (marks.get(i).whose() == other.whose()
            && Math.abs(marks.get(i).value() - other.value()) < least) {
          return false;
        }
      }
    }
    return true;
  }

  private record Label(Series line, double at) {}

  /** Names stand where their lines end; those that would touch are pushed apart, in their order. */
  private void nameLines(XYPlot plot, Rectangle2D area) {
    List<Label> labels = new ArrayList<>();
    for (Series line : series) {
      if (line.last() >= 0) {
        double value = Objects.requireNonNull(line.values().get(line.last()));
        labels.add(
            new Label(line, plot.getRangeAxis().valueToJava2D(value, area, RectangleEdge.LEFT)));
      }
    }
    labels.sort(Comparator.comparingDouble(Label::at));
    double[] shown = apart(labels, area);
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      double x =
          plot.getDomainAxis().valueToJava2D(label.line().last(), area, RectangleEdge.BOTTOM);
      canvas.graphics().setPaint(label.line().look().colour());
      canvas.graphics().setStroke(new BasicStroke(0.8f));
      canvas
          .graphics()
          .draw(
              new Line2D.Double(
                  marks.isEmpty() ? x + 4 : area.getMaxX() + marksWidth() - 1,
                  label.at(),
                  area.getMaxX() + marksWidth() + 4,
                  shown[i]));
      canvas.write(label.line().label(), area.getMaxX() + marksWidth() + 6, shown[i] + 3.5, false);
    }
  }

  /** Behind the ends of the lines, in a column for each of those whose figures they are. */
  private void drawMarks(XYPlot plot, Rectangle2D area) {
    List<Series.Look> columns = columnsOfMarks();
    canvas.graphics().setStroke(new BasicStroke(1.1f));
    for (Mark mark : marks) {
      double x = area.getMaxX() + 5 + MARKS_APART * columns.indexOf(mark.whose());
      double y = plot.getRangeAxis().valueToJava2D(mark.value(), area, RectangleEdge.LEFT);
      canvas.graphics().setPaint(mark.line().colour());
      canvas
          .graphics()
          .draw(
              AffineTransform.getTranslateInstance(x, y)
                  .createTransformedShape(Objects.requireNonNull(mark.whose().mark())));
    }
  }

  private List<Series.Look> columnsOfMarks() {
    return marks.stream().map(Mark::whose).distinct().sorted().toList();
  }

  private double marksWidth() {
    return marks.isEmpty() ? 0 : 4 + MARKS_APART * columnsOfMarks().size();
  }

  private static double[] apart(List<Label> labels, Rectangle2D area) {
    double[] shown = new double[labels.size()];
    for (int i = 0; i < shown.length; i++) {
      double wanted = Math.max(labels.get(i).at(), area.getMinY() + 3);
      shown[i] = i == 0 ? wanted : Math.max(wanted, shown[i - 1] + APART);
    }
    double below = shown.length == 0 ? 0 : shown[shown.length - 1] - area.getMaxY();
    for (int i = shown.length - 1; i >= 0 && below > 0; i--) {
      double limit = i == shown.length - 1 ? area.getMaxY() : shown[i + 1] - APART;
      shown[i] = Math.min(shown[i], limit);
    }
    return shown;
  }
}
