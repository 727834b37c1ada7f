package kith.report;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a pack together from what is published and what {@code conf/report/pack} asks for. */
final class PackBuilder {

  /** Whose figures are newer, and of which periods. */
  private record Newer(List<String> whose, String period, String before) {}

  private final Sheet sheet;
  private final PackPlan plan;
  private final Wording words;

  PackBuilder(Sheet sheet, PackPlan plan) {
    this.sheet = sheet;
    this.plan = plan;
    this.words = sheet.words();
  }

  Pack pack() {
    Published published = sheet.published();
    PageOne pageOne = new PageOne(sheet, plan);
    List<Pack.ScoreGroup> groups = pageOne.groups();
    List<Pack.Minute> minute = new ArrayList<>();
    plan.themes()
        .forEach(
            theme ->
                theme
                    .minute()
                    .forEach(
                        asked -> minute.add(new Pack.Minute(asked, theme.id(), theme.heading()))));
    return new Pack(
        plan.title(),
        plan.panel(),
        sheet.authority(),
        quarter(sheet.asAt()),
        sheet.asAt(),
        published.recordsOf(),
        published.isSimulated(),
        words.text("simulated"),
        published.publicationId(),
        groups,
        sheet.trendQuarters().stream().map(Numbers::month).toList(),
        pageOne.sentences(groups),
        pageOne.ofWhen(),
        plan.themes().stream().map(this::theme).toList(),
        changes(),
        editions(),
        caveats(),
        minute,
        published.licence());
  }

  /** Such as Q4 2025-26. */
  private static String quarter(LocalDate asAt) {
    boolean isLast = asAt.getMonthValue() == 3;
    int year = isLast ? asAt.getYear() - 1 : asAt.getYear();
    return "Q%d %d-%02d"
        .formatted(isLast ? 4 : asAt.getMonthValue() / 3 - 1, year, (year + 1) % 100);
  }

  private Pack.Theme theme(PackPlan.Theme theme) {
    Sayings sayings = new Sayings(sheet);
    Charts charts = new Charts(sheet);
    Set<Sayings.Measure> shown = new LinkedHashSet<>();
    theme.say().forEach(kpi -> shown.add(measure(kpi, null)));
    theme
        .charts()
        .forEach(
            chart -> chart.lines().forEach(line -> shown.add(measure(line.kpi(), line.period()))));
    List<PackPlan.Chart> drawn = new ArrayList<>();
    Set<String> notPublished = new LinkedHashSet<>(theme.notPublished());
    for (PackPlan.Chart chart : theme.charts()) {
      Optional<String> why = whyNotDrawn(chart);
      why.ifPresentOrElse(notPublished::add, () -> drawn.add(chart));
    }
    List<String> soWhat = new ArrayList<>();
    theme.capacities().forEach(one -> sayings.capacity(one).ifPresent(soWhat::add));
    theme.say().stream().map(sayings::about).forEach(soWhat::add);
    theme.ratios().forEach(ratio -> sayings.ratio(ratio).ifPresent(soWhat::add));
    String ofCharts =
        drawn.stream().flatMap(chart -> sentences(chart, sayings).stream()).collect(joining(" "));
    if (!ofCharts.isEmpty()) {
      soWhat.add(ofCharts);
    }
    return new Pack.Theme(
        theme.id(),
        theme.heading(),
        theme.tab(),
        soWhat,
        sayings.changed(shown),
        drawn.stream().map(charts::chart).toList(),
        List.copyOf(notPublished));
  }

  /** Why there is nothing to draw; empty where there is. */
  private Optional<String> whyNotDrawn(PackPlan.Chart chart) {
    return switch (chart.kind()) {
      case BANDS -> BandFigures.of(sheet, chart).whyNone();
      case NEIGHBOURS ->
          NeighbourCharts.hasFigures(sheet, chart)
              ? Optional.empty()
              : Optional.of(words.text("neighbours_not_loaded"));
      default -> Optional.empty();
    };
  }

  private List<String> sentences(PackPlan.Chart chart, Sayings sayings) {
    return switch (chart.kind()) {
      case BANDS -> BandFigures.of(sheet, chart).sentences(sayings);
      case GROWTH -> sayings.growth(chart).stream().toList();
      default -> List.of();
    };
  }

  private Sayings.Measure measure(String kpi, @Nullable String period) {
    return new Sayings.Measure(
        kpi, period == null ? sheet.published().kpi(kpi).comparedPeriod() : period);
  }

  private List<String> onPageOne() {
    return plan.scorecard().stream().flatMap(group -> group.kpis().stream()).toList();
  }

  /** Newer figures of others, and rules that changed, since the quarter before. */
  private List<String> changes() {
    Map<Newer, List<String>> editions = new LinkedHashMap<>();
    List<String> definitions = new ArrayList<>();
    Set<String> ids = new LinkedHashSet<>(onPageOne());
    ids.addAll(plan.kpis());
    for (String id : ids) {
      Optional<Figure> now = sheet.published().total(id, sheet.asAt());
      Optional<Figure> before = sheet.published().total(id, sheet.quarterBefore());
      if (now.isEmpty() || before.isEmpty()) {
        continue;
      }
      if (!now.get().ruleVersion().equals(before.get().ruleVersion())) {
        definitions.add(words.say("changed.definition", Map.of("title", words.ofKpi(id, "title"))));
      }
      if (sheet.published().kpi(id).isComparedWithOthers()) {
        newer(now.get(), before.get())
            .forEach(
                newer ->
                    editions
                        .computeIfAbsent(newer, none -> new ArrayList<>())
                        .add(words.ofKpi(id, "name")));
      }
    }
    List<String> all = new ArrayList<>();
    editions.forEach((newer, names) -> all.add(said(newer, names)));
    if (editions.isEmpty()) {
      all.add(words.text("changed.edition_none"));
    }
    all.addAll(
        definitions.isEmpty() ? List.of(words.text("changed.definition_none")) : definitions);
    return all;
  }

  /** Whose figures beside one of ours are now of a later period. */
  private List<Newer> newer(Figure now, Figure before) {
    Map<Newer, List<String>> whose = new LinkedHashMap<>();
    for (String comparator : Sheet.COMPARATORS) {
      LocalDate end = end(now, comparator);
      LocalDate earlier = end(before, comparator);
      if (end != null && earlier != null && !end.equals(earlier)) {
        Newer periods =
            new Newer(
                List.of(),
                sheet.published().period(now.periodType(), end),
                sheet.published().period(now.periodType(), earlier));
        whose
            .computeIfAbsent(periods, none -> new ArrayList<>())
            .add(words.text("say.of." + comparator));
      }
    }
    return whose.entrySet().stream()
        .map(one -> new Newer(one.getValue(), one.getKey().period(), one.getKey().before()))
        .toList();
  }

  private String said(Newer newer, List<String> names) {
    return words.say(
        "changed.edition",
        Map.of(
            "whose", words.list(newer.whose()),
            "period", newer.period(),
            "before", newer.before(),
            "list", String.join("; ", names)));
  }

  private @Nullable LocalDate end(Figure figure, String comparator) {
    return sheet
        .published()
        .comparison(figure, comparator)
        .filter(other -> other.value() != null)
        .map(Comparison::periodEnd)
        .orElse(null);
  }

  /** From which edition the figures of others are, wherever the pack shows them. */
  private List<Pack.Edition> editions() {
    Map<List<String>, TreeSet<String>> names = new LinkedHashMap<>();
    for (String id : plan.kpis()) {
      Optional<Figure> now = sheet.published().total(id, sheet.asAt());
      if (now.isEmpty() || !sheet.published().kpi(id).isComparedWithOthers()) {
        continue;
      }
      whose(now.get())
          .forEach(
              (edition, comparators) ->
                  names
                      .computeIfAbsent(
                          Stream.concat(Stream.of(words.list(comparators)), edition.stream())
                              .toList(),
                          none -> new TreeSet<>())
                      .add(words.ofKpi(id, "name")));
    }
    List<Pack.Edition> editions = new ArrayList<>();
    names.forEach(
        (key, kpis) ->
            editions.add(
                new Pack.Edition(
                    key.get(0), key.get(1), key.get(2), key.get(3), String.join("; ", kpis))));
    return editions;
  }

  /** Whose figures beside one of ours are of one period, edition and day of publication. */
  private Map<List<String>, List<String>> whose(Figure figure) {
    Map<List<String>, List<String>> whose = new LinkedHashMap<>();
    for (String comparator : Sheet.COMPARATORS) {
      sheet
          .published()
          .comparison(figure, comparator)
          .filter(one -> one.value() != null && one.periodEnd() != null)
          .ifPresent(
              one ->
                  whose
                      .computeIfAbsent(
                          List.of(
                              Numbers.day(Objects.requireNonNull(one.periodEnd())),
                              one.edition() == null ? Sheet.DASH : words.edition(one.edition()),
                              one.publishedOn() == null
                                  ? Sheet.DASH
                                  : Numbers.day(one.publishedOn())),
                          none -> new ArrayList<>())
                      .add(words.text("series." + comparator)));
    }
    return whose;
  }

  private List<Pack.Caveat> caveats() {
    Map<String, TreeSet<String>> kpis = new TreeMap<>();
    Set<String> shown = new TreeSet<>(onPageOne());
    plan.themes()
        .forEach(
            theme ->
                theme
                    .charts()
                    .forEach(chart -> chart.lines().forEach(line -> shown.add(line.kpi()))));
    for (String id : shown) {
      for (String rule : sheet.caveats(id)) {
        kpis.computeIfAbsent(rule, none -> new TreeSet<>()).add(words.ofKpi(id, "name"));
      }
    }
    return kpis.entrySet().stream()
        .map(entry -> new Pack.Caveat(entry.getKey(), String.join("; ", entry.getValue())))
        .toList();
  }
}
