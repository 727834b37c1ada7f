package kith.marts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.Parameters;
import kith.source.Carried;
import kith.table.Night;
import kith.table.Publication;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableBuild;
import kith.table.TableBuildStep;
import kith.table.TableKeys;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The builds of the marts stage for one run, in the order in which they must run. Close it when the
 * last table is written: it keeps the members in memory between the builds that share them.
 */
public final class Marts implements AutoCloseable {

  /** The project files that marts without the publication's name may read. */
  private static final List<String> FILES =
      List.of("sql/marts", "conf/codes", "conf/parameters.yaml");

  private final MartRun run;
  private final Members members;
  private final List<TableBuild> builds;

  private Marts(MartRun run, List<Dataset<Row>> before) {
    this.run = run;
    members = new Members(run);
    builds =
        new ArrayList<>(
            List.of(
                new KpiMembers(run, members),
                new DimKpi(run),
                new KpiComparison(run),
                new KpiRank(run),
                new KpiNeighbour(run),
                new KpiQuarterly(run, members),
                new KpiFlow(run),
                new KpiPublished(run, before)));
    for (DetailDefinition detail : run.kpis().details()) {
      builds.add(new DetailMart(run, detail, members.sql()));
    }
  }

  /**
   * The builds of a night.
   *
   * @param carried what the sources carry tonight
   * @param backfill the quarters to recalculate; empty calculates every quarter
   * @param published the publications that readers may hold, the one that they see until this night
   *     is published at the end
   */
  public static Marts of(
      Night night,
      KpiDefinitions kpis,
      Carried carried,
      Optional<Quarters> backfill,
      List<Publication> published) {
    return new Marts(
        new MartRun(
            night.publicationId(),
            kpis,
            carried,
            Parameters.of(night.project()),
            Target.of(night.project()),
            backfill),
        published.stream()
            .map(
                publication ->
                    Objects.requireNonNull(
                        publication.versions().get(Tables.KPI_PUBLISHED.qualified())))
            .map(version -> night.lake().read(Tables.KPI_PUBLISHED, version))
            .toList());
  }

  /**
   * The builds of a run. They contain the run's publication and date, so they serve this run only.
   */
  public static Marts of(MartRun run) {
    return new Marts(run, List.of());
  }

  /** The builds in order. Each can also run alone, as after a restart. */
  public List<TableBuild> builds() {
    return List.copyOf(builds);
  }

  /**
   * The steps: one per mart. A mart that names the publication changes whenever anything changes,
   * and a mart of a backfill is built from its own former version, so the stage's key stands for
   * these marts' keys.
   *
   * @param engine version of the code that every table depends on and no build names
   */
  public List<StageStep> steps(Night night, String engine) {
    TableKeys keys =
        new TableKeys(
            night.project().root(),
            FILES,
            night.specs(),
            engine + notAvailable(),
            night.businessDate(),
            night.versions(),
            Marts::noStaging);
    return TableBuildStep.of(
        builds,
        night.specs(),
        night.stored(),
        night.lake(),
        night.businessDate(),
        build ->
            run.backfill().isPresent()
                    || night.specs().get(build.writes().name()).has("publication_id")
                ? Optional.empty()
                : Optional.of(keys.of(build)));
  }

  /** What the sources do not carry tonight, of what each KPI needs. */
  private String notAvailable() {
    return run.kpis().all().stream()
        .map(kpi -> kpi.kpi() + kpi.needs().unmet(run.carried()))
        .collect(Collectors.joining(","));
  }

  /** The summary line about what hiding small numbers costs. */
  public static Optional<String> loss(StepCounts counted) {
    return KpiPublished.note(counted.of(Tables.KPI_PUBLISHED.name()));
  }

  private static String noStaging(TableName table) {
    throw new IllegalStateException("marts read no staging, not " + table);
  }

  /**
   * The summary line about fields that are declared, but have no usable value in any record, so
   * that a KPI is not available. A KPI that has another field to go by is.
   *
   * @param tonight which declared fields the sources carry tonight
   */
  public static Optional<String> note(KpiDefinitions kpis, Carried declared, Carried tonight) {
    String fields =
        kpis.all().stream()
            .filter(kpi -> kpi.isAvailable(declared) && !kpi.isAvailable(tonight))
            .flatMap(kpi -> kpi.needs().named().stream())
            .filter(need -> declared.meets(need) && !tonight.meets(need))
            .flatMap(need -> tonight.sourceFields(need).stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "No record has a usable value of " + fields + ": what needs it is not available.");
  }

  /**
   * The summary line about KPIs that are not available only because no postcode directory is
   * loaded.
   */
  public static Optional<String> noteOfPostcodes(KpiDefinitions kpis, Carried tonight) {
    Carried withPostcodes = tonight.with(Tables.STG_POSTCODE);
    String missing =
        kpis.all().stream()
            .filter(kpi -> kpi.isAvailable(withPostcodes) && !kpi.isAvailable(tonight))
            .map(KpiDefinition::kpi)
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "No postcode directory is loaded, so these are not available: "
                + missing
                + ". See docs/postcodes.md.");
  }

  @Override
  public void close() {
    members.close();
  }
}
