package kith.marts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Nearest;
import kith.project.Parameters;
import kith.project.Project;

/**
 * The definitions of a project's KPIs as an analyst reads them beside a query. Read from their
 * files alone: needs no Spark session.
 */
public final class KpiInWords {

  private final Map<String, KpiDefinition> kpis = new TreeMap<>();
  private final Parameters parameters;

  private KpiInWords(Parameters parameters) {
    this.parameters = parameters;
  }

  /** The definitions of {@code sql/marts}. */
  public static KpiInWords of(Project project) {
    KpiInWords words = new KpiInWords(Parameters.of(project));
    KpiDefinitions.described(project).forEach(kpi -> words.kpis.put(kpi.kpi(), kpi));
    return words;
  }

  /** The title of each KPI, by name. */
  public Map<String, String> titles() {
    Map<String, String> titles = new TreeMap<>();
    kpis.forEach((name, kpi) -> titles.put(name, kpi.title()));
    return titles;
  }

  /**
   * The parts of a KPI's definition, each with its name, in the order in which people ask for them.
   *
   * @throws KithException when there is no such KPI; the message names the nearest one
   */
  public Map<String, String> definition(String name) {
    KpiDefinition kpi = get(name);
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("Title", kpi.title());
    parts.put("Meaning", kpi.meaning());
    parts.put("Counts", kpi.grain() + " (population " + kpi.population().name() + ")");
    if (!kpi.excludes().isEmpty()) {
      parts.put("Left out", String.join("; ", kpi.excludes()));
    }
    parts.put(
        "Value",
        "%s (%s); %s"
            .formatted(KpiWords.value(kpi.unit()), kpi.unit().text(), KpiWords.better(kpi)));
    parts.put(
        "Windows",
        kpi.periodTypes().stream()
            .map(window -> KpiWords.window(window) + " (" + window + ")")
            .collect(Collectors.joining(", ")));
    parts.put("Benchmark", benchmark(kpi));
    parts.put("Breakdowns", breakdowns(kpi));
    parts.put("Source", kpi.source());
    parts.put("Owner", kpi.owner() + (kpi.panel() ? "; the Panel reads it" : ""));
    parts.put("Cases", "docs/kpis/" + kpi.kpi() + ".md");
    parts.put("Rule version", kpi.ruleVersion(parameters));
    return parts;
  }

  /**
   * The version of a KPI's rule by the files and parameters as they are now, in the form of {@code
   * dim_kpi.rule_version}.
   */
  public String ruleVersion(String name) {
    return get(name).ruleVersion(parameters);
  }

  private KpiDefinition get(String name) {
    KpiDefinition kpi = kpis.get(name);
    if (kpi == null) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no KPI " + name + "; " + Nearest.of(List.of(name), kpis.keySet()) + ".",
          "Nothing was read.",
          "Correct the name.");
    }
    return kpi;
  }

  private static String benchmark(KpiDefinition kpi) {
    return kpi.benchmark() == null
        ? "none: no comparable figures are published"
        : "series %s, for %s, compared with %s"
            .formatted(kpi.benchmark(), KpiWords.comparators(kpi), kpi.comparablePeriodType());
  }

  private static String breakdowns(KpiDefinition kpi) {
    return kpi.breakdowns().isEmpty()
        ? "none: the figure is given as a total only"
        : kpi.breakdowns().stream().map(Breakdown::name).collect(Collectors.joining(", "));
  }
}
