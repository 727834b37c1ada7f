package kith.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Charts of the published figures of the authority and its statistical neighbours, the highest
 * first. A second measure stands beside the first, with the place of each figure where more or less
 * of it is better. A pack has a chart only where a neighbour has a figure.
 */
final class NeighbourCharts {

  /** Figures of one measure by the name of the area, the highest first. */
  private record Measure(PackPlan.Line line, Kpi kpi, int decimals, Map<String, Neighbour> areas) {

    double most() {
      return areas.values().stream()
          .mapToDouble(area -> area.value().doubleValue())
          .max()
          .orElse(0);
    }

    /** Whether more or less of it is better, so that areas have places. */
    boolean hasPlaces() {
      return !kpi.better().equals("none");
    }

    /** 1 for the best; areas with the same figure, as theirs are rounded, share a place. */
    long place(Neighbour area) {
      int better = kpi.better().equals("higher") ? 1 : -1;
      return 1
          + areas.values().stream()
              .filter(other -> rounded(other).compareTo(rounded(area)) * better > 0)
              .count();
    }

    private BigDecimal rounded(Neighbour area) {
      return area.value().setScale(decimals, RoundingMode.HALF_UP);
    }
  }

  private final Sheet sheet;
  private final Wording words;
  private final Captions captions;

  NeighbourCharts(Sheet sheet, Captions captions) {
    this.sheet = sheet;
    this.words = sheet.words();
    this.captions = captions;
  }

  /** Whether the figure of any other authority is published for a measure of a plan. */
  static boolean hasFigures(Sheet sheet, PackPlan.Chart plan) {
    return plan.lines().stream().anyMatch(line -> hasOthers(figures(sheet, line)));
  }

  private static boolean hasOthers(List<Neighbour> figures) {
    return figures.stream().anyMatch(area -> !area.isOwn());
  }

  /**
   * What is published under the number of an invented authority is a real one's: the figure of its
   * own records of the same day takes its place.
   */
  private static List<Neighbour> figures(Sheet sheet, PackPlan.Line line) {
    Published published = sheet.published();
    Kpi kpi = published.kpi(line.kpi());
    List<Neighbour> areas =
        new ArrayList<>(published.neighbours(kpi.id(), kpi.comparedPeriod(), sheet.asAt()));
    if (published.isSimulated()) {
      areas.removeIf(Neighbour::isOwn);
      areas.stream()
          .map(Neighbour::periodEnd)
          .max(Comparator.naturalOrder())
          .flatMap(end -> sheet.figure(kpi.id(), kpi.comparedPeriod(), end))
          .map(own -> new Neighbour(sheet.authority(), true, Sheet.value(own), own.asAt()))
          .ifPresent(areas::add);
    }
    return areas;
  }

  Pack.ChartView chart(PackPlan.Chart plan) {
    List<Measure> measures =
        plan.lines().stream()
            .filter(line -> hasOthers(figures(sheet, line)))
            .map(this::measure)
            .toList();
    boolean isOne = measures.size() == 1;
    Map<String, Neighbour> areas = new LinkedHashMap<>();
    measures.forEach(measure -> measure.areas().forEach(areas::putIfAbsent));
    List<String> columns = new ArrayList<>(List.of(words.text("column.authority")));
    List<List<Pack.Cell>> rows = new ArrayList<>();
    areas.values().forEach(area -> rows.add(new ArrayList<>(List.of(Pack.Cell.text(name(area))))));
    List<BarChart.Column> drawn = new ArrayList<>();
    for (Measure measure : measures) {
      boolean hasPlaces = !drawn.isEmpty() && measure.hasPlaces();
      columns.add(isOne ? words.text("column.figure") : measure.line().label());
      if (hasPlaces) {
        columns.add(words.text("column.place"));
      }
      List<BarChart.Bar> bars = new ArrayList<>();
      for (Neighbour area : areas.values()) {
        Neighbour figure = measure.areas().get(area.name());
        bars.add(bar(measure, area, figure, hasPlaces));
        List<Pack.Cell> row = rows.get(bars.size() - 1);
        row.add(cell(measure, figure));
        if (hasPlaces) {
          row.add(place(measure, figure));
        }
      }
      String heading = isOne ? "" : measure.line().label();
      drawn.add(new BarChart.Column(heading, bars, most(measures, measure.kpi())));
    }
    String title =
        words.say(
            "titles.neighbours",
            Map.of(
                "name",
                plan.title() == null
                    ? words.ofKpi(measures.get(0).kpi().id(), "name")
                    : plan.title()));
    String description = described(drawn);
    return new Pack.ChartView(
        plan.id(),
        title,
        new BarChart(plan.id(), drawn).svg(title, description),
        description,
        captions.neighbours(plan, kpis(measures), figuresOf(measures)),
        new Pack.Table(columns, rows));
  }

  private Measure measure(PackPlan.Line line) {
    Map<String, Neighbour> areas = new LinkedHashMap<>();
    figures(sheet, line).stream()
        .sorted(Comparator.comparing(Neighbour::value).reversed().thenComparing(Neighbour::name))
        .forEach(area -> areas.put(area.name(), area));
    Kpi kpi = sheet.published().kpi(line.kpi());
    int decimals = sheet.published().decimals(kpi, Published.EACH_NEIGHBOUR);
    return new Measure(line, kpi, decimals, areas);
  }

  /** Measures of one unit share a scale. */
  private static double most(List<Measure> measures, Kpi kpi) {
    return measures.stream()
        .filter(measure -> measure.kpi().unit().equals(kpi.unit()))
        .mapToDouble(Measure::most)
        .max()
        .orElse(0);
  }

  private BarChart.Bar bar(
      Measure measure, Neighbour area, @Nullable Neighbour figure, boolean hasPlace) {
    if (figure == null) {
      return new BarChart.Bar(name(area), null, words.text("no_figure"), area.isOwn());
    }
    String shown = shown(measure.kpi(), figure);
    return new BarChart.Bar(
        name(area),
        figure.value().doubleValue(),
        hasPlace ? shown + " (" + measure.place(figure) + ")" : shown,
        area.isOwn());
  }

  private Pack.Cell cell(Measure measure, @Nullable Neighbour figure) {
    if (figure == null) {
      return Pack.Cell.text(words.text("no_figure"));
    }
    return isInvented(figure)
        ? Sheet.number(measure.kpi(), figure.value())
        : sheet.ofOthers(measure.kpi(), Published.EACH_NEIGHBOUR, figure.value());
  }

  /** Ours from records is not rounded once more to the decimals of others. */
  private String shown(Kpi kpi, Neighbour figure) {
    return isInvented(figure)
        ? Numbers.shown(kpi, figure.value())
        : sheet.shown(kpi, Published.EACH_NEIGHBOUR, figure.value());
  }

  private boolean isInvented(Neighbour area) {
    return area.isOwn() && sheet.published().isSimulated();
  }

  private static Pack.Cell place(Measure measure, @Nullable Neighbour figure) {
    return figure == null
        ? Pack.Cell.text("")
        : Sheet.plain(BigDecimal.valueOf(measure.place(figure)), 0);
  }

  private String described(List<BarChart.Column> columns) {
    List<String> said = new ArrayList<>();
    for (BarChart.Column column : columns) {
      String bars =
          words.say(
              "describe.bars",
              Map.of(
                  "n", String.valueOf(column.bars().size()),
                  "list", BarChart.said(column.bars())));
      said.add(column.heading().isEmpty() ? bars : column.heading() + ": " + bars);
    }
    return String.join(" ", said);
  }

  private static List<Kpi> kpis(List<Measure> measures) {
    return measures.stream().map(Measure::kpi).toList();
  }

  private static List<Neighbour> figuresOf(List<Measure> measures) {
    return measures.stream().flatMap(measure -> measure.areas().values().stream()).toList();
  }

  private String name(Neighbour area) {
    String ours = isInvented(area) ? "band.ours_simulated" : "band.ours";
    return area.isOwn() ? words.say(ours, Map.of("name", area.name())) : area.name();
  }
}
