package kith.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says under a chart what it measures, of whom, for when, and from which source. */
final class Captions {

  private final Sheet sheet;

  Captions(Sheet sheet) {
    this.sheet = sheet;
  }

  /**
   * @param drawn how many quarters the chart shows
   */
  String trend(
      PackPlan.Chart plan, Kpi kpi, String periodType, List<Optional<Figure>> figures, int drawn) {
    List<String> said = new ArrayList<>();
    said.add(
        sheet
            .words()
            .say("caption.measure", Map.of("title", sheet.words().ofKpi(kpi.id(), "title"))));
    said.add(
        sheet
            .words()
            .say(
                "caption.trend",
                Map.of(
                    "unit", unit(kpi),
                    "period", sheet.words().text("period." + periodType),
                    "n", String.valueOf(drawn))));
    Optional<String> provisional = sheet.provisional(kpi.id());
    provisional.ifPresent(
        why -> said.add(sheet.words().say("caption.provisional", Map.of("why", why))));
    if (!kpi.isCount()
        && provisional.isEmpty()
        && figures.stream().allMatch(figure -> figure.isPresent() && figure.get().low() != null)) {
      said.add(sheet.words().text("caption.shaded"));
    }
    sheet
        .published()
        .total(kpi.id(), periodType, sheet.asAt())
        .filter(figure -> kpi.isComparedWithOthers())
        .flatMap(figure -> sheet.published().comparison(figure, "england"))
        .flatMap(this::england)
        .ifPresent(said::add);
    neighboursChanged(kpi, periodType).ifPresent(said::add);
    return joined(said, plan);
  }

  /** A mean of other authorities moves for that reason alone. */
  private Optional<String> neighboursChanged(Kpi kpi, String periodType) {
    if (!kpi.isComparedWithOthers()) {
      return Optional.empty();
    }
    int model = 0;
    String since = "";
    for (LocalDate quarter : sheet.quarters()) {
      int next =
          sheet
              .published()
              .total(kpi.id(), periodType, quarter)
              .flatMap(figure -> sheet.published().comparison(figure, "neighbours"))
              .filter(one -> one.value() != null)
              .map(Comparison::neighbourModel)
              .orElse(0);
      if (next > 0 && model > 0 && next != model) {
        since = Numbers.month(quarter);
      }
      model = next > 0 ? next : model;
    }
    return since.isEmpty()
        ? Optional.empty()
        : Optional.of(
            sheet
                .words()
                .say(
                    "caption.neighbours_changed",
                    Map.of("quarter", since, "year", String.valueOf(model))));
  }

  private Optional<String> england(Comparison england) {
    if (england.value() == null
        || england.edition() == null
        || england.publishedOn() == null
        || england.periodEnd() == null) {
      return Optional.empty();
    }
    return Optional.of(
        sheet
            .words()
            .say(
                england.publishedOn().isAfter(sheet.published().recordsOf())
                    ? "caption.england_later"
                    : "caption.england",
                Map.of(
                    "period", Numbers.day(england.periodEnd()),
                    "edition", england.edition(),
                    "published", Numbers.day(england.publishedOn()))));
  }

  /**
   * @param drawn how many quarters the chart shows
   */
  String lines(PackPlan.Chart plan, int drawn) {
    Kpi kpi = sheet.published().kpi(plan.lines().get(0).kpi());
    String periods =
        plan.lines().stream()
            .map(line -> sheet.words().text("period." + periodType(line)))
            .distinct()
            .collect(Collectors.joining("; "));
    List<String> said = new ArrayList<>();
    if (plan.kind() == PackPlan.Kind.GROWTH) {
      said.add(sheet.words().text("caption.growth"));
    }
    said.add(
        sheet
            .words()
            .say(
                "caption.trend",
                Map.of(
                    "unit",
                    plan.kind() == PackPlan.Kind.GROWTH
                        ? sheet.words().text("unit.percent")
                        : unit(kpi),
                    "period",
                    periods,
                    "n",
                    String.valueOf(drawn))));
    for (PackPlan.Line line : plan.lines()) {
      String type = periodType(line);
      Optional<Figure> now = sheet.figure(line.kpi(), type, sheet.asAt());
      if (now.isEmpty()) {
        said.add(
            sheet
                .words()
                .say(
                    "caption.no_line",
                    Map.of(
                        "line", line.label(),
                        "why", sheet.why(line.kpi(), type, sheet.asAt()))));
      }
    }
    return joined(said, plan);
  }

  private String periodType(PackPlan.Line line) {
    return line.period() == null
        ? sheet.published().kpi(line.kpi()).comparedPeriod()
        : line.period();
  }

  String bands(PackPlan.Chart plan, Kpi kpi, Figure any) {
    List<String> said = new ArrayList<>();
    said.add(
        sheet
            .words()
            .say(
                "caption.bands",
                Map.of(
                    "unit", unit(kpi),
                    "period", sheet.periodOf(any))));
    return joined(said, plan);
  }

  /** The published figures are of an earlier period than the authority's own records. */
  String neighbours(PackPlan.Chart plan, List<Kpi> kpis, List<Neighbour> figures) {
    Wording words = sheet.words();
    List<String> said = new ArrayList<>();
    boolean isInvented = sheet.published().isSimulated();
    String ours =
        figures.stream().noneMatch(Neighbour::isOwn)
            ? words.text("caption.no_own")
            : words.text(isInvented ? "caption.darker_simulated" : "caption.darker");
    said.add(
        words.say(
            "caption.neighbours",
            Map.of(
                "ours", ours,
                "unit", units(kpis),
                "period",
                    words.list(
                        figures.stream()
                            .map(Neighbour::periodEnd)
                            .distinct()
                            .sorted()
                            .map(Numbers::day)
                            .toList()),
                "n",
                    String.valueOf(
                        figures.stream()
                            .filter(figure -> !figure.isOwn())
                            .map(Neighbour::name)
                            .distinct()
                            .count()))));
    if (kpis.size() > 1 && !kpis.get(1).better().equals("none")) {
      said.add(words.text("caption.neighbours_place"));
    }
    if (figures.stream().anyMatch(figure -> figure.value().signum() == 0)) {
      said.add(words.text("caption.neighbours_zero"));
    }
    return joined(said, plan);
  }

  /** Each unit once; those behind the first within a sentence. */
  private String units(List<Kpi> kpis) {
    List<String> units = kpis.stream().map(this::unit).distinct().toList();
    return Stream.concat(units.stream().limit(1), units.stream().skip(1).map(Wording::lowered))
        .collect(Collectors.joining("; "));
  }

  private String unit(Kpi kpi) {
    return sheet.words().text("unit." + kpi.unit());
  }

  private static String joined(List<String> said, PackPlan.Chart plan) {
    if (plan.note() != null) {
      said.add(plan.note());
    }
    return String.join(" ", said);
  }
}
