package kith.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Charts of the published figures of the authority and its statistical neighbours, the highest
 * first. A pack has one only where a neighbour has a figure.
 */
final class NeighbourCharts {

  private final Sheet sheet;
  private final Captions captions;

  NeighbourCharts(Sheet sheet, Captions captions) {
    this.sheet = sheet;
    this.captions = captions;
  }

  Pack.ChartView chart(PackPlan.Chart plan) {
    Wording words = sheet.words();
    Kpi kpi = sheet.published().kpi(plan.lines().get(0).kpi());
    String name = words.ofKpi(kpi.id(), "name");
    List<String> columns = List.of(words.text("column.authority"), words.text("column.figure"));
    List<Neighbour> ranked =
        sheet.published().neighbours(kpi.id(), kpi.comparedPeriod(), sheet.asAt()).stream()
            .sorted(
                Comparator.comparing(Neighbour::value).reversed().thenComparing(Neighbour::name))
            .toList();
    List<BarChart.Bar> bars = new ArrayList<>();
    List<List<Pack.Cell>> rows = new ArrayList<>();
    for (Neighbour area : ranked) {
      bars.add(
          new BarChart.Bar(
              name(area),
              area.value().doubleValue(),
              sheet.shown(kpi, Published.EACH_NEIGHBOUR, area.value()),
              area.isOwn()));
      rows.add(
          List.of(
              Pack.Cell.text(name(area)),
              sheet.ofOthers(kpi, Published.EACH_NEIGHBOUR, area.value())));
    }
    String title = words.say("titles.neighbours", Map.of("name", name));
    String description =
        words.say(
            "describe.bars",
            Map.of(
                "n", String.valueOf(bars.size()),
                "list", BarChart.said(bars)));
    return new Pack.ChartView(
        plan.id(),
        title,
        new BarChart(plan.id(), bars).svg(title, description),
        description,
        captions.neighbours(plan, kpi, ranked),
        new Pack.Table(columns, rows));
  }

  private String name(Neighbour area) {
    String ours = sheet.published().isSimulated() ? "band.ours_simulated" : "band.ours";
    return area.isOwn() ? sheet.words().say(ours, Map.of("name", area.name())) : area.name();
  }
}
