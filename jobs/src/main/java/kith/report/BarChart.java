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

/** Bars from zero, one below the other, each with its name and its figure. */
final class BarChart {

  /** A chart with more bars cannot be read. */
  static final int BARS = 12;

  private static final int ROW = 15;

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

  private final SvgCanvas canvas;
  private final List<Bar> bars;
  private final int height;

  BarChart(String id, List<Bar> bars) {
    this.bars = bars;
    this.height = ROW * bars.size() + 8;
    this.canvas = new SvgCanvas(id, LineChart.WIDTH, height);
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
    int names = 6 + bars.stream().mapToInt(bar -> canvas.widthOf(bar.name())).max().orElse(0);
    int figures = 8 + bars.stream().mapToInt(bar -> canvas.widthOf(bar.shown())).max().orElse(0);
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
    double most =
        bars.stream().mapToDouble(bar -> bar.value() == null ? 0 : bar.value()).max().orElse(0);
    across.setRange(0, most <= 0 ? 1 : most);
    CategoryPlot plot = new CategoryPlot(data, downwards, across, renderer());
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(4, names, 4, figures));
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(canvas.graphics(), new Rectangle2D.Double(0, 0, LineChart.WIDTH, height), info);
    canvas.graphics().setClip(null);
    canvas.graphics().setFont(SvgCanvas.regular(10));
    name(plot, info.getPlotInfo().getDataArea());
    return canvas.svg(title, description);
  }

  private BarRenderer renderer() {
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

  private void name(CategoryPlot plot, Rectangle2D area) {
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double y = plot.getDomainAxis().getCategoryMiddle(i, bars.size(), area, RectangleEdge.LEFT);
      double value = bar.value() == null ? 0 : bar.value();
      double end = plot.getRangeAxis().valueToJava2D(value, area, RectangleEdge.BOTTOM);
      canvas.write(bar.name(), area.getMinX() - 5, y + 3.5, true);
      canvas.write(bar.shown(), end + 4, y + 3.5, false);
    }
    canvas.graphics().setPaint(SvgCanvas.Ink.GREY);
    canvas.graphics().setStroke(new BasicStroke(0.8f));
    canvas
        .graphics()
        .draw(new Line2D.Double(area.getMinX(), area.getMinY(), area.getMinX(), area.getMaxY()));
  }
}
