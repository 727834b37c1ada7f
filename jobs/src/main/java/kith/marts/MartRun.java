package kith.marts;

import java.util.List;
import java.util.Optional;
import kith.project.Parameters;
import kith.source.Carried;

/**
 * What one run of the marts stage needs besides tables and the business date.
 *
 * @param publicationId the publication that the figures will belong to
 * @param carried what the sources carry tonight
 * @param backfill the quarters to recalculate, while the others are copied from the published
 *     marts; empty calculates every quarter
 */
public record MartRun(
    String publicationId,
    KpiDefinitions kpis,
    Carried carried,
    Parameters parameters,
    List<Target> targets,
    Optional<Quarters> backfill) {

  /**
   * The version of a KPI's rule tonight, in 8 hexadecimal digits: its definition and all values,
   * with their days, of the parameters that its figures depend on.
   */
  String ruleVersion(KpiDefinition kpi) {
    return kpi.ruleVersion(parameters);
  }

  /** The parameters that a KPI's figures depend on, each as name=value, separated by a bar. */
  String parameters(KpiDefinition kpi) {
    return kpi.valuesOf(parameters, " | ");
  }
}
