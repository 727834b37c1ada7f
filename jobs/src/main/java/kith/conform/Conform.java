package kith.conform;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import kith.conform.assessment.Assessments;
import kith.conform.benchmark.Authorities;
import kith.conform.benchmark.BenchmarkSeries;
import kith.conform.benchmark.Benchmarks;
import kith.conform.benchmark.Populations;
import kith.conform.calendar.Dates;
import kith.conform.calendar.SourceNights;
import kith.conform.care.CareEpisodes;
import kith.conform.care.CarePeriods;
import kith.conform.care.ChildrenInNoFigure;
import kith.conform.care.LegalStatuses;
import kith.conform.care.Reviews;
import kith.conform.care.Visits;
import kith.conform.careleaver.CareLeaverContacts;
import kith.conform.careleaver.CareLeavers;
import kith.conform.caseload.CaseAllocations;
import kith.conform.caseload.Caseloads;
import kith.conform.caseload.Teams;
import kith.conform.caseload.Workers;
import kith.conform.child.Births;
import kith.conform.child.ChildIdentities;
import kith.conform.child.ChildLikenesses;
import kith.conform.child.Children;
import kith.conform.child.LegalStatusCodes;
import kith.conform.child.PlacementTypes;
import kith.conform.missing.MissingEpisodes;
import kith.conform.placement.Placements;
import kith.conform.placement.Providers;
import kith.conform.workforce.WorkerMonths;
import kith.contract.CodeLists;
import kith.contract.Inputs;
import kith.contract.Lake;
import kith.contract.Parameters;
import kith.contract.Project;
import kith.contract.StageStep;
import kith.contract.TableBuild;
import kith.contract.TableName;
import kith.contract.TableSpecs;

/** The conform stage: every build of the warehouse. */
public final class Conform {

  private Conform() {}

  /** The builds, in any order: what they read orders them. */
  public static List<TableBuild> builds(Project project, Parameters parameters, CodeLists codes) {
    return List.of(
        new CareEpisodes(codes, parameters),
        new Births(),
        new ChildIdentities(),
        new ChildLikenesses(),
        new CareLeaverContacts(codes),
        new Dates(project),
        new SourceNights(),
        new CarePeriods(parameters),
        new Placements(project.conf().resolve("reference/postcode_authority.csv")),
        new LegalStatuses(codes),
        new Reviews(codes, parameters),
        new Visits(parameters),
        new MissingEpisodes(),
        new Assessments(codes, parameters),
        new CareLeavers(codes, parameters),
        new CaseAllocations(parameters),
        new Caseloads(parameters),
        new WorkerMonths(),
        new Workers(),
        new Teams(),
        new Children(codes),
        new Providers(codes),
        new PlacementTypes(codes),
        new LegalStatusCodes(codes),
        new Authorities(project),
        new Benchmarks(),
        new BenchmarkSeries(),
        new Populations());
  }

  /** What is looked at and counted when every table of the stage is made. */
  public static List<StageStep> checks(
      List<TableBuild> builds,
      TableSpecs specs,
      Parameters parameters,
      Inputs inputs,
      Lake lake,
      LocalDate businessDate,
      Supplier<Map<String, Map<String, Long>>> counts) {
    List<TableName> tables = builds.stream().map(TableBuild::writes).toList();
    return List.of(
        new ForeignKeys(tables, specs, inputs),
        new ChildrenInNoFigure(inputs, parameters, businessDate, counts),
        new FlagCounts(tables.stream().map(TableName::name).toList(), businessDate, lake, counts));
  }
}
