package kith.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import kith.benchmark.BenchmarkLoad;
import kith.benchmark.Loaded;
import kith.benchmark.MovedComparisons;
import kith.benchmark.NeighbourFigure;
import kith.benchmark.Revisions;
import kith.benchmark.Revisions.Changes;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.project.ExitCode;
import kith.project.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works with the publishers' files that KPIs are compared with. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Works with the publishers' files that KPIs are compared with.",
    subcommands = {BenchmarksCommand.LoadCommand.class, BenchmarksCommand.RevisionsCommand.class})
final class BenchmarksCommand extends CommandGroup {

  /** Loads the publishers' files. */
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description =
          "Reads the publishers' files as downloaded (CSV, Parquet, ZIP; also in folders) and"
              + " writes the folder that an environment names as at: of its source benchmark."
              + " Needs no network and does not start Spark.")
  static final class LoadCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder with the publishers' files.")
    private Path from;

    @Option(
        names = "--out",
        paramLabel = "FOLDER",
        defaultValue = "benchmarks",
        description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path to;

    @Override
    public Integer call() throws IOException {
      Loaded loaded = new BenchmarkLoad(Project.home()).load(from, to, LocalDate.now());
      loaded.files().forEach(LoadCommand::print);
      loaded.notRead().forEach(file -> System.out.println("Not read: " + file + "."));
      System.out.printf(
          "%,d figures of %,d series for %,d areas, %,d neighbours.%n",
          loaded.rows(), loaded.series().size(), loaded.areas(), loaded.neighbours());
      System.out.printf(
          "Written to %s: name it as at: of the source benchmark in conf/environments.%n",
          to.toAbsolutePath().normalize());
      if (loaded.tooEarly() > 0) {
        System.out.printf(
            "Left out: %,d figures of periods older than the first edition listed in conf/benchmarks.%n",
            loaded.tooEarly());
      }
      if (loaded.filledElsewhere() > 0) {
        System.out.printf(
            "Left out: %,d figures that another of the files gives too.%n",
            loaded.filledElsewhere());
      }
      inPart(loaded)
          .forEach(
              (held, series) ->
                  System.out.printf(
                      "Held for %,d of %,d authorities: %s.%n",
                      held, loaded.authorities(), String.join(", ", series)));
      Set<String> without = new TreeSet<>(comparisons(Project.home()).keySet());
      without.removeAll(loaded.series().keySet());
      if (!without.isEmpty()) {
        System.out.println(
            "No series for what KPIs are compared with: " + String.join(", ", without) + ".");
      }
      return ExitCode.DONE.code();
    }

    /** The series that some authorities have nothing of, by how many have. */
    private static Map<Long, Set<String>> inPart(Loaded loaded) {
      Map<Long, Set<String>> series = new TreeMap<>();
      loaded
          .series()
          .forEach(
              (name, held) -> {
                if (held < loaded.authorities()) {
                  series.computeIfAbsent(held, key -> new TreeSet<>()).add(name);
                }
              });
      return series;
    }

    private static void print(Loaded.ReadFile file) {
      System.out.printf(
          "%-14s  %-26s  %,8d  %s%n", file.edition(), file.dataset(), file.rows(), file.name());
    }
  }

  /** The KPIs that are compared with each series, or rest on it. */
  private static Map<String, Set<String>> comparisons(Project project) {
    Map<String, Set<String>> kpis = new TreeMap<>();
    for (KpiDefinition kpi : KpiDefinitions.described(project)) {
      add(kpis, kpi.benchmark(), kpi.kpi());
      add(kpis, kpi.denominatorSeries(), kpi.kpi());
    }
    return kpis;
  }

  private static void add(Map<String, Set<String>> kpis, @Nullable String series, String kpi) {
    if (series != null) {
      kpis.computeIfAbsent(series, key -> new TreeSet<>()).add(kpi);
    }
  }

  /** Lists what an edition changed. */
  @Command(
      name = "revisions",
      mixinStandardHelpOptions = true,
      description =
          "Lists each figure that a later edition changed, and the KPIs that are compared with it."
              + " Does not start Spark.")
  static final class RevisionsCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, paramLabel = "EDITION")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "EDITION")
    private String to;

    @Option(
        names = "--in",
        paramLabel = "FOLDER",
        defaultValue = "benchmarks",
        description = "The folder that kith benchmarks load wrote (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(
        names = "--authority",
        paramLabel = "NUMBER",
        description =
            "Lists also the comparisons of this authority that move: with England, its region and"
                + " its neighbours by each model. A DfE number, such as 840.")
    private @Nullable String authority;

    @Override
    public Integer call() {
      Changes changes = new Revisions(folder).between(from, to);
      // An authority that is not known is said before anything is printed.
      MovedComparisons compared =
          authority == null ? null : comparedWith(Project.home(), authority);
      changes
          .revisions()
          .forEach(
              one ->
                  System.out.printf(
                      "%-28s  %-10s  %-9s  %-24s  %-11s  %s -> %s%n",
                      one.kpi(),
                      one.periodEnd(),
                      one.areaCode(),
                      one.areaName(),
                      one.cell(),
                      Revisions.shown(one.before()),
                      Revisions.shown(one.after())));
      System.out.printf(
          "%,d cells of %,d figures that %s and %s both give have changed.%n",
          changes.revisions().size(), changes.compared(), from, to);
      Map<String, Set<String>> comparisons = comparisons(Project.home());
      Set<String> moved = new TreeSet<>();
      changes
          .revisions()
          .forEach(one -> moved.addAll(comparisons.getOrDefault(one.kpi(), Set.of())));
      if (!moved.isEmpty()) {
        System.out.println("Comparisons of these KPIs move: " + String.join(", ", moved) + ".");
      }
      if (compared != null) {
        printMoved(Project.home(), compared.by(changes));
      }
      return ExitCode.DONE.code();
    }

    private MovedComparisons comparedWith(Project project, String number) {
      kith.project.Parameters parameters = kith.project.Parameters.of(project).at(LocalDate.now());
      return new MovedComparisons(
          project.conf().resolve("benchmarks"),
          folder,
          number,
          new NeighbourFigure(
              parameters.text("neighbour_figure"), parameters.integer("benchmark_areas_needed")));
    }

    /** The comparisons that move, of each KPI that is compared so. */
    private void printMoved(Project project, List<MovedComparisons.Moved> moved) {
      List<KpiDefinition> kpis = KpiDefinitions.described(project);
      long comparisons = 0;
      for (MovedComparisons.Moved one : moved) {
        for (KpiDefinition kpi : kpis) {
          if (one.series().equals(kpi.benchmark())
              && kpi.comparators().contains(one.comparator())) {
            comparisons++;
            System.out.printf(
                "%-28s  %-10s  %-15s  %s%n",
                kpi.kpi(),
                one.periodEnd(),
                (one.comparator() + " " + one.model()).strip(),
                one.change());
          }
        }
      }
      System.out.printf("%,d comparisons of %s move.%n", comparisons, authority);
    }
  }
}
