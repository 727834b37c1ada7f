package kith.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Yaml;
import kith.source.Needs;

/**
 * A rule of data quality, read from {@code sql/quality/<subject>/<rule>.yaml}. The cases that prove
 * it are in the same file; only tests read them.
 *
 * @param rule name of the file
 * @param table the table or view whose rows are checked, by plain name
 * @param of true of the rows that the rule is about; {@code true} for all
 * @param severity what a failure does
 * @param thresholdPercent the percentage of rows that may break the rule; above it the rule fails
 * @param thresholdRows how many rows may break it whatever their share; usually 0
 * @param owner who answers for the records
 * @param kpis the KPIs whose figures are worse for it
 * @param seriesColumn the column that names the published series each row is about. Rows are
 *     counted for each series, and the result applies to the KPIs that rest on it; the rule fails
 *     where it fails for any series
 * @param needs what the source must carry; the rule is not applicable otherwise
 * @param why what that does to the figures, in a sentence
 * @param breaks true of a row that breaks the rule; null counts as false
 */
public record Rule(
    String rule,
    String title,
    String table,
    String of,
    Severity severity,
    BigDecimal thresholdPercent,
    int thresholdRows,
    String owner,
    List<String> kpis,
    Optional<String> seriesColumn,
    Needs needs,
    String why,
    String breaks) {

  /** What a failure does. */
  public enum Severity {
    /** The failure is reported and counted beside the KPIs. */
    WARN,
    /** Nothing of the night is published. */
    HOLD;

    /** The name in definitions and results. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Reads a rule; an invalid file is wrong usage. */
  static Rule read(Path yaml) {
    JsonNode node = Yaml.read(yaml);
    Rule rule =
        new Rule(
            yaml.getFileName().toString().replaceFirst("\\.yaml$", ""),
            required(yaml, node, "title"),
            required(yaml, node, "table"),
            node.path("of").asText("true"),
            severity(yaml, required(yaml, node, "severity")),
            threshold(yaml, required(yaml, node, "threshold_percent")),
            node.path("threshold_rows").asInt(0),
            required(yaml, node, "owner"),
            Yaml.texts(node.path("kpis")),
            Optional.ofNullable(node.path("series_column").textValue()),
            Needs.of(node),
            required(yaml, node, "why"),
            required(yaml, node, "breaks"));
    if (rule.kpis().isEmpty() == rule.seriesColumn().isEmpty()) {
      throw malformed(yaml, "it needs either kpis or series_column");
    }
    return rule;
  }

  /** The same rule with more KPIs that it affects. */
  Rule alsoFor(List<String> others) {
    List<String> harmed = new ArrayList<>(kpis);
    harmed.addAll(others);
    return new Rule(
        rule,
        title,
        table,
        of,
        severity,
        thresholdPercent,
        thresholdRows,
        owner,
        List.copyOf(harmed),
        seriesColumn,
        needs,
        why,
        breaks);
  }

  private static Severity severity(Path yaml, String word) {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    throw malformed(yaml, "severity is not warn or hold");
  }

  private static BigDecimal threshold(Path yaml, String text) {
    try {
      BigDecimal percent = new BigDecimal(text);
      if (percent.signum() >= 0 && percent.compareTo(BigDecimal.valueOf(100)) < 0) {
        return percent;
      }
    } catch (NumberFormatException malformed) {
      // Reported below, like a number out of range.
    }
    throw malformed(yaml, "threshold_percent is not a number from 0 to below 100");
  }

  private static String required(Path yaml, JsonNode node, String key) {
    String text = node.path(key).asText("");
    if (text.isBlank()) {
      throw malformed(yaml, key + " is missing");
    }
    return text;
  }

  static KithException malformed(Path file, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The quality rule " + file.getFileName() + " cannot be used: " + problem + ".",
        "Nothing was run.",
        "Correct the file, then run the command again.");
  }
}
