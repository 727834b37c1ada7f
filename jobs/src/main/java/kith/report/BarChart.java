package kith.report;

import java.awt.BasicStroke;
import java.awt.Paint;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/**
 * Bars from zero, one below the other, each with its name and its figure. Several columns share the
 * names.
 */
final class BarChart {

  /** A chart with more bars cannot be read. */
  static final int BARS = 12;

  private static final int ROW = 13;

  /** Room for the heading of a column. */
  private static final int HEADING = 15;

  /**
   * A bar.
   *
   * @param value null where there is no figure
   * @param shown the figure, or why there is none
   * @param isOwn true for the bar that the chart is about: darker than the others
   */
  record Bar(String name, @Nullable Double value, String shown, boolean isOwn) {

    Bar(String name, @Nullable Double value, String shown) {
      this(name, value, shown, false);
    }
  }

  /**
   * Bars of one measure. All columns of a chart have the same names in the same order.
   *
   * @param heading empty where a chart has one column
   * @param most where the longest bar of its scale ends
   */
  record Column(String heading, List<Bar> bars, double most) {}

  private record Drawn(CategoryPlot plot, Rectangle2D area) {}

  private final SvgCanvas canvas;
  private final List<Column> columns;
  private final int top;
  private final int height;

  BarChart(String id, List<Column> columns) {
    this.columns = columns;
    this.top = columns.stream().allMatch(column -> column.heading().isEmpty()) ? 0 : HEADING;
    this.height = ROW * columns.get(0).bars().size() + 8;
    this.canvas = new SvgCanvas(id, LineChart.WIDTH, top + height);
  }

  /** A chart of one measure. */
  static BarChart of(String id, List<Bar> bars) {
    return new BarChart(id, List.of(new Column("", bars, most(bars))));
  }

  /** The highest value of bars. */
  static double most(List<Bar> bars) {
    return bars.stream().mapToDouble(bar -> bar.value() == null ? 0 : bar.value()).max().orElse(0);
  }

  /** Every bar with its figure, for those who do not see the picture. */
  static String said(List<Bar> bars) {
    return bars.stream()
        .map(bar -> bar.name() + " " + bar.shown())
        .collect(Collectors.joining(", "));
  }

  /** The chart as SVG. */
  String svg(String title, String description) {
    canvas.graphics().setFont(SvgCanvas.regular(10));
    List<Bar> named = columns.get(0).bars();
    int names = 6 + named.stream().mapToInt(bar -> canvas.widthOf(bar.name())).max().orElse(0);
    double each = (double) (LineChart.WIDTH - names) / columns.size();
    for (int i = 0; i < columns.size(); i++) {
      Drawn drawn = draw(columns.get(i), names + i * each, each);
      canvas.graphics().setClip(null);
      canvas.graphics().setFont(SvgCanvas.regular(10));
      name(columns.get(i), drawn, i == 0);
      if (top > 0) {
        // A heading that is wider than bars and figures begins before them.
        String heading = columns.get(i).heading();
        double last = names + (i + 1) * each - canvas.widthOf(heading) - 2;
        canvas.write(heading, Math.min(drawn.area().getMinX(), last), top - 4.0, false);
      }
    }
    return canvas.svg(title, description);
  }

  private Drawn draw(Column column, double left, double width) {
    List<Bar> bars = column.bars();
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    bars.forEach(bar -> data.addValue(bar.value(), "", bar.name()));
    CategoryAxis downwards = new CategoryAxis();
    downwards.setTickLabelsVisible(false);
    downwards.setTickMarksVisible(false);
    downwards.setAxisLineVisible(false);
    downwards.setLowerMargin(0);
    downwards.setUpperMargin(0);
    downwards.setCategoryMargin(0.25);
    NumberAxis across = new NumberAxis();
    across.setVisible(false);
    across.setRange(0, column.most() <= 0 ? 1 : column.most());
    CategoryPlot plot = new CategoryPlot(data, downwards, across, renderer(bars));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(4, 0, 4, figuresWidth()));
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(canvas.graphics(), new Rectangle2D.Double(left, top, width, height), info);
    return new Drawn(plot, info.getPlotInfo().getDataArea());
  }

  /** Alike in all columns, so that bars of one scale can be compared. */
  private int figuresWidth() {
    return 8
        + columns.stream()
            .flatMap(column -> column.bars().stream())
            .mapToInt(bar -> canvas.widthOf(bar.shown()))
            .max()
            .orElse(0);
  }

  private static BarRenderer renderer(List<Bar> bars) {
    boolean hasOwn = bars.stream().anyMatch(Bar::isOwn);
    BarRenderer renderer =
        new BarRenderer() {
          @Override
          public Paint getItemPaint(int row, int column) {
            return hasOwn && !bars.get(column).isOwn() ? SvgCanvas.Ink.SECOND : SvgCanvas.Ink.FIRST;
          }
        };
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    return renderer;
  }

  private void name(Column column, Drawn drawn, boolean isFirst) {
    List<Bar> bars = column.bars();
    CategoryPlot plot = drawn.plot();
    Rectangle2D area = drawn.area();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double y = plot.getDomainAxis().getCategoryMiddle(i, bars.size(), area, RectangleEdge.LEFT);
      double value = bar.value() == null ? 0 : bar.value();
      double end = plot.getRangeAxis().valueToJava2D(value, area, RectangleEdge.BOTTOM);
      if (isFirst) {
        canvas.write(bar.name(), area.getMinX() - 5, y + 3.5, true);
      }
      canvas.write(bar.shown(), end + 4, y + 3.5, false);
    }
    canvas.graphics().setPaint(SvgCanvas.Ink.GREY);
    canvas.graphics().setStroke(new BasicStroke(0.8f));
    canvas
        .graphics()
        .draw(new Line2D.Double(area.getMinX(), area.getMinY(), area.getMinX(), area.getMaxY()));
  }
}
