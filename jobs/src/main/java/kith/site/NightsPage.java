package kith.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.publish.Publications;
import kith.quality.QualityStep;
import kith.source.Extracted;
import kith.table.Publication;
import kith.table.StateFiles;

/**
 * The last nights of a lake as Markdown: control totals of each source table and what the rules of
 * data quality found. Counts only, no record.
 */
final class NightsPage {

  private static final int NIGHTS = 7;

  private static final List<String> TOTALS =
      List.of(Extracted.SOURCE, Extracted.LOADED, Extracted.QUARANTINED, Extracted.DUPLICATE);

  private final StateFiles files;

  private NightsPage(StateFiles files) {
    this.files = files;
  }

  static String of(StateFiles files) {
    NightsPage page = new NightsPage(files);
    List<LocalDate> nights =
        files.nights().stream().sorted(Comparator.reverseOrder()).limit(NIGHTS).toList();
    StringBuilder text = new StringBuilder("# The last nights\n\n");
    if (nights.isEmpty()) {
      return text.append("No night has run in this lake yet.\n").toString();
    }
    Optional<Publication> current = Publications.current(files);
    text.append(
        current
            .map(
                shown ->
                    "Readers see the night of %s%s.\n"
                        .formatted(
                            shown.businessDate(), shown.simulated() ? ", which is SIMULATED" : ""))
            .orElse("Nothing is published yet.\n"));
    text.append(
        "`jobs/bin/kith status` and `jobs/bin/kith quality` show the same for one night.\n");
    nights.forEach(night -> text.append(page.night(night)));
    return text.toString();
  }

  private String night(LocalDate night) {
    return "\n## " + night + "\n" + outcome(night) + totals(night) + quality(night);
  }

  private String totals(LocalDate night) {
    StringBuilder rows = new StringBuilder();
    long[] sums = new long[TOTALS.size()];
    for (Map.Entry<String, JsonNode> table : counts(night).entrySet()) {
      if (table.getValue().has(Extracted.SOURCE)) {
        long[] counts =
            TOTALS.stream().mapToLong(total -> table.getValue().path(total).asLong()).toArray();
        rows.append(row("`" + table.getKey() + "`", counts));
        for (int total = 0; total < sums.length; total++) {
          sums[total] += counts[total];
        }
      }
    }
    String heading = "\n### Control totals of %s\n\n".formatted(night);
    return rows.isEmpty()
        ? heading + "No table was extracted.\n"
        : heading
            + "Difference is the records of the source that are neither loaded, quarantined nor duplicates.\n\n"
            + "| table | source | loaded | quarantined | duplicates | difference |\n"
            + "| --- | --: | --: | --: | --: | --: |\n"
            + row("all tables", sums)
            + rows;
  }

  /** What each table counted; of a night that was held back or stopped, what had been done. */
  private Map<String, JsonNode> counts(LocalDate night) {
    Map<String, JsonNode> counts = new TreeMap<>();
    String stage = "ops/nights/" + night + "/extract";
    Optional<JsonNode> whole = files.read(stage + ".json");
    if (whole.isPresent()) {
      whole
          .get()
          .path("counts")
          .properties()
          .forEach(one -> counts.put(one.getKey(), one.getValue()));
      return counts;
    }
    for (String step : files.list(stage)) {
      files
          .read(stage + "/" + step)
          .ifPresent(
              result -> counts.put(step.replaceFirst("\\.json$", ""), result.path("counts")));
    }
    return counts;
  }

  /** How the last run of the night ended, in its own words. */
  private String outcome(LocalDate night) {
    return files.list("ops/results").stream()
        .sorted(Comparator.reverseOrder())
        .flatMap(name -> files.read("ops/results/" + name).stream())
        .filter(result -> result.path("business_date").asText().equals(night.toString()))
        .findFirst()
        .map(
            result ->
                "\nThe last run, `%s`, ended with exit code %d: %s\n"
                    .formatted(
                        result.path("command").asText(),
                        result.path("exit_code").asInt(),
                        result.path("message").asText().lines().findFirst().orElse("")))
        .orElse("\nNo run of it has ended.\n");
  }

  private static String row(String name, long[] counts) {
    return "| %s | %,d | %,d | %,d | %,d | %,d |\n"
        .formatted(
            name,
            counts[0],
            counts[1],
            counts[2],
            counts[3],
            counts[0] - counts[1] - counts[2] - counts[3]);
  }

  private String quality(LocalDate night) {
    String heading = "\n### Data quality of %s\n\n".formatted(night);
    Optional<JsonNode> results = files.read(QualityStep.path(night));
    if (results.isEmpty()) {
      return heading + "Its rules have not run.\n";
    }
    StringBuilder broken = new StringBuilder();
    int passed = 0;
    int notApplicable = 0;
    for (JsonNode rule : results.get().path("rules")) {
      switch (rule.path("status").asText()) {
        case "pass" -> passed++;
        case "not_applicable" -> notApplicable++;
        default ->
            broken.append(
                "| %s | %s | `%s` | %s | %,d of %,d | %s%% | %s |\n"
                    .formatted(
                        rule.path("status").asText().equals("fail") ? "failed" : "could not run",
                        rule.path("title").asText().replace("|", "\\|"),
                        rule.path("table").asText(),
                        rule.path("severity").asText(),
                        rule.path("failed").asLong(),
                        rule.path("checked").asLong(),
                        rule.path("threshold_percent").asText(),
                        rule.path("owner").asText()));
      }
    }
    String kept =
        "%d rules passed%s.%s\n"
            .formatted(
                passed,
                notApplicable == 0 ? "" : ", %d were not applicable".formatted(notApplicable),
                broken.isEmpty() ? "" : " The others:");
    return broken.isEmpty()
        ? heading + kept
        : heading
            + kept
            + "\n| result | rule | table | severity | failed | allowed | owner |\n"
            + "| --- | --- | --- | --- | --: | --: | --- |\n"
            + broken;
  }
}
