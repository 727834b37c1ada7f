package kith.report;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Page one: the scorecard, and sentences on what improved, what worsened, what to ask. */
final class PageOne {

  /** A sentence that lists more is not read. */
  private static final int LISTED = 5;

  /** The tones of what misses its target, the worse first. */
  private static final List<String> OFF_TARGET = List.of("red", "amber");

  private final Sheet sheet;
  private final Wording words;
  private final PackPlan plan;

  PageOne(Sheet sheet, PackPlan plan) {
    this.sheet = sheet;
    this.words = sheet.words();
    this.plan = plan;
  }

  List<Pack.ScoreGroup> groups() {
    return plan.scorecard().stream()
        .map(
            group ->
                new Pack.ScoreGroup(group.heading(), group.kpis().stream().map(this::row).toList()))
        .toList();
  }

  private Pack.ScoreRow row(String id) {
    Kpi kpi = sheet.published().kpi(id);
    String periodType = kpi.comparedPeriod();
    Optional<Figure> now = sheet.figure(id, periodType, sheet.asAt());
    Judgement judgement =
        now.map(figure -> Judgement.of(sheet, figure)).orElse(new Judgement("not_judged", "none"));
    String change =
        now.map(
                figure ->
                    Judgement.change(
                        sheet, figure, sheet.figure(id, periodType, sheet.quarterBefore())))
            .orElse("not_applicable");
    List<Pack.Cell> quarters =
        sheet.trendQuarters().stream().map(at -> sheet.cell(id, periodType, at)).toList();
    return new Pack.ScoreRow(
        id,
        words.ofKpi(id, "title"),
        words.text("period." + periodType),
        now.map(Sheet::count).orElse(Pack.Cell.text("")),
        now.map(figure -> interval(kpi, figure)).orElse(Pack.Cell.text("")),
        sheet.cell(id, periodType, sheet.asAt()),
        sheet.cell(id, periodType, sheet.quarterBefore()),
        sheet.cell(id, periodType, sheet.yearAgo()),
        sheet.targetCell(kpi, now.map(Figure::target).orElse(null)),
        others(kpi, "england"),
        others(kpi, "region"),
        others(kpi, "neighbours"),
        trend(kpi, quarters),
        quarters,
        words.text("change." + change),
        words.text("judgement." + judgement.key()),
        now.filter(figure -> figure.target() != null && !judgement.key().equals("so_far"))
            .flatMap(figure -> sheet.provisional(id))
            .map(why -> words.text("so_far"))
            .orElse(""),
        judgement.tone(),
        remarks(kpi, periodType));
  }

  private Pack.Cell interval(Kpi kpi, Figure figure) {
    BigDecimal low = figure.low();
    BigDecimal high = figure.high();
    // A count is exact: a range behind it reads as if nobody had counted.
    if (low == null || high == null || kpi.isCount()) {
      return Pack.Cell.text("");
    }
    return new Pack.Cell(
        words.say(
            "range_ends", Map.of("from", Numbers.shown(kpi, low), "to", Numbers.shown(kpi, high))),
        low,
        high,
        Numbers.format(kpi, kpi.decimals()),
        Numbers.format(kpi, kpi.decimals()));
  }

  private Pack.Cell others(Kpi kpi, String comparator) {
    return sheet.ofOthers(
        kpi,
        comparator,
        sheet
            .published()
            .total(kpi.id(), sheet.asAt())
            .flatMap(figure -> sheet.ofOthers(figure, comparator))
            .orElse(null));
  }

  private String trend(Kpi kpi, List<Pack.Cell> quarters) {
    List<@Nullable Double> values = new ArrayList<>();
    for (Pack.Cell cell : quarters) {
      BigDecimal number = cell.number();
      values.add(number == null ? null : number.doubleValue());
    }
    return Sparkline.svg(
        "trend-" + kpi.id(),
        words.say(
            "describe.trend",
            Map.of("title", words.ofKpi(kpi.id(), "title"), "n", String.valueOf(quarters.size()))),
        words.say(
            "describe.trend_values",
            Map.of("values", quarters.stream().map(Pack.Cell::text).collect(joining(", ")))),
        values);
  }

  private List<String> remarks(Kpi kpi, String periodType) {
    List<String> remarks = new ArrayList<>();
    Optional<Figure> figure = sheet.published().total(kpi.id(), periodType, sheet.asAt());
    figure
        .map(one -> words.statusOr(one.status(), sheet.published().word("status", one.status())))
        .filter(word -> !word.isEmpty())
        .ifPresent(remarks::add);
    if (figure.isEmpty()) {
      remarks.add(words.text("no_figure"));
    }
    figure
        .filter(Sheet::canBeShown)
        .flatMap(one -> sheet.provisional(kpi.id()))
        .ifPresent(remarks::add);
    sheet
        .published()
        .total(kpi.id(), sheet.asAt())
        .flatMap(sheet::someNeighbours)
        .ifPresent(
            neighbours ->
                remarks.add(
                    words.say(
                        "remark_neighbours",
                        Map.of(
                            "n",
                            String.valueOf(neighbours),
                            "all",
                            String.valueOf(Sheet.NEIGHBOURS)))));
    sheet
        .caveats(kpi.id())
        .forEach(rule -> remarks.add(words.say("remark_data", Map.of("rule", rule))));
    return remarks;
  }

  /** What improved, what worsened, what to ask about: only from changes beyond chance. */
  List<String> sentences(List<Pack.ScoreGroup> groups) {
    List<Pack.ScoreRow> rows = groups.stream().flatMap(group -> group.rows().stream()).toList();
    List<Pack.ScoreRow> worse =
        changed(rows, "worse").stream()
            .sorted(Comparator.comparing(PageOne::relativeChange).reversed())
            .toList();
    List<String> ask =
        rows.stream()
            .filter(row -> isOffTarget(row) && !worse.contains(row))
            .sorted(Comparator.comparingInt(row -> OFF_TARGET.indexOf(row.tone())))
            .map(row -> said(row.tone().equals("amber") ? "near_target" : "off_target", row))
            .toList();
    List<String> soFar =
        rows.stream()
            .filter(row -> row.judgement().equals(words.text("judgement.so_far")))
            .map(row -> said("off_target", row))
            .toList();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        sentence(
            "improved", changed(rows, "better").stream().map(row -> said("better", row)).toList()));
    sentences.add(
        sentence(
            "worsened",
            worse.stream()
                .map(row -> said(isOffTarget(row) ? "worse_off_target" : "worse", row))
                .toList()));
    if (!worse.isEmpty()) {
      sentences.add(ask.isEmpty() ? words.text("page_one.ask_only_why") : sentence("ask_why", ask));
    } else if (rows.stream().noneMatch(this::isJudged)) {
      sentences.add(words.text("page_one.ask_nothing_judged"));
    } else {
      sentences.add(sentence("ask", ask));
    }
    addAny(sentences, "so_far", soFar);
    addAny(sentences, "behind", behindNeighbours());
    addAny(sentences, "elsewhere", worseElsewhere());
    return sentences;
  }

  private void addAny(List<String> sentences, String key, List<String> items) {
    if (!items.isEmpty()) {
      sentences.add(sentence(key, items));
    }
  }

  /** The figures of the pack that are worse than those of similar authorities, beyond chance. */
  private List<String> behindNeighbours() {
    return plan.inOrder().stream()
        .filter(id -> sheet.provisional(id).isEmpty())
        .map(id -> sheet.published().kpi(id))
        .flatMap(
            kpi ->
                sheet
                    .figure(kpi.id(), kpi.comparedPeriod(), sheet.asAt())
                    .flatMap(now -> behindNeighbours(kpi, now))
                    .stream())
        .toList();
  }

  private Optional<String> behindNeighbours(Kpi kpi, Figure now) {
    int worse = kpi.better().equals("higher") ? -1 : kpi.better().equals("lower") ? 1 : 0;
    return sheet
        .ofOthers(now, "neighbours")
        .filter(other -> Sheet.value(now).compareTo(other) * worse > 0)
        .filter(other -> sheet.differs(now, other))
        .map(
            other ->
                words.say(
                    isOnPage(kpi.id())
                        ? "page_one.beside_neighbours"
                        : "page_one.beside_neighbours_of",
                    Map.of(
                        "name", Wording.lowered(words.ofKpi(kpi.id(), "name")),
                        "value", Numbers.shown(kpi, Sheet.value(now)),
                        "neighbours", sheet.shown(kpi, "neighbours", other),
                        "period", sheet.periodOfOthers(now, "neighbours").orElse(""))));
  }

  private boolean isOnPage(String kpi) {
    return plan.scorecard().stream().anyMatch(group -> group.kpis().contains(kpi));
  }

  private static boolean isOffTarget(Pack.ScoreRow row) {
    return OFF_TARGET.contains(row.tone());
  }

  /** By when ours were recorded, and of which periods the figures of others on page one are. */
  String ofWhen() {
    String recorded =
        words.say(
            "page_one.recorded",
            Map.of(
                "day",
                Numbers.day(sheet.published().recordsOf()),
                "days",
                String.valueOf(
                    ChronoUnit.DAYS.between(sheet.asAt(), sheet.published().recordsOf()))));
    return (recorded + " " + others()).strip();
  }

  private String others() {
    List<String> periods =
        plan.scorecard().stream()
            .flatMap(group -> group.kpis().stream())
            .flatMap(kpi -> sheet.published().total(kpi, sheet.asAt()).stream())
            .filter(figure -> sheet.published().kpi(figure.kpi()).isComparedWithOthers())
            .flatMap(
                figure ->
                    Sheet.COMPARATORS.stream()
                        .flatMap(who -> sheet.published().comparison(figure, who).stream()))
            .filter(one -> one.value() != null)
            .flatMap(one -> Optional.ofNullable(one.periodEnd()).stream())
            .distinct()
            .sorted()
            .map(Numbers::day)
            .toList();
    return periods.isEmpty()
        ? ""
        : words.say("page_one.others", Map.of("periods", words.list(periods)));
  }

  /** Whether a target is compared with the figure, whatever comes of it. */
  private boolean isJudged(Pack.ScoreRow row) {
    return List.of("red", "amber", "green", "unclear", "so_far").stream()
        .anyMatch(key -> row.judgement().equals(words.text("judgement." + key)));
  }

  /** What worsened among the published figures that no page of the pack is about. */
  private List<String> worseElsewhere() {
    List<String> worse = new ArrayList<>();
    for (Kpi kpi : sheet.published().kpis()) {
      Optional<Figure> now = sheet.figure(kpi.id(), kpi.comparedPeriod(), sheet.asAt());
      Optional<Figure> before = sheet.figure(kpi.id(), kpi.comparedPeriod(), sheet.quarterBefore());
      if (!plan.kpis().contains(kpi.id())
          && before.isPresent()
          && now.isPresent()
          && now.get().direction().equals("worse")) {
        worse.add(
            words.say(
                "page_one.worse",
                Map.of(
                    "name", Wording.lowered(kpi.shortTitle()),
                    "value", Numbers.shown(kpi, Sheet.value(now.get())),
                    "before", Numbers.shown(kpi, Sheet.value(before.get())),
                    "year_ago",
                        sheet.cell(kpi.id(), kpi.comparedPeriod(), sheet.yearAgo()).text())));
      }
    }
    return worse;
  }

  private List<Pack.ScoreRow> changed(List<Pack.ScoreRow> rows, String change) {
    String word = words.text("change." + change);
    return rows.stream().filter(row -> row.change().equals(word)).toList();
  }

  private String said(String key, Pack.ScoreRow row) {
    return words.say(
        "page_one." + key,
        Map.of(
            "name", Wording.lowered(words.ofKpi(row.kpi(), "name")),
            "value", (row.now().text() + " " + row.soFar()).strip(),
            "before", row.before().text(),
            "year_ago", row.yearAgo().text(),
            "target", row.target().text()));
  }

  /** How much a figure changed, as a part of what it was: the largest is named first. */
  private static BigDecimal relativeChange(Pack.ScoreRow row) {
    BigDecimal now = row.now().number();
    BigDecimal before = row.before().number();
    return now == null || before == null || before.signum() == 0
        ? BigDecimal.ZERO
        : now.subtract(before).abs().divide(before.abs(), 4, RoundingMode.HALF_UP);
  }

  private String sentence(String key, List<String> items) {
    if (items.isEmpty()) {
      return words.text("page_one." + key + "_none");
    }
    List<String> shown = new ArrayList<>(items.subList(0, Math.min(LISTED, items.size())));
    if (items.size() > LISTED) {
      shown.add(words.say("page_one.more", Map.of("n", String.valueOf(items.size() - LISTED))));
    }
    String list = String.join("; ", shown);
    return words.say("page_one." + key, Map.of("list", list));
  }
}
