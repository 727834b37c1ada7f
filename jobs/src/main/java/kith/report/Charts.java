package kith.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the charts over quarters, each with its title, caption, description and table. */
final class Charts {

  private static final String OURS = "ours";

  private static final List<Series.Look> LOOKS =
      List.of(Series.Look.FIRST, Series.Look.SECOND, Series.Look.THIRD, Series.Look.FOURTH);

  private final Sheet sheet;
  private final ChartTitles titles;
  private final Captions captions;

  Charts(Sheet sheet) {
    this.sheet = sheet;
    this.titles = new ChartTitles(sheet);
    this.captions = new Captions(sheet);
  }

  /** The chart of a plan. */
  Pack.ChartView chart(PackPlan.Chart plan) {
    return switch (plan.kind()) {
      case TREND -> trend(plan);
      case LINES, GROWTH -> lines(plan);
      case BANDS -> new BandCharts(sheet, titles, captions).chart(plan);
      case NEIGHBOURS -> new NeighbourCharts(sheet, captions).chart(plan);
    };
  }

  private Pack.ChartView trend(PackPlan.Chart plan) {
    PackPlan.Line line = plan.lines().get(0);
    Kpi kpi = sheet.published().kpi(line.kpi());
    String periodType = line.period() == null ? kpi.comparedPeriod() : line.period();
    List<Optional<Figure>> ours = figures(kpi, periodType);
    List<Series> drawn = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of(column("quarter"), series(OURS)));
    Map<String, List<@Nullable BigDecimal>> others = new LinkedHashMap<>();
    drawn.add(
        named(
            kpi,
            OURS,
            Series.Look.FIRST,
            numbers(ours, Figure::value),
            hasRange(kpi) ? numbers(ours, Figure::low) : List.of(),
            hasRange(kpi) ? numbers(ours, Figure::high) : List.of()));
    boolean hasCount =
        ours.stream().flatMap(Optional::stream).anyMatch(f -> f.denominator() != null);
    if (hasCount) {
      columns.add(column("count"));
    }
    for (Map.Entry<String, Series.Look> other : Series.OTHERS) {
      String comparator = other.getKey();
      List<@Nullable BigDecimal> values = others(kpi, periodType, comparator);
      if (values.stream().anyMatch(Objects::nonNull)) {
        drawn.add(named(kpi, comparator, other.getValue(), values, List.of(), List.of()));
        columns.add(series(comparator));
        others.put(comparator, values);
      }
    }
    List<@Nullable BigDecimal> target = targets(kpi, periodType);
    if (target.stream().anyMatch(Objects::nonNull)) {
      drawn.add(named(kpi, Published.TARGET, Series.Look.TARGET, target, List.of(), List.of()));
      columns.add(sheet.targetName(kpi));
      others.put(Published.TARGET, target);
    }
    return view(
        plan,
        titles.trend(kpi, periodType),
        drawn,
        kpi.isPercent() ? "%" : "",
        captions.trend(plan, kpi, periodType, ours, names().size() - firstKnown(drawn)),
        new Pack.Table(columns, rows(kpi, periodType, hasCount, others)),
        List.of());
  }

  /**
   * A count is exact: a margin around it reads as if nobody had counted. That of a figure which
   * still comes in says nothing of what it will be.
   */
  private boolean hasRange(Kpi kpi) {
    return !kpi.isCount() && sheet.provisional(kpi.id()).isEmpty();
  }

  private List<List<Pack.Cell>> rows(
      Kpi kpi,
      String periodType,
      boolean hasCount,
      Map<String, List<@Nullable BigDecimal>> others) {
    List<List<Pack.Cell>> rows = new ArrayList<>();
    List<LocalDate> quarters = sheet.quarters();
    for (int i = quarters.size() - 1; i >= 0; i--) {
      List<Pack.Cell> row = new ArrayList<>();
      row.add(Pack.Cell.text(Numbers.month(quarters.get(i))));
      row.add(sheet.cell(kpi.id(), periodType, quarters.get(i)));
      if (hasCount) {
        row.add(
            sheet
                .figure(kpi.id(), periodType, quarters.get(i))
                .map(Sheet::count)
                .orElse(Pack.Cell.text("")));
      }
      for (Map.Entry<String, List<@Nullable BigDecimal>> other : others.entrySet()) {
        row.add(sheet.ofOthers(kpi, other.getKey(), other.getValue().get(i)));
      }
      rows.add(row);
    }
    return rows;
  }

  private Pack.ChartView lines(PackPlan.Chart plan) {
    List<Series> drawn = new ArrayList<>();
    List<Optional<Figure>> now = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of(column("quarter")));
    List<List<Pack.Cell>> cells = new ArrayList<>();
    List<LineChart.Mark> marks = new ArrayList<>();
    boolean isGrowth = plan.kind() == PackPlan.Kind.GROWTH;
    for (int i = 0; i < plan.lines().size(); i++) {
      PackPlan.Line line = plan.lines().get(i);
      Series.Look colour = LOOKS.get(i);
      Kpi kpi = sheet.published().kpi(line.kpi());
      String periodType = line.period() == null ? kpi.comparedPeriod() : line.period();
      List<Optional<Figure>> figures = figures(kpi, periodType);
      now.add(figures.get(figures.size() - 1));
      columns.add(line.label());
      List<@Nullable BigDecimal> values = numbers(figures, figure -> figure.part(line.of()));
      List<@Nullable Double> heights = isGrowth ? Series.growth(values) : Series.heights(values);
      drawn.add(
          new Series(
              line.label() + (isGrowth ? change(heights) : last(kpi, OURS, values)),
              colour,
              heights,
              List.of(),
              List.of()));
      cells.add(column(kpi, periodType, line, values));
      if (!isGrowth) {
        figures
            .get(figures.size() - 1)
            .ifPresent(figure -> marks.addAll(marks(kpi, figure, line.label(), colour)));
      }
    }
    List<List<Pack.Cell>> rows = new ArrayList<>();
    for (int i = sheet.quarters().size() - 1; i >= 0; i--) {
      List<Pack.Cell> row = new ArrayList<>();
      row.add(Pack.Cell.text(Numbers.month(sheet.quarters().get(i))));
      for (List<Pack.Cell> column : cells) {
        row.add(column.get(i));
      }
      rows.add(row);
    }
    if (!isGrowth) {
      addOthers(rows, plan, now);
    }
    boolean isPercent = sheet.published().kpi(plan.lines().get(0).kpi()).isPercent();
    return view(
        plan,
        isGrowth ? growth(drawn) : titles.lines(plan, now),
        drawn,
        isGrowth || isPercent ? "%" : "",
        captions.lines(plan, names().size() - firstKnown(drawn)),
        new Pack.Table(columns, rows),
        marks);
  }

  /** Below the quarters, what is published for others beside the latest figure of each line. */
  private void addOthers(
      List<List<Pack.Cell>> rows, PackPlan.Chart plan, List<Optional<Figure>> now) {
    for (Map.Entry<String, Series.Look> other : Series.OTHERS) {
      List<Pack.Cell> row = new ArrayList<>();
      row.add(Pack.Cell.text(sheet.words().say("latest", Map.of("whose", series(other.getKey())))));
      boolean isAnyKnown = false;
      for (int i = 0; i < now.size(); i++) {
        Optional<BigDecimal> value =
            now.get(i).flatMap(figure -> sheet.ofOthers(figure, other.getKey()));
        isAnyKnown |= value.isPresent();
        Kpi kpi = sheet.published().kpi(plan.lines().get(i).kpi());
        row.add(sheet.ofOthers(kpi, other.getKey(), value.orElse(null)));
      }
      if (isAnyKnown) {
        rows.add(row);
      }
    }
  }

  private static String growth(List<Series> drawn) {
    return drawn.get(0).label()
        + drawn.stream()
            .skip(1)
            .map(line -> ", " + Wording.lowered(line.label()))
            .collect(Collectors.joining());
  }

  /** What is published for others beside the latest figure of a line. */
  private List<LineChart.Mark> marks(Kpi kpi, Figure figure, String line, Series.Look colour) {
    List<LineChart.Mark> marks = new ArrayList<>();
    for (Map.Entry<String, Series.Look> other : Series.OTHERS) {
      sheet
          .ofOthers(figure, other.getKey())
          .ifPresent(
              value ->
                  marks.add(
                      new LineChart.Mark(
                          other.getValue(),
                          line + " " + sheet.shown(kpi, other.getKey(), value),
                          colour,
                          value.doubleValue())));
    }
    return marks;
  }

  private List<Pack.Cell> column(
      Kpi kpi, String periodType, PackPlan.Line line, List<@Nullable BigDecimal> values) {
    List<Pack.Cell> cells = new ArrayList<>();
    int decimals = Numbers.plainDecimals(values);
    for (int i = 0; i < values.size(); i++) {
      BigDecimal value = values.get(i);
      if (value == null || line.of().equals("value")) {
        cells.add(sheet.cell(kpi.id(), periodType, sheet.quarters().get(i)));
      } else {
        cells.add(Sheet.plain(value, decimals));
      }
    }
    return cells;
  }

  private Pack.ChartView view(
      PackPlan.Chart plan,
      String title,
      List<Series> drawn,
      String unit,
      String caption,
      Pack.Table table,
      List<LineChart.Mark> marks) {
    int first = firstKnown(drawn);
    List<String> names = names();
    if (names.size() - first < 2) {
      return new Pack.ChartView(
          plan.id(), title, "", "", sheet.words().text("caption.too_few_quarters"), table);
    }
    List<String> named = names.subList(first, names.size());
    List<Series> shown = drawn.stream().map(line -> from(line, first)).toList();
    String description = new LineDescriptions(sheet).describe(named, shown, marks);
    double[] ends = Axis.ends(plan, shown, marks);
    List<LineChart.Mark> readable =
        LineChart.areApart(marks, ends[1] - ends[0]) ? marks : List.of();
    StringBuilder said = new StringBuilder(caption);
    if (!marks.isEmpty()) {
      String key = readable.isEmpty() ? "caption.others_in_table" : "caption.marks";
      said.append(' ').append(sheet.words().text(key));
    }
    if (ends[0] > 0) {
      said.append(' ').append(axis(ends[0], unit));
    }
    String svg =
        new LineChart(plan.id(), named, shown, ends[0], ends[1], unit, readable)
            .svg(title, description);
    return new Pack.ChartView(plan.id(), title, svg, description, said.toString(), table);
  }

  /** A line that begins above zero looks steeper than it is. */
  private String axis(double lowest, String unit) {
    return sheet
        .words()
        .say("caption.axis", Map.of("from", Numbers.plain(BigDecimal.valueOf(lowest)) + unit));
  }

  private List<String> names() {
    return sheet.quarters().stream().map(Numbers::month).toList();
  }

  /** The first quarter for which any line but the target has a figure: none before it is drawn. */
  private static int firstKnown(List<Series> drawn) {
    int quarters = drawn.get(0).values().size();
    for (int i = 0; i < quarters; i++) {
      int at = i;
      if (drawn.stream()
          .filter(line -> line.look() != Series.Look.TARGET)
          .anyMatch(line -> line.values().get(at) != null)) {
        return i;
      }
    }
    return quarters;
  }

  private static Series from(Series line, int first) {
    return new Series(
        line.label(),
        line.look(),
        line.values().subList(first, line.values().size()),
        line.low().isEmpty() ? line.low() : line.low().subList(first, line.low().size()),
        line.high().isEmpty() ? line.high() : line.high().subList(first, line.high().size()));
  }

  private Series named(
      Kpi kpi,
      String name,
      Series.Look look,
      List<@Nullable BigDecimal> values,
      List<@Nullable BigDecimal> low,
      List<@Nullable BigDecimal> high) {
    return new Series(
        series(name) + last(kpi, name, values),
        look,
        Series.heights(values),
        low.stream().anyMatch(Objects::nonNull) ? Series.heights(low) : List.of(),
        low.stream().anyMatch(Objects::nonNull) ? Series.heights(high) : List.of());
  }

  /** The latest figure, behind the name of its line. */
  private String last(Kpi kpi, String name, List<@Nullable BigDecimal> values) {
    BigDecimal last =
        values.stream().filter(Objects::nonNull).reduce((before, next) -> next).orElse(null);
    if (last == null) {
      return "";
    }
    return " "
        + switch (name) {
          case OURS -> Numbers.shown(kpi, last);
          case Published.TARGET -> sheet.target(kpi, last);
          default -> sheet.shown(kpi, name, last);
        };
  }

  /** By how many per cent the latest is above the first, behind the name of its line. */
  private static String change(List<@Nullable Double> values) {
    Double last =
        values.stream().filter(Objects::nonNull).reduce((before, next) -> next).orElse(null);
    if (last == null) {
      return "";
    }
    return " " + (last > 0 ? "+" : "") + Numbers.plain(BigDecimal.valueOf(last)) + "%";
  }

  private List<Optional<Figure>> figures(Kpi kpi, String periodType) {
    return sheet.quarters().stream()
        .map(quarter -> sheet.figure(kpi.id(), periodType, quarter))
        .toList();
  }

  private List<@Nullable BigDecimal> others(Kpi kpi, String periodType, String comparator) {
    List<@Nullable BigDecimal> values = new ArrayList<>();
    for (LocalDate quarter : sheet.quarters()) {
      values.add(
          sheet
              .published()
              .total(kpi.id(), periodType, quarter)
              .flatMap(figure -> sheet.ofOthers(figure, comparator))
              .orElse(null));
    }
    return values;
  }

  private List<@Nullable BigDecimal> targets(Kpi kpi, String periodType) {
    List<@Nullable BigDecimal> targets = new ArrayList<>();
    for (LocalDate quarter : sheet.quarters()) {
      targets.add(
          sheet.published().total(kpi.id(), periodType, quarter).map(Figure::target).orElse(null));
    }
    return targets;
  }

  private interface Part {
    @Nullable BigDecimal of(Figure figure);
  }

  private static List<@Nullable BigDecimal> numbers(List<Optional<Figure>> figures, Part part) {
    List<@Nullable BigDecimal> numbers = new ArrayList<>();
    for (Optional<Figure> figure : figures) {
      numbers.add(figure.isPresent() ? part.of(figure.get()) : null);
    }
    return numbers;
  }

  private String column(String key) {
    return sheet.words().text("column." + key);
  }

  private String series(String key) {
    return sheet.words().text("series." + key);
  }
}
