package kith.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.marts.KpiDefinition;
import kith.marts.Quarter;
import kith.marts.Subjects;
import org.jspecify.annotations.Nullable;

/**
 * The published figures of the latest quarter as a plain text table, at most 100 characters wide,
 * grouped by subject. A KPI has its full title, a line of figures for the period type that is
 * compared and, if that is longer than a quarter, a line for the quarter. It shows what {@code
 * kpi_published} holds and calculates nothing.
 */
public final class Scorecard {

  static final int WIDTH = 100;

  private static final String NOTHING = "-";
  private static final String NO_VALUE = "n/a";
  private static final String HIDDEN = "hidden";

  /** Stands before an earlier figure for which the records do not go back far enough. */
  private static final String IN_PART = "~";

  private static final String TOO_FEW = "too_few";
  private static final String QUARTER = "QTR";
  private static final String ENGLAND = "england";

  /** Each authority has ten statistical neighbours. */
  private static final int NEIGHBOURS = 10;

  /** Widths of the figures' columns; the first two are left-aligned, the last two are words. */
  private static final int[] WIDTHS = {16, 17, 7, 8, 7, 8, 7, 8, 7, 6, 7};

  private static final List<String> HEADINGS =
      List.of(
          "", "", "now", "quarter", "year", "England", "region", "neigh-", "target", "change",
          "RAG");

  private static final List<String> HEADINGS_BELOW =
      List.of("", "", "", "before", "before", "", "", "bours", "", "", "");

  private static final Map<String, String> WINDOWS =
      Map.of(
          "POINT",
          "on the day",
          QUARTER,
          "the quarter",
          "YTD",
          "since 1 April",
          "R12",
          "twelve months",
          "R24",
          "two years",
          "R36",
          "three years");

  private static final Map<String, String> CHANGES =
      Map.of("better", "better", "worse", "worse", "no_clear_change", "steady", TOO_FEW, "few");

  private static final Map<String, String> STATUSES =
      Map.of(
          "insufficient_history", "the records do not go back far enough",
          "provisional", "provisional",
          "no_cohort", "nobody to count",
          "not_available", "not carried by the source",
          "suppressed", "small numbers hidden");

  private final Subjects subjects;
  private final List<KpiDefinition> kpis;

  /** A scorecard of these KPIs under these headings. */
  public Scorecard(Subjects subjects, List<KpiDefinition> kpis) {
    this.subjects = subjects;
    this.kpis = subjects.inOrder(kpis);
  }

  /**
   * Renders rows of {@code kpi_published}; other quarters and period types are ignored.
   *
   * @param quality rows of {@code kpi_quality} of the same night: the number of failing rules is
   *     printed beside a KPI's title, and the rules are listed at the end
   */
  public String render(List<JsonNode> published, List<JsonNode> quality) {
    Map<Integer, List<JsonNode>> byAuthority = new TreeMap<>();
    published.stream()
        .filter(this::isShown)
        .forEach(
            row ->
                byAuthority
                    .computeIfAbsent(row.get("authority_code").intValue(), key -> new ArrayList<>())
                    .add(row));
    if (byAuthority.isEmpty()) {
      return "No figures are published.\n";
    }
    StringBuilder text = new StringBuilder();
    byAuthority.forEach(
        (authority, rows) ->
            render(
                text,
                authority,
                rows,
                quality.stream()
                    .filter(row -> row.get("authority_code").intValue() == authority)
                    .filter(row -> List.of("fail", "error").contains(text(row, "status")))
                    .filter(
                        row -> kpis.stream().anyMatch(kpi -> kpi.kpi().equals(text(row, "kpi"))))
                    .toList()));
    return text.toString();
  }

  private boolean isShown(JsonNode row) {
    String periodType = text(row, "period_type");
    return !row.hasNonNull("breakdown")
        && kpis.stream()
            .filter(definition -> definition.kpi().equals(text(row, "kpi")))
            .anyMatch(
                definition ->
                    periodType.equals(QUARTER)
                        || periodType.equals(definition.comparablePeriodType()));
  }

  private void render(
      StringBuilder text, int authority, List<JsonNode> rows, List<JsonNode> failing) {
    LocalDate quarter =
        rows.stream().map(row -> date(row, "as_at")).max(Comparator.naturalOrder()).orElseThrow();
    Map<String, Map<String, JsonNode>> latest = new TreeMap<>();
    rows.stream()
        .filter(row -> date(row, "as_at").equals(quarter))
        .forEach(
            row ->
                latest
                    .computeIfAbsent(text(row, "kpi"), kpi -> new TreeMap<>())
                    .put(text(row, "period_type"), row));
    boolean simulated = rows.stream().anyMatch(row -> row.get("simulated").booleanValue());
    if (simulated) {
      text.append("SIMULATED: an invented authority, no real child.\n");
    }
    text.append(
        "Corporate parenting scorecard, authority %d%nQuarter to %s (%s), records of %s%n%n"
            .formatted(
                authority,
                quarter.format(ScorecardNotes.DAY),
                new Quarter(quarter).label(),
                date(rows.get(0), "business_date").format(ScorecardNotes.DAY)));
    layOut(text, HEADINGS);
    layOut(text, HEADINGS_BELOW);
    String subject = "";
    for (KpiDefinition definition : kpis) {
      Map<String, JsonNode> byPeriod = latest.get(definition.kpi());
      if (byPeriod == null) {
        continue;
      }
      if (!definition.subject().equals(subject)) {
        subject = definition.subject();
        text.append('\n').append(heading(subject)).append('\n');
      }
      JsonNode compared = byPeriod.get(definition.comparablePeriodType());
      title(text, definition, compared, rulesOf(definition, failing));
      if (compared != null) {
        layOut(text, line(definition, compared));
      }
      JsonNode ofQuarter = byPeriod.get(QUARTER);
      if (ofQuarter != null && ofQuarter != compared) {
        layOut(text, line(definition, ofQuarter));
      }
    }
    ScorecardNotes.explain(text);
    ScorecardNotes.comparedPeriods(text, compared(latest));
    ScorecardNotes.rules(text, failing);
    if (simulated) {
      text.append("SIMULATED: no figure here is about a real child or worker.\n");
    }
  }

  /**
   * The subjects by the last day of the period of the figures that they are compared with, with the
   * comparator where England's are of another period.
   */
  private Map<LocalDate, Set<String>> compared(Map<String, Map<String, JsonNode>> latest) {
    Map<LocalDate, Set<String>> headings = new TreeMap<>(Comparator.reverseOrder());
    for (KpiDefinition definition : kpis) {
      JsonNode row =
          latest.getOrDefault(definition.kpi(), Map.of()).get(definition.comparablePeriodType());
      if (row == null || isCount(definition)) {
        continue;
      }
      for (String comparator : List.of(ENGLAND, "region", "neighbours")) {
        LocalDate end = periodEnd(row, comparator);
        if (end != null) {
          boolean isEnglands = comparator.equals(ENGLAND) || end.equals(periodEnd(row, ENGLAND));
          headings
              .computeIfAbsent(end, none -> new LinkedHashSet<>())
              .add(heading(definition.subject()) + (isEnglands ? "" : " (" + comparator + ")"));
        }
      }
    }
    return headings;
  }

  private static @Nullable LocalDate periodEnd(JsonNode row, String comparator) {
    String column = comparator + "_period_end";
    return row.hasNonNull(column) ? date(row, column) : null;
  }

  private static boolean isCount(KpiDefinition definition) {
    return definition.unit().decimals() == 0;
  }

  private String heading(String subject) {
    return subjects.title(subject).toUpperCase(Locale.UK);
  }

  /** The full title and, in brackets, what a reader has to know before the figure. */
  private static void title(
      StringBuilder text,
      KpiDefinition definition,
      @Nullable JsonNode compared,
      long failingRules) {
    List<String> remarks = new ArrayList<>();
    String status = compared == null ? "ok" : text(compared, "status");
    if (!status.equals("ok")) {
      remarks.add(STATUSES.getOrDefault(status, status));
    }
    if (compared != null && isTooFew(compared)) {
      remarks.add("too few to compare");
    }
    if (compared != null && compared.hasNonNull("neighbours") && !isCount(definition)) {
      int neighbours = compared.path("neighbours_with_value").asInt(NEIGHBOURS);
      if (neighbours < NEIGHBOURS) {
        remarks.add("%d of %d neighbours".formatted(neighbours, NEIGHBOURS));
      }
    }
    if (failingRules > 0) {
      remarks.add("data: " + failingRules);
    }
    String title =
        definition.title() + (remarks.isEmpty() ? "" : " [" + String.join("; ", remarks) + "]");
    String indent = "";
    while (indent.length() + title.length() > WIDTH) {
      int end = title.lastIndexOf(' ', WIDTH - indent.length());
      text.append(indent).append(title, 0, end).append('\n');
      title = title.substring(end + 1);
      indent = "  ";
    }
    text.append(indent).append(title).append('\n');
  }

  private static long rulesOf(KpiDefinition definition, List<JsonNode> failing) {
    return failing.stream().filter(row -> text(row, "kpi").equals(definition.kpi())).count();
  }

  private static List<String> line(KpiDefinition definition, JsonNode row) {
    boolean isCount = isCount(definition);
    List<String> cells = new ArrayList<>();
    cells.add("  " + WINDOWS.get(text(row, "period_type")));
    cells.add(counted(row));
    for (String figure : List.of("value", "previous_quarter", "same_quarter_last_year")) {
      BigDecimal number = number(row, figure);
      String shown = number == null ? null : isCount ? plain(number) : oneDecimal(number);
      String status = row.path(figure.equals("value") ? "status" : figure + "_status").asText();
      cells.add(
          shown == null
              ? status.equals("suppressed") ? HIDDEN : NO_VALUE
              : figure.equals("value") || !status.equals("insufficient_history")
                  ? shown
                  : IN_PART + shown);
    }
    for (String figure : List.of(ENGLAND, "region", "neighbours", "target")) {
      BigDecimal number = number(row, figure);
      cells.add(number == null || isCount ? NOTHING : plain(number));
    }
    cells.add(CHANGES.getOrDefault(text(row, "direction"), NOTHING));
    cells.add(colour(row, isCount));
    return cells;
  }

  /** Numerator and denominator; blank where there is none, as for most counts. */
  private static String counted(JsonNode row) {
    BigDecimal numerator = number(row, "numerator");
    BigDecimal denominator = number(row, "denominator");
    return numerator == null || denominator == null
        ? ""
        : plain(numerator) + " of " + plain(denominator);
  }

  /** A figure that has a colour is not too few itself; the quarter before it may be. */
  private static boolean isTooFew(JsonNode row) {
    return text(row, "rag").equals(TOO_FEW)
        || (text(row, "direction").equals(TOO_FEW) && !row.hasNonNull("target"));
  }

  private static String colour(JsonNode row, boolean isCount) {
    String rag = text(row, "rag");
    if (rag.equals(TOO_FEW)) {
      return "too few";
    }
    if (!rag.equals("none")) {
      return rag.toUpperCase(Locale.ROOT);
    }
    BigDecimal target = number(row, "target");
    BigDecimal low = number(row, "low");
    BigDecimal high = number(row, "high");
    boolean isWithinChance =
        !isCount
            && target != null
            && low != null
            && high != null
            && target.compareTo(low) >= 0
            && target.compareTo(high) <= 0;
    return isWithinChance ? "unclear" : NOTHING;
  }

  /** At most one decimal, none for a whole number; with a thousands separator. */
  private static String plain(BigDecimal number) {
    BigDecimal rounded = number.setScale(1, RoundingMode.HALF_UP);
    boolean isWhole = rounded.stripTrailingZeros().scale() <= 0;
    return String.format(Locale.UK, isWhole ? "%,.0f" : "%,.1f", rounded);
  }

  private static String oneDecimal(BigDecimal number) {
    return String.format(Locale.UK, "%,.1f", number);
  }

  private static LocalDate date(JsonNode row, String column) {
    return LocalDate.parse(text(row, column));
  }

  private static String text(JsonNode row, String column) {
    return row.get(column).textValue();
  }

  private static @Nullable BigDecimal number(JsonNode row, String column) {
    return row.hasNonNull(column) ? row.get(column).decimalValue() : null;
  }

  /** Words are left-aligned, figures right-aligned. */
  private static void layOut(StringBuilder text, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      boolean isFigure = i >= 2 && i < cells.size() - 2;
      String padding = " ".repeat(Math.max(isFigure ? 1 : 0, WIDTHS[i] - cells.get(i).length()));
      line.append(i >= cells.size() - 2 ? " " : "")
          .append(isFigure ? padding + cells.get(i) : cells.get(i) + padding);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
