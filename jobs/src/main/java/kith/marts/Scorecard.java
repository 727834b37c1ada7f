package kith.marts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The published figures of the latest quarter as a plain table for people: one line a KPI, in the
 * period type that is compared, grouped by subject. It shows what {@code kpi_published} holds and
 * computes nothing.
 */
public final class Scorecard {

  private static final String NOTHING = "n/a";
  private static final int TITLE_WIDTH = 42;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private static final List<String> HEADINGS =
      List.of(
          "", "window", "num", "denom", "value", "prev", "last yr", "England", "region", "neighb",
          "target", "data", "change", "RAG", "status");

  /** The subjects in the order in which the Panel reads them. */
  private static final List<String> ORDER =
      List.of("care", "placement", "assessment", "missing", "careleaver", "caseload");

  private static final Map<String, String> SUBJECTS =
      Map.of(
          "care", "Children looked after",
          "placement", "Placements",
          "assessment", "Health",
          "missing", "Missing",
          "careleaver", "Care leavers",
          "caseload", "Social workers");

  private static final Map<String, String> CHANGES =
      Map.of("better", "better", "worse", "worse", "no_clear_change", "steady");

  private static final Map<String, String> STATUSES =
      Map.of(
          "insufficient_history", "short history",
          "no_cohort", "no cohort",
          "not_available", "not available");

  private final KpiDefinitions kpis;

  /** A scorecard of these KPIs. */
  public Scorecard(KpiDefinitions kpis) {
    this.kpis = kpis;
  }

  /**
   * Renders rows of {@code kpi_published}; other quarters and period types are passed over.
   *
   * @param quality rows of {@code kpi_quality} of the same night: how many rules of data quality
   *     fail for a KPI stands beside its figure, and below which ones
   */
  public String render(List<Row> published, List<Row> quality) {
    Map<Integer, List<Row>> byAuthority = new TreeMap<>();
    published.stream()
        .filter(this::isCompared)
        .forEach(
            row ->
                byAuthority
                    .computeIfAbsent(row.<Integer>getAs("authority_code"), key -> new ArrayList<>())
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
                    .filter(row -> row.<Integer>getAs("authority_code").equals(authority))
                    .filter(row -> List.of("fail", "error").contains(row.<String>getAs("status")))
                    .toList()));
    return text.toString();
  }

  private boolean isCompared(Row row) {
    KpiDefinition definition = kpis.byName().get(row.<String>getAs("kpi"));
    return definition != null
        && definition.comparablePeriodType().equals(row.getAs("period_type"))
        && row.getAs("breakdown") == null;
  }

  private void render(StringBuilder text, int authority, List<Row> rows, List<Row> failing) {
    LocalDate quarter =
        rows.stream().map(row -> date(row, "as_at")).max(Comparator.naturalOrder()).orElseThrow();
    Map<String, Row> latest = new TreeMap<>();
    rows.stream()
        .filter(row -> date(row, "as_at").equals(quarter))
        .forEach(row -> latest.put(row.getAs("kpi"), row));
    Row any = latest.values().iterator().next();
    boolean simulated = latest.values().stream().anyMatch(row -> row.<Boolean>getAs("simulated"));

    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADINGS);
    String subject = "";
    for (KpiDefinition definition : inOrder()) {
      Row row = latest.get(definition.kpi());
      if (row == null) {
        continue;
      }
      if (!definition.subject().equals(subject)) {
        subject = definition.subject();
        lines.add(List.of(SUBJECTS.getOrDefault(subject, subject)));
      }
      lines.add(line(definition, row, rulesOf(definition, failing)));
    }

    String mark = simulated ? "SIMULATED: an invented authority, no real child.\n" : "";
    text.append(mark)
        .append(
            "Corporate parenting scorecard, authority %d, quarter to %s (%s), records of %s%n%n"
                .formatted(
                    authority,
                    quarter.format(DAY),
                    new Quarter(quarter).label(),
                    date(any, "business_date").format(DAY)));
    layOut(text, lines);
    text.append(
        """

        So what: read the RAG first, then change (better or worse than the quarter before beyond chance; steady: no clear change),
        then the value beside neighbours. n/a: no value, the status says why. n of d are the children, incidents or workers counted.
        """);
    name(text, failing);
    if (simulated) {
      text.append("SIMULATED: no figure here is about a real child or worker.\n");
    }
  }

  private List<KpiDefinition> inOrder() {
    return kpis.all().stream()
        .sorted(
            Comparator.comparing(
                definition ->
                    ORDER.contains(definition.subject())
                        ? ORDER.indexOf(definition.subject())
                        : ORDER.size()))
        .toList();
  }

  private static long rulesOf(KpiDefinition definition, List<Row> failing) {
    return failing.stream()
        .filter(row -> row.<String>getAs("kpi").equals(definition.kpi()))
        .count();
  }

  /** Names the failing rules once each; their counts are for analysts, in {@code kpi_quality}. */
  private static void name(StringBuilder text, List<Row> failing) {
    if (failing.isEmpty()) {
      return;
    }
    text.append(
        "data: rules of data quality that do not hold for the records behind the figure:\n");
    failing.stream()
        .map(
            row ->
                "  "
                    + row.getAs("title")
                    + (row.getAs("status").equals("error") ? " (could not be asked)" : ""))
        .distinct()
        .sorted()
        .forEach(line -> text.append(line).append('\n'));
  }

  private static List<String> line(KpiDefinition definition, Row row, long failingRules) {
    boolean whole = definition.unit().kind() == Unit.Kind.COUNT;
    List<String> cells = new ArrayList<>();
    cells.add("  " + shortened(definition.title()));
    cells.add(row.getAs("period_type"));
    cells.add(plain(row, "numerator"));
    cells.add(plain(row, "denominator"));
    for (String figure : List.of("value", "previous_quarter", "same_quarter_last_year")) {
      cells.add(whole ? plain(row, figure) : oneDecimal(row, figure));
    }
    for (String figure : List.of("england", "region", "neighbours")) {
      cells.add(plain(row, figure));
    }
    cells.add(plain(row, "target"));
    cells.add(failingRules == 0 ? "-" : String.valueOf(failingRules));
    cells.add(CHANGES.getOrDefault(row.<String>getAs("direction"), "-"));
    String rag = row.getAs("rag");
    cells.add(rag.equals("none") ? "-" : rag.toUpperCase(Locale.ROOT));
    String status = row.getAs("status");
    cells.add(STATUSES.getOrDefault(status, status));
    return cells;
  }

  /** Leaves out words in the middle: titles differ in how they begin and in how they end. */
  private static String shortened(String title) {
    if (title.length() <= TITLE_WIDTH) {
      return title;
    }
    String gap = " ... ";
    String start = title.substring(0, title.lastIndexOf(' ', TITLE_WIDTH / 2));
    int room = TITLE_WIDTH - start.length() - gap.length();
    int end = title.indexOf(' ', title.length() - room - 1);
    return start + gap + title.substring(end < 0 ? title.length() - room : end + 1);
  }

  /** As few decimals as the number has, at most one; thousands are set apart. */
  private static String plain(Row row, String column) {
    BigDecimal number = row.getAs(column);
    if (number == null) {
      return NOTHING;
    }
    BigDecimal rounded = number.setScale(1, RoundingMode.HALF_UP);
    boolean isWhole = rounded.stripTrailingZeros().scale() <= 0;
    return String.format(Locale.UK, isWhole ? "%,.0f" : "%,.1f", rounded);
  }

  private static String oneDecimal(Row row, String column) {
    BigDecimal number = row.getAs(column);
    return number == null ? NOTHING : String.format(Locale.UK, "%,.1f", number);
  }

  private static LocalDate date(Row row, String column) {
    Object date = row.getAs(column);
    return date instanceof java.sql.Date day ? day.toLocalDate() : (LocalDate) date;
  }

  /** Texts stand left, figures right; a line of one cell is a heading. */
  private static void layOut(StringBuilder text, List<List<String>> lines) {
    int[] widths = new int[HEADINGS.size()];
    for (List<String> line : lines) {
      for (int i = 0; line.size() > 1 && i < line.size(); i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        boolean isFigure = i >= 2 && i <= 11;
        String padding = " ".repeat(Math.max(0, widths[i] - line.get(i).length()));
        row.append(i == 0 ? "" : isFigure ? " " : "  ")
            .append(isFigure ? padding + line.get(i) : line.get(i) + padding);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }
}
