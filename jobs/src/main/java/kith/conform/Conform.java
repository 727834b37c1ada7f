package kith.conform;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.conform.assessment.Assessments;
import kith.conform.assessment.Offences;
import kith.conform.assessment.SubstanceMisuses;
import kith.conform.benchmark.Authorities;
import kith.conform.benchmark.BenchmarkPublications;
import kith.conform.benchmark.BenchmarkSeries;
import kith.conform.benchmark.Benchmarks;
import kith.conform.benchmark.Populations;
import kith.conform.calendar.Dates;
import kith.conform.calendar.SourceNights;
import kith.conform.care.CareEpisodes;
import kith.conform.care.CarePeriods;
import kith.conform.care.CarePlans;
import kith.conform.care.ChildrenInNoFigure;
import kith.conform.care.LegalStatuses;
import kith.conform.care.Reviews;
import kith.conform.care.Visits;
import kith.conform.careleaver.CareLeaverContacts;
import kith.conform.careleaver.CareLeavers;
import kith.conform.caseload.CaseAllocations;
import kith.conform.caseload.Caseloads;
import kith.conform.caseload.WorkerAllocations;
import kith.conform.child.Births;
import kith.conform.child.ChildIdentities;
import kith.conform.child.ChildLikenesses;
import kith.conform.child.Children;
import kith.conform.education.EducationPlans;
import kith.conform.education.EducationResults;
import kith.conform.education.SchoolEnrolments;
import kith.conform.missing.MissingEpisodes;
import kith.conform.permanence.Adoptions;
import kith.conform.placement.FosterHouseholds;
import kith.conform.placement.Placements;
import kith.conform.placement.PostcodesUsed;
import kith.conform.placement.Providers;
import kith.conform.workforce.Teams;
import kith.conform.workforce.Vacancies;
import kith.conform.workforce.WorkerMonths;
import kith.conform.workforce.Workers;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.SourceSystem;
import kith.table.Inputs;
import kith.table.Night;
import kith.table.NightInputs;
import kith.table.PostcodeDirectory;
import kith.table.SourceMark;
import kith.table.StageStep;
import kith.table.TableBuild;
import kith.table.TableBuildStep;
import kith.table.TableKeys;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The conform stage: every table of the warehouse, then the checks and counts that need all of
 * them. Close it when the last step is done: staging is kept in memory until then.
 */
public final class Conform implements AutoCloseable {

  /** The project files that the builds may read, besides their specifications and staging. */
  private static final List<String> FILES =
      List.of("conf/benchmarks", "conf/calendar", "conf/codes", "conf/parameters.yaml");

  private final Night night;
  private final List<SourceSystem> sources;
  private final String setting;
  private final Parameters parameters;
  private final List<TableBuild> builds;
  private final Staging staging;

  private Conform(Night night, List<SourceSystem> sources, String setting) {
    this.night = night;
    this.sources = sources;
    this.setting = setting;
    this.parameters = Parameters.of(night.project());
    this.builds = builds(night.project(), parameters, night.businessDate());
    this.staging =
        Staging.open(
            builds,
            night.project(),
            night.specs(),
            sources,
            night.lake(),
            night.versions(),
            night.authorityCode(),
            night.businessDate());
  }

  /**
   * Opens the stage for a night.
   *
   * @param sources the systems that the night was extracted from
   * @param setting what every table depends on besides its code, its inputs and the date: how keys
   *     of persons are made, and what the sources are declared to carry
   */
  public static Conform of(Night night, List<SourceSystem> sources, String setting) {
    return new Conform(night, sources, setting);
  }

  /** The steps: one per table, then the checks and counts that need all of them. */
  public List<StageStep> steps() {
    Inputs inputs = inputs();
    StagingKeys staged =
        new StagingKeys(
            night.project(), night.specs(), sources, night.sources(), night.businessDate());
    TableKeys keys =
        new TableKeys(
            night.project().root(),
            FILES,
            night.specs(),
            setting + night.authorityCode(),
            night.businessDate(),
            night.versions(),
            table -> key(table, staged));
    List<StageStep> steps =
        new ArrayList<>(
            TableBuildStep.of(
                builds,
                night.specs(),
                inputs,
                night.lake(),
                night.businessDate(),
                build -> Optional.of(keys.of(build))));
    List<TableName> tables = builds.stream().map(TableBuild::writes).toList();
    steps.add(new ForeignKeys(tables, night.specs(), inputs));
    steps.add(new PostcodesUsed(night.postcodes()));
    steps.add(
        new ChildrenInNoFigure(
            inputs, parameters.at(night.businessDate()), night.businessDate(), night.counts()));
    steps.add(
        new FlagCounts(
            tables.stream().map(TableName::name).toList(),
            night.businessDate(),
            night.lake(),
            night.counts()));
    return steps;
  }

  private String key(TableName table, StagingKeys staged) {
    if (table.equals(Tables.STG_SOURCE_NIGHT)) {
      return night.sources() + " of " + night.businessDate();
    }
    return table.equals(Tables.STG_POSTCODE)
        ? night.postcodes().map(PostcodeDirectory::content).orElse("")
        : staged.of(table);
  }

  /** All builds for a business date, in any order. */
  public static List<TableBuild> builds(
      Project project, Parameters parameters, LocalDate businessDate) {
    // Some read one value of a parameter, others that of the day of an event.
    Parameters tonight = parameters.at(businessDate);
    CodeLists codes = CodeLists.of(project);
    return List.of(
        new CareEpisodes(codes, tonight),
        new Births(),
        new ChildIdentities(),
        new ChildLikenesses(),
        new CareLeaverContacts(codes),
        new Dates(project),
        new SourceNights(),
        new CarePeriods(tonight),
        new Adoptions(codes),
        new Placements(),
        new LegalStatuses(codes),
        new Reviews(codes, parameters),
        new Visits(parameters),
        new CarePlans(),
        new MissingEpisodes(),
        new Assessments(codes, parameters),
        new SubstanceMisuses(codes),
        new Offences(),
        new CareLeavers(codes, parameters),
        new CaseAllocations(tonight),
        new WorkerAllocations(tonight),
        new Caseloads(tonight),
        new WorkerMonths(),
        new Vacancies(),
        new FosterHouseholds(codes),
        new SchoolEnrolments(codes),
        new EducationPlans(),
        new EducationResults(),
        new Workers(),
        new Teams(),
        new Children(codes),
        new Providers(codes),
        CodeDimension.ofPlacementTypes(codes),
        CodeDimension.ofLegalStatuses(codes),
        CodeDimension.ofEndReasons(codes),
        CodeDimension.ofChangeReasons(codes),
        new Authorities(project),
        new Benchmarks(),
        new BenchmarkSeries(),
        new BenchmarkPublications(project),
        new Populations());
  }

  /** The builds, in any order: the tables they read decide the order in which they run. */
  public List<TableBuild> builds() {
    return builds;
  }

  /** What the builds read: staging, and the tables that the night has made so far. */
  public Inputs inputs() {
    Map<TableName, Dataset<Row>> given =
        Map.of(Tables.STG_SOURCE_NIGHT, sourceNights(), Tables.STG_POSTCODE, postcodes());
    return new NightInputs(
        night.lake(),
        night.versions(),
        table -> given.containsKey(table) ? given.get(table) : staging.table(table));
  }

  /** The postcode directory as it is tonight; no row without one. */
  private Dataset<Row> postcodes() {
    TableSpec spec = night.specs().get(Tables.STG_POSTCODE.name());
    return night
        .postcodes()
        .map(
            directory ->
                TableBuildStep.conformed(
                    night.lake().read(Tables.POSTCODE, directory.version()), spec))
        .orElseGet(() -> night.lake().spark().createDataFrame(List.<Row>of(), spec.schema()));
  }

  /** One row per source that has nights of its own. */
  private Dataset<Row> sourceNights() {
    List<Row> rows =
        night.sources().stream()
            .filter(SourceMark::hasNights)
            .map(
                source ->
                    RowFactory.create(
                        night.authorityCode(),
                        source.system(),
                        Date.valueOf(night.businessDate()),
                        source.windowStart() == null ? null : Date.valueOf(source.windowStart()),
                        source.simulated()))
            .toList();
    return night
        .lake()
        .spark()
        .createDataFrame(rows, night.specs().get(Tables.STG_SOURCE_NIGHT.name()).schema());
  }

  @Override
  public void close() {
    staging.close();
  }
}
