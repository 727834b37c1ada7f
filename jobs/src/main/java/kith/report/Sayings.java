package kith.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Says in sentences what a figure means: how it changed, and how it stands to the target and to
 * others.
 */
final class Sayings {

  private final Sheet sheet;
  private final Wording words;

  Sayings(Sheet sheet) {
    this.sheet = sheet;
    this.words = sheet.words();
  }

  /** The sentences about a KPI, as one paragraph. */
  String about(String id) {
    Kpi kpi = sheet.published().kpi(id);
    Optional<Figure> found = sheet.figure(id, kpi.comparedPeriod(), sheet.asAt());
    if (found.isEmpty()) {
      return words.say(
          "say.none",
          Map.of(
              "title", words.ofKpi(id, "title"),
              "why", sheet.why(id, kpi.comparedPeriod(), sheet.asAt()).toLowerCase(Locale.UK)));
    }
    Figure now = found.get();
    List<String> said = new ArrayList<>();
    said.add(
        words.say("say.statement", Map.of("statement", statement(kpi, now), "period", when(now))));
    sheet
        .provisional(id)
        .ifPresent(why -> said.add(words.say("say.provisional", Map.of("why", why))));
    change(kpi, now).ifPresent(said::add);
    target(kpi, now).ifPresent(said::add);
    twoYears(kpi, now).ifPresent(said::add);
    others(now).ifPresent(said::add);
    rank(now).ifPresent(said::add);
    return String.join(" ", said);
  }

  /** A statement behind the day or window that it is of, as a sentence. */
  String dated(String statement, Figure of) {
    String period = when(of);
    return words.say(
        "say.dated",
        Map.of(
            "period",
            period.substring(0, 1).toUpperCase(Locale.UK) + period.substring(1),
            "statement",
            statement));
  }

  private String statement(Kpi kpi, Figure now) {
    return Wording.fill(
        words.ofKpi(kpi.id(), "statement"),
        Map.of(
            "value",
            Numbers.shown(kpi, Sheet.value(now)),
            "of",
            Numbers.of(now.numerator(), now.denominator())));
  }

  private String when(Figure now) {
    String period = sheet.periodOf(now);
    String key =
        switch (now.periodType()) {
          case "POINT" -> "say.when_on_the_day";
          case "QTR" -> "say.when_in_the_quarter";
          default -> "say.when_in_the_time";
        };
    return words.say(key, Map.of("period", period));
  }

  private Optional<String> change(Kpi kpi, Figure now) {
    Optional<Figure> before = sheet.figure(kpi.id(), now.periodType(), sheet.quarterBefore());
    Optional<Figure> year = sheet.figure(kpi.id(), now.periodType(), sheet.yearAgo());
    if (before.isEmpty()) {
      return year.map(ago -> words.say("say.year", years(kpi, ago)));
    }
    String change = Judgement.change(sheet, now, before);
    if (change.equals("no_clear_change")
        && year.filter(ago -> sheet.changed(now, ago)).isPresent()) {
      boolean isUp = Sheet.value(now).compareTo(Sheet.value(year.get())) > 0;
      return Optional.of(words.say(isUp ? "say.year_up" : "say.year_down", years(kpi, year.get())));
    }
    List<String> said = new ArrayList<>();
    said.add(
        words.say(
            "say." + change,
            Map.of(
                "before",
                Numbers.shown(kpi, Sheet.value(before.get())),
                "when",
                when(before.get()))));
    year.ifPresent(ago -> said.add(words.say("say.year", years(kpi, ago))));
    return Optional.of(String.join(" ", said));
  }

  private static Map<String, String> years(Kpi kpi, Figure ago) {
    return Map.of("year", Numbers.shown(kpi, Sheet.value(ago)));
  }

  /** A change over two years that one year does not show. */
  private Optional<String> twoYears(Kpi kpi, Figure now) {
    return sheet
        .figure(kpi.id(), now.periodType(), sheet.twoYearsAgo())
        .filter(then -> sheet.changed(now, then))
        .filter(
            then ->
                sheet
                    .figure(kpi.id(), now.periodType(), sheet.yearAgo())
                    .filter(ago -> sheet.changed(now, ago))
                    .isEmpty())
        .map(
            then ->
                words.say(
                    Sheet.value(now).compareTo(Sheet.value(then)) > 0
                        ? "say.up_in_two_years"
                        : "say.down_in_two_years",
                    Map.of("before", withCount(kpi, then))));
  }

  /** Such as 53.6%, 113 of 211. */
  private static String withCount(Kpi kpi, Figure figure) {
    String of = Numbers.of(figure.numerator(), figure.denominator());
    String shown = Numbers.shown(kpi, Sheet.value(figure));
    return of.isEmpty() ? shown : shown + ", " + of;
  }

  private Optional<String> target(Kpi kpi, Figure now) {
    BigDecimal target = now.target();
    String key = Judgement.of(sheet, now).key();
    return target == null
            || !List.of("red", "amber", "green", "unclear", "not_judged", "so_far").contains(key)
        ? Optional.empty()
        : Optional.of(words.say("say." + key, Map.of("target", sheet.target(kpi, target))));
  }

  /** The figures of others, and from which of them ours differs by more than chance. */
  private Optional<String> others(Figure now) {
    List<String> figures = sheet.namedOthers(now);
    List<String> below = new ArrayList<>();
    List<String> above = new ArrayList<>();
    List<String> alike = new ArrayList<>();
    for (String comparator : Sheet.COMPARATORS) {
      Optional<BigDecimal> other = sheet.ofOthers(now, comparator);
      if (other.isPresent()) {
        String name = words.text("say.of." + comparator);
        (!sheet.differs(now, other.get())
                ? alike
                : Sheet.value(now).compareTo(other.get()) > 0 ? above : below)
            .add(name);
      }
    }
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    List<String> said = new ArrayList<>();
    said.add(
        words.say(
            "say.others",
            Map.of("list", String.join(", ", figures), "period", words.list(periods(now)))));
    if (now.low() != null && !sheet.isOfTooFew(now)) {
      addVerdict(said, "higher", above, figures.size());
      addVerdict(said, "lower", below, figures.size());
      addVerdict(said, "alike", alike, figures.size());
    }
    return Optional.of(String.join(" ", said));
  }

  /** Of which periods the figures of others are, the names of each once. */
  private List<String> periods(Figure now) {
    return Sheet.COMPARATORS.stream()
        .flatMap(comparator -> sheet.published().comparison(now, comparator).stream())
        .filter(other -> other.value() != null && other.periodEnd() != null)
        .map(
            other ->
                sheet
                    .published()
                    .period(now.periodType(), Objects.requireNonNull(other.periodEnd())))
        .distinct()
        .toList();
  }

  private void addVerdict(List<String> said, String key, List<String> names, int all) {
    if (names.size() > 1 && names.size() == all) {
      said.add(words.text("say." + key + "_all"));
    } else if (!names.isEmpty()) {
      said.add(words.say("say." + key, Map.of("list", words.list(names))));
    }
  }

  private Optional<String> rank(Figure now) {
    return sheet
        .published()
        .rank(now)
        // The published figure is that of the real authority whose number an invented one has.
        .filter(rank -> rank.periodEnd() != null && !sheet.published().isSimulated())
        .map(
            rank ->
                words.say(
                    rank.ties() == 0 ? "say.rank" : "say.rank_joint",
                    Map.of(
                        "period",
                            sheet
                                .published()
                                .period(now.periodType(), Objects.requireNonNull(rank.periodEnd())),
                        "place", String.valueOf(rank.place()),
                        "of", String.valueOf(rank.of()))));
  }

  /** How many of one count for every ten of another one, now and a year ago. */
  Optional<String> ratio(PackPlan.Ratio ratio) {
    String year =
        ratio(ratio, sheet.yearAgo())
            .map(before -> " " + words.say("say.ratio_year", before))
            .orElse("");
    String periodType = sheet.published().kpi(ratio.count()).comparedPeriod();
    return sheet
        .figure(ratio.count(), periodType, sheet.asAt())
        .flatMap(
            now ->
                ratio(ratio, sheet.asAt())
                    .map(places -> dated(Wording.fill(ratio.sentence(), places), now) + year));
  }

  private Optional<Map<String, String>> ratio(PackPlan.Ratio ratio, LocalDate at) {
    String periodType = sheet.published().kpi(ratio.count()).comparedPeriod();
    Optional<Figure> count = sheet.figure(ratio.count(), periodType, at);
    Optional<Figure> of = sheet.figure(ratio.of(), periodType, at);
    if (count.isEmpty() || of.isEmpty() || Sheet.value(of.get()).signum() == 0) {
      return Optional.empty();
    }
    BigDecimal onTen =
        Sheet.value(count.get())
            .multiply(BigDecimal.TEN)
            .divide(Sheet.value(of.get()), 1, RoundingMode.HALF_UP);
    return Optional.of(
        Map.of(
            "n", Numbers.plain(onTen),
            "count", Numbers.plain(Sheet.value(count.get())),
            "of", Numbers.plain(Sheet.value(of.get()))));
  }

  /** Whether there are enough for an average to keep to its target, such as social workers. */
  Optional<String> capacity(PackPlan.Capacity plan) {
    Kpi kpi = sheet.published().kpi(plan.kpi());
    Optional<Figure> now = sheet.figure(kpi.id(), kpi.comparedPeriod(), sheet.asAt());
    if (now.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal target = now.get().target();
    BigDecimal count = now.get().numerator();
    BigDecimal have = now.get().denominator();
    if (target == null || target.signum() <= 0 || count == null || have == null) {
      return Optional.empty();
    }
    BigDecimal need = count.divide(target, 1, RoundingMode.UP);
    String sentence = have.compareTo(need) >= 0 ? plan.enough() : plan.tooFew();
    String statement =
        Wording.fill(
            sentence,
            Map.of(
                "target", sheet.target(kpi, target),
                "count", Numbers.plain(count),
                "need", Numbers.plain(need),
                "have", Numbers.plain(have),
                "difference", Numbers.plain(have.subtract(need).abs())));
    return Optional.of(dated(statement, now.get()));
  }

  /** By how much each line of a chart of growth moved since the first quarter that it shows. */
  Optional<String> growth(PackPlan.Chart chart) {
    List<String> moved = new ArrayList<>();
    String since = "";
    for (PackPlan.Line line : chart.lines()) {
      String periodType = sheet.published().kpi(line.kpi()).comparedPeriod();
      List<Figure> figures =
          sheet.quarters().stream()
              .flatMap(quarter -> sheet.figure(line.kpi(), periodType, quarter).stream())
              .toList();
      if (figures.isEmpty() || !figures.get(figures.size() - 1).asAt().equals(sheet.asAt())) {
        return Optional.empty();
      }
      since = Numbers.day(figures.get(0).asAt());
      Double change =
          Series.growth(figures.stream().map(figure -> figure.part(line.of())).toList())
              .get(figures.size() - 1);
      if (change == null || figures.size() == 1) {
        return Optional.empty();
      }
      moved.add(
          words.say(
              "say.growth_" + (change == 0 ? "none" : change > 0 ? "up" : "down"),
              Map.of(
                  "label", Wording.lowered(line.label()),
                  "n", Numbers.plain(BigDecimal.valueOf(Math.abs(change))))));
    }
    return Optional.of(words.say("say.growth", Map.of("since", since, "list", words.list(moved))));
  }

  /** A KPI over a period, such as the quarter. */
  record Measure(String kpi, String periodType) {}

  /** What changed by more than chance since the last pack among these figures, a sentence each. */
  List<String> changed(Collection<Measure> measures) {
    List<String> said = new ArrayList<>();
    for (Measure measure : measures) {
      String id = measure.kpi();
      Kpi kpi = sheet.published().kpi(id);
      Optional<Figure> now = sheet.figure(id, measure.periodType(), sheet.asAt());
      Optional<Figure> before = sheet.figure(id, measure.periodType(), sheet.quarterBefore());
      if (now.isEmpty() || before.isEmpty()) {
        continue;
      }
      String change = Judgement.change(sheet, now.get(), before);
      if (List.of("better", "worse", "up", "down").contains(change)) {
        said.add(
            words.say(
                "changed.figure",
                Map.of(
                    "title", words.ofKpi(id, "title"),
                    "period", words.text("period." + measure.periodType()),
                    "change", words.text("change." + change),
                    "before", Numbers.shown(kpi, Sheet.value(before.get())),
                    "value", Numbers.shown(kpi, Sheet.value(now.get())))));
      }
    }
    return said.isEmpty() ? List.of(words.text("changed.none")) : said;
  }
}
