package kith.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Charts of the bands of a breakdown: bars for those that are shown, words for the others. A hidden
 * band has a name while there is room for it; then they are counted.
 */
final class BandCharts {

  private final Sheet sheet;
  private final ChartTitles titles;
  private final Captions captions;

  BandCharts(Sheet sheet, ChartTitles titles, Captions captions) {
    this.sheet = sheet;
    this.titles = titles;
    this.captions = captions;
  }

  Pack.ChartView chart(PackPlan.Chart plan) {
    BandFigures bands = BandFigures.of(sheet, plan);
    List<String> columns =
        List.of(
            sheet.words().text("column.band"),
            sheet.words().text("column.figure"),
            sheet.words().text(bands.kpi().isPercent() ? "column.count" : "column.share"));
    List<Figure> drawn =
        new ArrayList<>(
            bands.shown().subList(0, Math.min(bands.shown().size(), BarChart.BARS - 1)));
    boolean areHiddenNamed = drawn.size() + bands.hidden().size() <= BarChart.BARS;
    if (areHiddenNamed) {
      drawn.addAll(bands.hidden());
    }
    if (bands.areMostHidden()) {
      // What cannot be compared is not ranked.
      drawn.sort(Comparator.comparing(Figure::isHidden).thenComparing(bands::title));
    } else if (plan.inOrder()) {
      drawn.sort(Comparator.comparingInt(bands.all()::indexOf));
    }
    Pack.ChartView chart = drawn(bands, drawn, areHiddenNamed ? 0 : bands.hidden().size(), columns);
    return bands.areTooFewToDraw()
        ? new Pack.ChartView(plan.id(), chart.title(), "", "", mostHidden(bands), chart.table())
        : chart;
  }

  private String mostHidden(BandFigures bands) {
    return sheet
        .words()
        .say(
            "caption.most_hidden",
            Map.of(
                "n", String.valueOf(bands.shown().size()),
                "all", String.valueOf(bands.shown().size() + bands.hidden().size())));
  }

  private Pack.ChartView drawn(
      BandFigures figures, List<Figure> drawn, int moreHidden, List<String> columns) {
    PackPlan.Chart plan = figures.plan();
    Kpi kpi = figures.kpi();
    List<Figure> shown = figures.shown();
    List<BarChart.Bar> bars = new ArrayList<>();
    List<List<Pack.Cell>> rows = new ArrayList<>();
    for (Figure band : drawn) {
      String name = figures.title(band);
      if (band.isHidden()) {
        addHidden(bars, rows, name);
      } else {
        bars.add(
            new BarChart.Bar(
                name, Sheet.value(band).doubleValue(), Numbers.shown(kpi, Sheet.value(band))));
        rows.add(row(figures, band, name));
      }
    }
    if (moreHidden > 0) {
      addHidden(
          bars,
          rows,
          sheet.words().say("band.more_hidden", Map.of("n", String.valueOf(moreHidden))));
    }
    if (kpi.isPercent()) {
      sheet
          .published()
          .total(kpi.id(), kpi.comparedPeriod(), shown.get(0).asAt())
          .filter(Sheet::canBeShown)
          .ifPresent(total -> rows.add(row(figures, total, sheet.words().text("band.all"))));
    }
    String description =
        sheet
            .words()
            .say(
                "describe.bars",
                Map.of(
                    "n", String.valueOf(bars.size()),
                    "list", BarChart.said(bars)));
    String title = titles.bands(figures);
    return new Pack.ChartView(
        plan.id(),
        title,
        BarChart.of(plan.id(), bars).svg(title, description),
        description,
        captions.bands(plan, kpi, shown.get(0)),
        withoutEmpty(new Pack.Table(columns, rows)));
  }

  /** Where the total is hidden, bands have no share. */
  private static Pack.Table withoutEmpty(Pack.Table table) {
    int last = table.columns().size() - 1;
    return table.rows().stream().anyMatch(row -> !row.get(last).text().isEmpty())
        ? table
        : new Pack.Table(
            table.columns().subList(0, last),
            table.rows().stream().map(row -> row.subList(0, last)).toList());
  }

  private void addHidden(List<BarChart.Bar> bars, List<List<Pack.Cell>> rows, String name) {
    String word = sheet.words().text("hidden");
    bars.add(new BarChart.Bar(name, null, word));
    rows.add(List.of(Pack.Cell.text(name), Pack.Cell.text(word), Pack.Cell.text("")));
  }

  /** Behind the figure of a share stands its count, behind that of a count its share of all. */
  private static List<Pack.Cell> row(BandFigures figures, Figure band, String name) {
    Kpi kpi = figures.kpi();
    BigDecimal value = Sheet.value(band);
    Pack.Cell last =
        kpi.isPercent()
            ? Sheet.count(band)
            : figures
                .total()
                .filter(total -> total.signum() > 0)
                .map(total -> Sheet.share(value, total))
                .orElse(Pack.Cell.text(""));
    return List.of(Pack.Cell.text(name), Sheet.number(kpi, value), last);
  }
}
