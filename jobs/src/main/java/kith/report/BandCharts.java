package kith.report;

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
    Kpi kpi = sheet.published().kpi(plan.lines().get(0).kpi());
    List<Figure> all =
        plan.lines().stream()
            .flatMap(
                line ->
                    sheet.published().bands(line.kpi(), plan.breakdown(), sheet.asAt()).stream())
            .toList();
    List<Figure> shown =
        all.stream()
            .filter(Sheet::canBeShown)
            .filter(band -> Sheet.value(band).signum() != 0 || kpi.isPercent())
            .sorted(
                Comparator.comparing((Figure band) -> Sheet.value(band))
                    .reversed()
                    .thenComparing(band -> sheet.bandTitle(band)))
            .toList();
    List<Figure> hidden = all.stream().filter(Figure::isHidden).toList();
    List<String> columns =
        List.of(
            sheet.words().text("column.band"),
            sheet.words().text("column.figure"),
            sheet.words().text("column.count"));
    if (shown.isEmpty()) {
      String why =
          sheet
              .words()
              .say(
                  "caption.no_figures",
                  Map.of(
                      "why",
                      hidden.isEmpty()
                          ? sheet.why(kpi.id(), kpi.comparedPeriod(), sheet.asAt())
                          : sheet.words().text("band.small")));
      return new Pack.ChartView(
          plan.id(), titles.bands(plan, shown), "", "", why, new Pack.Table(columns, List.of()));
    }
    List<Figure> drawn =
        new ArrayList<>(shown.subList(0, Math.min(shown.size(), BarChart.BARS - 1)));
    boolean areHiddenNamed = drawn.size() + hidden.size() <= BarChart.BARS;
    if (areHiddenNamed) {
      drawn.addAll(hidden);
    }
    if (plan.inOrder()) {
      drawn.sort(Comparator.comparingInt(all::indexOf));
    }
    return drawn(plan, kpi, drawn, shown, areHiddenNamed ? 0 : hidden.size(), columns);
  }

  private Pack.ChartView drawn(
      PackPlan.Chart plan,
      Kpi kpi,
      List<Figure> drawn,
      List<Figure> shown,
      int moreHidden,
      List<String> columns) {
    List<BarChart.Bar> bars = new ArrayList<>();
    List<List<Pack.Cell>> rows = new ArrayList<>();
    for (Figure band : drawn) {
      String name = sheet.bandTitle(band);
      if (band.isHidden()) {
        addHidden(bars, rows, name);
      } else {
        bars.add(
            new BarChart.Bar(
                name, Sheet.value(band).doubleValue(), Numbers.shown(kpi, Sheet.value(band))));
        rows.add(row(kpi, band, name));
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
          .ifPresent(total -> rows.add(row(kpi, total, sheet.words().text("band.all"))));
    }
    String description =
        sheet
            .words()
            .say(
                "describe.bars",
                Map.of(
                    "n", String.valueOf(bars.size()),
                    "highest", said(kpi, shown.get(0)),
                    "lowest", said(kpi, shown.get(shown.size() - 1))));
    String title = titles.bands(plan, shown);
    return new Pack.ChartView(
        plan.id(),
        title,
        new BarChart(plan.id(), bars).svg(title, description),
        description,
        captions.bands(plan, kpi, shown.get(0)),
        withoutEmpty(new Pack.Table(columns, rows)));
  }

  /** Bands of a count have no count beside them. */
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

  private static List<Pack.Cell> row(Kpi kpi, Figure band, String name) {
    return List.of(
        Pack.Cell.text(name),
        Sheet.number(kpi, Sheet.value(band)),
        Pack.Cell.text(Numbers.of(band.numerator(), band.denominator())));
  }

  private String said(Kpi kpi, Figure band) {
    return sheet.bandTitle(band) + ", " + Numbers.shown(kpi, Sheet.value(band));
  }
}
