package kith.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a reader has to know of the scorecard's figures, below the table. */
final class ScorecardNotes {

  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

  private ScorecardNotes() {}

  /** How to read the columns. */
  static void explain(StringBuilder text) {
    text.append(
        """

        So what: read RAG first, then change, then the figure beside the neighbours'.
        RAG: GREEN, AMBER or RED against the target; unclear: the target is within the margin of chance.
        change: better or worse than the quarter before by more than chance; steady: no clear change.
        few, too few: too few to compare, here or in the quarter before, so no change or no colour.
        Averages have no colour and no change, nor have incidents: no margin of chance is known.
        on the day: the quarter's last day. the quarter: its three months only.
        neighbours: of ten statistical neighbours, or as many as the title says.
        since 1 April, twelve months, two years: up to that day.
        n of d: the children, incidents or workers counted. n/a: no figure. hidden: small numbers.
        ~: the records do not go back far enough for that earlier figure.
        Counts are not compared with England or the region: authorities differ in size. See the rates.
        """);
  }

  /**
   * Of which periods the published figures are: those of the workforce are of 30 September, and a
   * quarter's figure is set beside that of a year before it.
   *
   * @param subjects by the last day of the period
   */
  static void comparedPeriods(StringBuilder text, Map<LocalDate, Set<String>> subjects) {
    if (!subjects.isEmpty()) {
      text.append("England, region and neighbours are for the period ending:\n");
      subjects.forEach(
          (end, of) -> text.append("  %s: %s%n".formatted(end.format(DAY), String.join(", ", of))));
    }
  }

  /** Names the failing rules once each; their counts are for analysts, in {@code kpi_quality}. */
  static void rules(StringBuilder text, List<JsonNode> failing) {
    if (failing.isEmpty()) {
      return;
    }
    text.append("data: data quality rules that fail for the records behind the figure:\n");
    failing.stream()
        .map(
            row ->
                "  "
                    + row.get("title").textValue()
                    + (row.get("status").textValue().equals("error") ? " (could not run)" : ""))
        .distinct()
        .sorted()
        .forEach(line -> text.append(line).append('\n'));
  }
}
