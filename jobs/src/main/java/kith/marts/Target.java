package kith.marts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * A target of a KPI, in its unit.
 *
 * @param validFrom first as-at date it holds for
 * @param validTo last as-at date it holds for; null when it has no end
 * @param amberMargin how far from the target a value is still amber
 * @param polarity {@code higher} or {@code lower} is better
 */
public record Target(
    String kpi,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    BigDecimal value,
    BigDecimal amberMargin,
    String polarity) {

  /** Reads {@code conf/targets/targets.csv}; two targets of a KPI for the same day are rejected. */
  public static List<Target> of(Project project) {
    List<Target> targets = new ArrayList<>();
    for (Map<String, @Nullable String> row :
        CodeLists.read(project.conf().resolve("targets").resolve("targets.csv"))) {
      targets.add(
          new Target(
              CodeLists.filled(row, "kpi"),
              LocalDate.parse(row.get("valid_from")),
              row.get("valid_to") == null ? null : LocalDate.parse(row.get("valid_to")),
              new BigDecimal(row.get("target")),
              new BigDecimal(row.get("amber_margin")),
              CodeLists.filled(row, "polarity")));
    }
    targets.forEach(target -> target.refuseOverlap(targets));
    return targets;
  }

  private void refuseOverlap(List<Target> targets) {
    for (Target other : targets) {
      boolean overlaps =
          other != this
              && other.kpi.equals(kpi)
              && !other.validFrom.isBefore(validFrom)
              && (validTo == null || !other.validFrom.isAfter(validTo));
      if (overlaps) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "targets.csv has two targets of " + kpi + " for " + other.validFrom + ".",
            "Nothing was run.",
            "End the first before the second begins, then run the command again.");
      }
    }
  }
}
