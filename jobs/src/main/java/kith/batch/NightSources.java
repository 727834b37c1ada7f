package kith.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kith.extract.FieldsWithoutValue;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.SourceSetting;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.Extracted;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourcePlace;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.source.folder.NightReader;
import kith.table.PostcodeDirectory;
import kith.table.SourceMark;
import kith.table.StepCounts;
import kith.table.Tables;
import org.jspecify.annotations.Nullable;

/** The sources that an environment lists: where they are, how they are written, what they carry. */
public final class NightSources {

  /** Opens a source, by the kind of place where it is. */
  private static final Map<SourceSetting.Kind, SourcePlace> PLACES =
      Map.of(
          SourceSetting.Kind.FOLDER_PER_NIGHT, NightReader::open,
          SourceSetting.Kind.FOLDER, NightReader::withoutNights);

  private final Project project;
  private final Environment environment;
  private @Nullable List<Listed> listed;

  /** A source of the list, as its files in {@code conf/sources} describe it. */
  private record Listed(SourceSetting setting, SourceSystem system, Availability declared) {

    static Listed of(Project project, SourceSetting setting) {
      SourceSystem system = SourceSystem.of(project, setting.system());
      Availability declared = Availability.of(project, setting.system(), setting.availability());
      return SourceShape.named(project, setting.system(), setting.shape())
          .map(shape -> new Listed(setting, system.in(shape), declared.in(shape)))
          .orElseGet(() -> new Listed(setting, system, declared));
    }
  }

  /** The sources of an environment. Their descriptions are read on first use. */
  public NightSources(Project project, Environment environment) {
    this.project = project;
    this.environment = environment;
  }

  private List<Listed> listed() {
    if (listed == null) {
      listed = environment.sources().stream().map(setting -> Listed.of(project, setting)).toList();
    }
    return listed;
  }

  /** The systems that a night is extracted from, in the order of the list. */
  public List<SourceSystem> systems() {
    return listed().stream().map(Listed::system).toList();
  }

  /** The night of every system, checked, in the order of the list. */
  List<SourceNight> open(LocalDate businessDate) {
    return listed().stream()
        .map(
            source ->
                Objects.requireNonNull(PLACES.get(source.setting().kind()))
                    .open(
                        source.system(),
                        source.setting().at().toString(),
                        businessDate,
                        source.declared()))
        .toList();
  }

  /**
   * What the stage record notes about each source. One that has no nights of its own has no window.
   *
   * @param nights of all sources, as {@link #open} gave them
   */
  List<SourceMark> marks(List<SourceNight> nights) {
    List<SourceMark> marks = new ArrayList<>();
    String loadedBy = CodeVersion.ofLoading();
    for (int i = 0; i < nights.size(); i++) {
      Listed source = listed().get(i);
      SourceNight night = nights.get(i);
      boolean hasNights = source.setting().kind().hasNights();
      marks.add(
          new SourceMark(
              source.system().name(),
              night.fingerprint(),
              loadedBy,
              hasNights ? night.windowStart().orElse(source.declared().historyFrom()) : null,
              hasNights,
              hasNights && night.simulated()));
    }
    return marks;
  }

  /** How the sources are read and what they are declared to carry, as text for a hash. */
  String content() {
    return listed().stream()
        .map(
            source ->
                String.join(
                    "\n",
                    source.system().name(),
                    String.valueOf(source.system().shape()),
                    source.declared().content()))
        .collect(Collectors.joining("\n"));
  }

  /**
   * What the sources are declared to carry, as staging tables and columns, with the optional tables
   * that tonight has and the postcode directory, if there is one.
   *
   * @param counts what the steps of extract and conform have counted
   */
  Carried declared(StepCounts counts) {
    return carried(counts, Listed::declared);
  }

  /**
   * What the sources are declared to carry and do carry tonight (R19), as staging tables and
   * columns, with the postcode directory, if there is one.
   *
   * @param counts what the steps of extract and conform have counted
   */
  Carried tonight(StepCounts counts) {
    return carried(
        counts,
        source -> source.declared().without(FieldsWithoutValue.of(source.system(), counts)));
  }

  private Carried carried(StepCounts counts, Function<Listed, Availability> availability) {
    return listed().stream()
        .map(
            source ->
                Carried.of(
                    project,
                    source.system(),
                    availability.apply(source),
                    tablesWithRows(source.system(), counts)))
        .reduce(Carried::and)
        .map(carried -> hasPostcodes(counts) ? carried.with(Tables.STG_POSTCODE) : carried)
        .orElseThrow();
  }

  /** Whether the night's tables were built with a postcode directory. */
  private static boolean hasPostcodes(StepCounts counts) {
    return counts.of(PostcodeDirectory.STEP).of(PostcodeDirectory.POSTCODES) > 0;
  }

  /** The tables of a source, by plain name, that have rows tonight. */
  private static Set<String> tablesWithRows(SourceSystem system, StepCounts counts) {
    return system.contracts().stream()
        .filter(contract -> counts.of(contract.viewName()).of(Extracted.LOADED) > 0)
        .map(SourceContract::table)
        .collect(Collectors.toSet());
  }

  /** The extract steps of the tables named on the command line, with or without their system. */
  Set<String> steps(List<String> tables) {
    Set<String> steps = new TreeSet<>();
    for (String table : tables) {
      List<String> meant =
          systems().stream()
              .flatMap(system -> system.contracts().stream())
              .filter(
                  contract -> contract.viewName().equals(table) || contract.table().equals(table))
              .map(SourceContract::viewName)
              .toList();
      if (meant.isEmpty()) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "There is no source table " + table + ".",
            "Nothing was run.",
            "Name a table of conf/sources, such as cla_visits.");
      }
      if (meant.size() > 1) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "Several sources have a table %s: %s.".formatted(table, String.join(", ", meant)),
            "Nothing was run.",
            "Name one of these, with its system.");
      }
      steps.add(meant.get(0));
    }
    return steps;
  }
}
