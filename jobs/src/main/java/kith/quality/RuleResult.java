package kith.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of a rule for a night.
 *
 * @param checked rows that the rule is about; 0 where it could not run or is not applicable
 * @param failed rows of those that break it
 * @param error class of what stopped the rule from running, never its message; null otherwise
 */
public record RuleResult(
    Rule rule, Status status, long checked, long failed, @Nullable String error) {

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

  static RuleResult counted(Rule rule, long checked, long failed) {
    if (checked == 0) {
      return notApplicable(rule);
    }
    boolean within =
        failed <= rule.thresholdRows()
            || BigDecimal.valueOf(failed)
                    .multiply(BigDecimal.valueOf(100))
                    .compareTo(rule.thresholdPercent().multiply(BigDecimal.valueOf(checked)))
                <= 0;
    return new RuleResult(rule, within ? Status.PASS : Status.FAIL, checked, failed, null);
  }

  static RuleResult notApplicable(Rule rule) {
    return new RuleResult(rule, Status.NOT_APPLICABLE, 0, 0, null);
  }

  static RuleResult error(Rule rule, String error) {
    return new RuleResult(rule, Status.ERROR, 0, 0, error);
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
