package kith.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rule for a night.
 *
 * @param checked rows that the rule is about; 0 where it could not run or is not applicable
 * @param failed rows of those that break it
 * @param error class of what stopped the rule from running, never its message; null otherwise
 * @param kpis the same for each KPI that the rule affects
 */
public record RuleResult(
    Rule rule, Status status, long checked, long failed, @Nullable String error, List<OfKpi> kpis) {

  /** The result for one KPI: of the rows of its own series, where the rule tells them apart. */
  record OfKpi(String kpi, Status status, long checked, long failed) {

    /** The result of both series that a rate rests on: its own and that of the population. */
    OfKpi and(OfKpi other) {
      return new OfKpi(
          kpi,
          status == Status.FAIL ? status : other.status,
          checked + other.checked,
          failed + other.failed);
    }
  }

  /** What was counted for a published series, and the KPIs that rest on it. */
  record OfSeries(Set<String> kpis, long checked, long failed) {}

  /** How a rule ended. One that cannot run is an error, never a pass. */
  public enum Status {
    PASS,
    FAIL,
    ERROR,
    NOT_APPLICABLE;

    /** The name in tables and files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The result of a rule whose rows are all about the same KPIs. */
  static RuleResult counted(Rule rule, long checked, long failed) {
    return alike(rule, status(rule, checked, failed), checked, failed, null);
  }

  /** The result of a rule whose rows name a series: it fails where it fails for any of them. */
  static RuleResult counted(Rule rule, List<OfSeries> series) {
    long checked = series.stream().mapToLong(OfSeries::checked).sum();
    if (checked == 0) {
      return notApplicable(rule);
    }
    boolean fails = false;
    Map<String, OfKpi> kpis = new TreeMap<>();
    for (OfSeries one : series) {
      Status status = status(rule, one.checked(), one.failed());
      fails |= status == Status.FAIL;
      if (status != Status.NOT_APPLICABLE) {
        one.kpis()
            .forEach(
                kpi ->
                    kpis.merge(
                        kpi, new OfKpi(kpi, status, one.checked(), one.failed()), OfKpi::and));
      }
    }
    return new RuleResult(
        rule,
        fails ? Status.FAIL : Status.PASS,
        checked,
        series.stream().mapToLong(OfSeries::failed).sum(),
        null,
        List.copyOf(kpis.values()));
  }

  private static Status status(Rule rule, long checked, long failed) {
    if (checked == 0) {
      return Status.NOT_APPLICABLE;
    }
    boolean within =
        failed <= rule.thresholdRows()
            || BigDecimal.valueOf(failed)
                    .multiply(BigDecimal.valueOf(100))
                    .compareTo(rule.thresholdPercent().multiply(BigDecimal.valueOf(checked)))
                <= 0;
    return within ? Status.PASS : Status.FAIL;
  }

  static RuleResult notApplicable(Rule rule) {
    return alike(rule, Status.NOT_APPLICABLE, 0, 0, null);
  }

  static RuleResult error(Rule rule, String error) {
    return alike(rule, Status.ERROR, 0, 0, error);
  }

  private static RuleResult alike(
      Rule rule, Status status, long checked, long failed, @Nullable String error) {
    return new RuleResult(
        rule,
        status,
        checked,
        failed,
        error,
        rule.kpis().stream().map(kpi -> new OfKpi(kpi, status, checked, failed)).toList());
  }

  /** True when the night must not be published: a rule of severity hold failed or could not run. */
  boolean holds() {
    return rule.severity() == Rule.Severity.HOLD
        && (status == Status.FAIL || status == Status.ERROR);
  }

  /** Counts, limit and owner, for messages. */
  String said() {
    if (status == Status.ERROR) {
      return "%s could not run: %s (owner: %s)".formatted(rule.rule(), error, rule.owner());
    }
    BigDecimal percent =
        BigDecimal.valueOf(failed)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(checked), 1, RoundingMode.HALF_UP);
    String allowed =
        rule.thresholdPercent().toPlainString()
            + (rule.thresholdRows() > 0 ? "%% or %,d rows".formatted(rule.thresholdRows()) : "%");
    return "%s: %,d of %,d rows, %s%% where %s are allowed (owner: %s)"
        .formatted(rule.rule(), failed, checked, percent.toPlainString(), allowed, rule.owner());
  }
}
