package kith.marts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import kith.contract.Availability;
import kith.contract.Parameters;

/**
 * What one run of the marts stage knows beside tables and the business date.
 *
 * @param publicationId the publication that the figures will belong to
 * @param tablesWithRows the optional source tables, by plain name, that have rows tonight
 * @param backfill the quarters to recalculate, the others being taken over from the published
 *     marts; empty makes every quarter
 */
public record MartRun(
    String publicationId,
    KpiDefinitions kpis,
    Availability availability,
    Set<String> tablesWithRows,
    Parameters parameters,
    List<Target> targets,
    Optional<Quarters> backfill) {}
