package kith.batch;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.extract.FieldsWithoutValue;
import kith.extract.NightFolder;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.Extracted;
import kith.source.SourceContract;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.table.StepCounts;

/** The sources of an environment: where their nights are, how they are written, what they carry. */
final class NightSources {

  private final Project project;
  private final Environment environment;

  NightSources(Project project, Environment environment) {
    this.project = project;
    this.environment = environment;
  }

  /** The systems that a night is extracted from, the case-management system first. */
  List<SourceSystem> systems() {
    return List.of(ssd(), benchmark());
  }

  private SourceSystem ssd() {
    return SourceSystem.of(project, "ssd").in(shape());
  }

  private SourceSystem benchmark() {
    return SourceSystem.of(project, "benchmark");
  }

  private SourceShape shape() {
    return SourceShape.of(project, "ssd", environment.shape());
  }

  /** The night of every system, looked over, in the order of the systems. */
  List<NightFolder> open(LocalDate businessDate) {
    NightFolder main =
        NightFolder.open(ssd(), environment.source().toString(), businessDate, declared());
    NightFolder benchmarks =
        NightFolder.withoutNights(
            benchmark(),
            project.conf().resolve("benchmarks").toString(),
            businessDate,
            Availability.of(project, "benchmark"));
    return List.of(main, benchmarks);
  }

  /** What the case-management system is declared to carry. */
  Availability declared() {
    return Availability.of(project, "ssd", environment.sourceName()).in(shape());
  }

  /**
   * What it is declared to carry, in the words of staging, with the optional tables of tonight.
   *
   * @param counts what the steps of extract have counted
   */
  Carried declared(StepCounts counts) {
    return Carried.of(project, ssd(), declared(), tablesWithRows(counts));
  }

  /**
   * What it is declared to carry and does tonight (R19), in the words of staging.
   *
   * @param counts what the steps of extract have counted
   */
  Carried tonight(StepCounts counts) {
    return Carried.of(
        project,
        ssd(),
        declared().without(FieldsWithoutValue.of(ssd(), counts)),
        tablesWithRows(counts));
  }

  /** The optional source tables, by plain name, that have rows tonight. */
  private static Set<String> tablesWithRows(StepCounts counts) {
    return counts.byStep().entrySet().stream()
        .filter(step -> step.getValue().of(Extracted.LOADED) > 0)
        .map(step -> step.getKey().replaceFirst("^ssd_", ""))
        .collect(Collectors.toSet());
  }

  /** The extract's steps of tables that a person named, with or without their system. */
  Set<String> steps(List<String> tables) {
    Set<String> known =
        ssd().contracts().stream().map(SourceContract::viewName).collect(Collectors.toSet());
    Set<String> steps = new TreeSet<>();
    for (String table : tables) {
      String step = table.startsWith("ssd_") ? table : "ssd_" + table;
      if (!known.contains(step)) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "There is no source table " + table + ".",
            "Nothing was run.",
            "Name a table of conf/sources, such as cla_visits.");
      }
      steps.add(step);
    }
    return steps;
  }
}
