package kith.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/** What a pack shows, in its order: {@code conf/report/pack/pack.yaml}. */
record PackPlan(String title, String panel, List<Group> scorecard, List<Theme> themes) {

  /** Page one has at most this many rows. */
  static final int ROWS = 20;

  /** A chart has at most this many lines. */
  static final int LINES = 4;

  /** The name of a tab has at most this many characters. */
  static final int TAB = 31;

  private static final Pattern FORMULA = Pattern.compile("[\\\\/?*:\\[\\]']");

  /** Rows of page one under a heading. */
  record Group(String heading, List<String> kpis) {}

  /**
   * A page.
   *
   * @param tab its name in the workbook
   * @param minute what the Panel asked for and finds here
   * @param say the KPIs that sentences are about
   * @param ratios counts that are said as how many for every ten of another one
   * @param capacities averages that say whether there are enough to share the work
   * @param notPublished what the Panel asked for that is not among the published figures
   */
  record Theme(
      String id,
      String heading,
      String tab,
      List<String> minute,
      List<String> say,
      List<Ratio> ratios,
      List<Capacity> capacities,
      List<Chart> charts,
      List<String> notPublished) {}

  /**
   * Two counts of the same period.
   *
   * @param sentence with {n}, how many come on ten, and both counts, {count} and {of}
   */
  record Ratio(String count, String of, String sentence) {}

  /**
   * An average with a target that it should not exceed, such as children for each worker.
   *
   * @param enough sentence with {target}, {count}, how many that needs ({need}), how many there are
   *     ({have}) and the {difference}
   * @param tooFew the same where there are fewer than needed
   */
  record Capacity(String kpi, String enough, String tooFew) {}

  /** How a chart is drawn. */
  enum Kind {
    TREND,
    LINES,
    GROWTH,
    BANDS,
    NEIGHBOURS
  }

  /**
   * A chart.
   *
   * @param lines what is drawn; a trend or the bands of a breakdown have one line
   * @param breakdown of bands; empty otherwise
   * @param title where nothing is clear; null takes the name of the KPI
   * @param highest title when one band or line is clearly highest, with {band}
   * @param sentence of the so what when one band is clearly highest, with {band}, {n} and {all}
   * @param summary of the so what, with {all} and the name of each group; only where all bands of
   *     the groups are shown
   * @param groups bands that are added up for the summary, by the name of the group
   * @param inOrder bands in their own order, such as ages; otherwise the highest first
   * @param range ends of the axis, so that charts can be compared; empty makes it fit
   */
  record Chart(
      String id,
      Kind kind,
      List<Line> lines,
      String breakdown,
      @Nullable String title,
      @Nullable String highest,
      @Nullable String firstAbove,
      @Nullable String secondAbove,
      @Nullable String note,
      @Nullable String sentence,
      @Nullable String summary,
      Map<String, List<String>> groups,
      List<BigDecimal> range,
      boolean inOrder) {}

  /**
   * A line of a chart.
   *
   * @param period null takes the period that is compared with others
   * @param of value, numerator or denominator
   */
  record Line(String kpi, @Nullable String period, String of, String label) {}

  /** Reads the plan; a file that cannot be used is wrong configuration. */
  static PackPlan read(Project project) {
    JsonNode node = Yaml.read(folder(project).resolve("pack.yaml"));
    List<Group> groups = new ArrayList<>();
    node.path("scorecard")
        .forEach(
            group -> groups.add(new Group(text(group, "heading"), Yaml.texts(group.path("kpis")))));
    int rows = groups.stream().mapToInt(group -> group.kpis().size()).sum();
    if (rows > ROWS) {
      throw refused("page one has %d rows, and at most %d fit on it".formatted(rows, ROWS));
    }
    List<Theme> themes = new ArrayList<>();
    node.path("themes").forEach(theme -> themes.add(theme(theme)));
    refuseTabs(themes);
    return new PackPlan(text(node, "title"), text(node, "panel"), groups, themes);
  }

  /** A workbook takes no longer name of a tab, no sign that a formula uses, and none twice. */
  static void refuseTabs(List<Theme> themes) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Theme theme : themes) {
      if (theme.tab().length() > TAB || FORMULA.matcher(theme.tab()).find()) {
        throw refused(
            "the tab \"%s\" has %d characters (at most %d, none of \\ / ? * : [ ] ')"
                .formatted(theme.tab(), theme.tab().length(), TAB));
      }
      if (!taken.add(theme.tab())) {
        throw refused("two pages have the tab \"%s\"".formatted(theme.tab()));
      }
    }
  }

  /** The KPIs that any page is about. */
  Set<String> kpis() {
    return new TreeSet<>(inOrder());
  }

  /** The same in the order of the pack, page one first. */
  Set<String> inOrder() {
    Set<String> all = new LinkedHashSet<>();
    scorecard.forEach(group -> all.addAll(group.kpis()));
    for (Theme theme : themes) {
      all.addAll(theme.say());
      theme.ratios().forEach(ratio -> all.addAll(List.of(ratio.count(), ratio.of())));
      theme.capacities().forEach(one -> all.add(one.kpi()));
      theme.charts().forEach(chart -> chart.lines().forEach(line -> all.add(line.kpi())));
    }
    return all;
  }

  /** The folder of everything that words and orders the pack. */
  static java.nio.file.Path folder(Project project) {
    return project.conf().resolve("report").resolve("pack");
  }

  private static Theme theme(JsonNode node) {
    List<Chart> charts = new ArrayList<>();
    node.path("charts").forEach(chart -> charts.add(chart(chart)));
    List<Ratio> ratios = new ArrayList<>();
    node.path("ratios")
        .forEach(
            ratio ->
                ratios.add(
                    new Ratio(text(ratio, "count"), text(ratio, "of"), text(ratio, "sentence"))));
    List<Capacity> capacities = new ArrayList<>();
    node.path("capacity")
        .forEach(
            one ->
                capacities.add(
                    new Capacity(text(one, "kpi"), text(one, "enough"), text(one, "too_few"))));
    return new Theme(
        text(node, "id"),
        text(node, "heading"),
        text(node, "tab"),
        Yaml.texts(node.path("minute")),
        Yaml.texts(node.path("say")),
        ratios,
        capacities,
        charts,
        Yaml.texts(node.path("not_published")));
  }

  private static Chart chart(JsonNode node) {
    Kind kind;
    try {
      kind = Kind.valueOf(text(node, "kind").toUpperCase(java.util.Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw refused("the chart %s has an unknown kind".formatted(text(node, "id")));
    }
    List<Line> lines = new ArrayList<>();
    node.path("lines").forEach(line -> lines.add(line(line)));
    if (lines.isEmpty()) {
      lines.add(line(node));
    }
    if (lines.size() > LINES) {
      throw refused(
          "the chart %s has %d lines, and at most %d can be told apart"
              .formatted(text(node, "id"), lines.size(), LINES));
    }
    List<BigDecimal> range = new ArrayList<>();
    node.path("range").forEach(end -> range.add(end.decimalValue()));
    Map<String, List<String>> groups = new TreeMap<>();
    node.path("groups")
        .properties()
        .forEach(group -> groups.put(group.getKey(), Yaml.texts(group.getValue())));
    return new Chart(
        text(node, "id"),
        kind,
        lines,
        node.path("breakdown").asText(""),
        orNull(node, "title"),
        orNull(node, "highest"),
        orNull(node, "first_above"),
        orNull(node, "second_above"),
        orNull(node, "note"),
        orNull(node, "sentence"),
        orNull(node, "summary"),
        groups,
        range,
        node.path("in_order").asBoolean(false));
  }

  private static Line line(JsonNode node) {
    return new Line(
        text(node, "kpi"),
        orNull(node, "period"),
        node.path("of").asText("value"),
        node.path("label").asText(""));
  }

  private static @Nullable String orNull(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  private static String text(JsonNode node, String field) {
    if (!node.hasNonNull(field)) {
      throw refused("a part of it has no " + field);
    }
    return node.get(field).asText();
  }

  private static KithException refused(String why) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "conf/report/pack/pack.yaml cannot be used: " + why + ".",
        "No pack was written.",
        "Correct the file, then run kith report again.");
  }
}
