package kith.marts;

import java.util.List;
import java.util.Optional;
import kith.project.Parameters;
import kith.source.Carried;

/**
 * What one run of the marts stage knows beside tables and the business date.
 *
 * @param publicationId the publication that the figures will belong to
 * @param carried what the sources carry tonight
 * @param backfill the quarters to recalculate, the others being taken over from the published
 *     marts; empty makes every quarter
 */
public record MartRun(
    String publicationId,
    KpiDefinitions kpis,
    Carried carried,
    Parameters parameters,
    List<Target> targets,
    Optional<Quarters> backfill) {}
