package kith.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import kith.lake.Sessions;
import kith.project.Environment;
import kith.project.Project;
import kith.simulate.Simulation;
import kith.source.SourceSystem;

/**
 * Measures whole nights against the floor. Each runs in its own process, alternately within one
 * run, so that a busy machine slows both.
 */
public final class Bench {

  private static final String ENVIRONMENT = "demo";
  private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);
  private static final LocalDate SECOND = FIRST.plusDays(1);

  /** What a night may cost, as a multiple of its floor. */
  private static final double FIRST_GOAL = 1.8;

  private static final double UNCHANGED_GOAL = 1.2;

  /** What one query of {@code kith sql -e} may cost, as a multiple of its floor. */
  private static final double QUERY_GOAL = 1.5;

  /** Seconds that a second query may cost where the engine has started. */
  private static final double WARM_QUERY_GOAL = 1;

  /** The table that the query and its floor count. */
  public static final String COUNTED = "marts.kpi_quarterly";

  /** What a night of which 1% has changed may cost, as a share of a first night. */
  private static final double CHANGED_GOAL = 0.9;

  /** What all figures with their breakdowns may cost, as a multiple of the Panel's totals. */
  private static final double FIGURES_GOAL = 4;

  /** How the line with the seconds of the marts begins. */
  public static final String MARTS_LINE = "seconds: ";

  private static final int PEAK_GOAL_MEGABYTES = 6_000;

  private final Project project;
  private final Path folder;
  private final int childrenInCare;
  private final int repetitions;
  private final PrintStream out;
  private final Map<String, List<Measured>> measured = new LinkedHashMap<>();
  private final List<Double> totals = new ArrayList<>();
  private final List<Double> figures = new ArrayList<>();

  /**
   * Prepares a measurement.
   *
   * @param folder an empty folder for extracts, lakes and logs
   * @param out where progress is printed
   */
  public Bench(Project project, Path folder, int childrenInCare, int repetitions, PrintStream out) {
    this.project = project;
    this.folder = folder;
    this.childrenInCare = childrenInCare;
    this.repetitions = repetitions;
    this.out = out;
  }

  /** Simulates, measures and returns what was measured, as lines to print. */
  public List<String> run() throws IOException {
    long rows = simulate();
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      Path lake = folder.resolve("lake-" + repetition);
      kith("first", lake, FIRST);
      floor("first floor", "load", lake, FIRST);
      kith("unchanged", lake, FIRST);
      floor("unchanged floor", "open", lake, FIRST);
      kith("changed", lake, SECOND);
      floor("changed floor", "load", lake, SECOND);
      query("query", lake, 1);
      query("two queries", lake, 2);
      floor("query floor", "count", lake, SECOND);
      if (repetition == repetitions) {
        marts(lake);
      }
      delete(lake);
    }
    return report(rows);
  }

  private long simulate() throws IOException {
    out.println("simulating " + childrenInCare + " children in care, two nights");
    Simulation.Summary summary =
        new Simulation(
                "840",
                childrenInCare,
                6,
                SECOND,
                2,
                1,
                folder.resolve("extracts"),
                false,
                message -> {})
            .writeWithOtherFiles();
    long changed =
        ChangedNight.change(
            SourceSystem.of(project, Environment.read(project, ENVIRONMENT).mainSource().system()),
            folder.resolve("extracts").resolve(SECOND.toString()));
    long rows = summary.nights().get(1).rows();
    out.printf(
        "changed %,d of %,d records of the second night (%.2f %%)%n",
        changed, rows, 100.0 * changed / rows);
    return summary.nights().get(0).rows();
  }

  private void kith(String name, Path lake, LocalDate night) {
    measure(
        name,
        List.of(
            "nightly",
            "--env",
            ENVIRONMENT,
            "--business-date",
            night.toString(),
            "--source",
            folder.resolve("extracts").toString(),
            "--lake",
            lake.toString()));
  }

  /** The same query once or more often, one after the other in one process. */
  private void query(String name, Path lake, int times) {
    String query = "select count(*) from " + COUNTED.replaceFirst(".*\\.", "");
    measure(
        name,
        List.of(
            "sql",
            "--env",
            ENVIRONMENT,
            "--lake",
            lake.toString(),
            "-e",
            String.join("; ", Collections.nCopies(times, query))));
  }

  private void floor(String name, String what, Path lake, LocalDate night) throws IOException {
    Path copy = folder.resolve("floor");
    measure(
        name,
        List.of(
            "bench-floor",
            what,
            "--lake",
            lake.toString(),
            "--night",
            folder.resolve("extracts").resolve(night.toString()).toString(),
            "--out",
            copy.toString()));
    delete(copy);
  }

  /**
   * The marts alone: the totals and all figures in turn, so that a busy machine slows both, each in
   * a process of its own, as the marts of a night are.
   */
  private void marts(Path lake) throws IOException {
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      totals.add(martSeconds(lake, List.of("--panel-totals")));
      figures.add(martSeconds(lake, List.of()));
    }
  }

  private double martSeconds(Path lake, List<String> which) throws IOException {
    Path out = folder.resolve("marts");
    Path log = folder.resolve("marts.log");
    List<String> command = new ArrayList<>();
    command.add(project.root().resolve("jobs/bin/kith").toString());
    command.addAll(List.of("bench-marts", "--env", ENVIRONMENT, "--lake", lake.toString()));
    command.addAll(List.of("--out", out.toString()));
    command.addAll(which);
    Measured.run(log, command);
    delete(out);
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith(MARTS_LINE))
        .mapToDouble(line -> Double.parseDouble(line.substring(MARTS_LINE.length())))
        .findFirst()
        .orElseThrow();
  }

  private void measure(String name, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(project.root().resolve("jobs/bin/kith").toString());
    command.addAll(arguments);
    Measured one = Measured.run(folder.resolve(name.replace(' ', '-') + ".log"), command);
    measured.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
    out.printf("%-16s %6.1f s %,6d MB%n", name, one.seconds(), one.peakMegabytes());
  }

  private List<String> report(long rows) {
    var machine =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d cores, %,d MB, %s %s, Java %s, Spark %s, Delta %s, Kith %s; %,d records a night; medians of %d, launch to end"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                machine.getTotalMemorySize() >> 20,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                Sessions.deltaVersion(),
                Project.VERSION,
                rows,
                repetitions));
    lines.add(
        "%-12s %9s %9s %7s %6s %12s"
            .formatted("night", "kith s", "floor s", "ratio", "goal", "peak MB"));
    lines.add(line("first", String.valueOf(FIRST_GOAL)));
    lines.add(line("unchanged", String.valueOf(UNCHANGED_GOAL)));
    lines.add(line("changed", "-"));
    lines.add(line("query", String.valueOf(QUERY_GOAL)));
    lines.add(
        "a second query in the same process: %.1f s (goal %.0f)"
            .formatted(warmQuery(), WARM_QUERY_GOAL));
    lines.add(
        "a night of which 1%% has changed costs %.2f of a first night (goal %s)"
            .formatted(changedOfFirst(), CHANGED_GOAL));
    lines.add(
        "all figures with their breakdowns: %.1f s, %.2f of the Panel's totals (goal %s)"
            .formatted(median(figures), figuresOfTotals(), FIGURES_GOAL));
    lines.add("goals missed: " + (missed().isEmpty() ? "none" : String.join(", ", missed())));
    lines.add(
        "floor: bare Spark and Delta, a table on each core; for first and changed it reads the same"
            + " files and writes the same tables, for unchanged it opens every table once, for query it opens one and counts its rows");
    return lines;
  }

  private String line(String night, String goal) {
    double own = median(night, Measured::seconds);
    double floor = median(night + " floor", Measured::seconds);
    return "%-12s %9.1f %9.1f %7.2f %6s %,12.0f"
        .formatted(
            night,
            own,
            floor,
            ratio(night),
            goal,
            median(night, one -> (double) one.peakMegabytes()));
  }

  private List<String> missed() {
    List<String> missed = new ArrayList<>();
    if (ratio("first") > FIRST_GOAL) {
      missed.add("a first night costs more than %s times the floor".formatted(FIRST_GOAL));
    }
    if (ratio("unchanged") > UNCHANGED_GOAL) {
      missed.add("an unchanged night costs more than %s times the floor".formatted(UNCHANGED_GOAL));
    }
    if (ratio("query") > QUERY_GOAL) {
      missed.add("kith sql -e costs more than %s times the floor".formatted(QUERY_GOAL));
    }
    if (warmQuery() > WARM_QUERY_GOAL) {
      missed.add("a second query takes more than %.0f s".formatted(WARM_QUERY_GOAL));
    }
    if (changedOfFirst() > CHANGED_GOAL) {
      missed.add(
          "a night of which 1%% has changed costs more than %s of a first night"
              .formatted(CHANGED_GOAL));
    }
    if (figuresOfTotals() > FIGURES_GOAL) {
      missed.add("all figures cost more than %s times the totals".formatted(FIGURES_GOAL));
    }
    for (String night : List.of("first", "unchanged", "changed")) {
      if (median(night, one -> (double) one.peakMegabytes()) > PEAK_GOAL_MEGABYTES) {
        missed.add("%s takes more than %,d MB".formatted(night, PEAK_GOAL_MEGABYTES));
      }
    }
    return missed;
  }

  private double ratio(String night) {
    return median(night, Measured::seconds) / median(night + " floor", Measured::seconds);
  }

  private double warmQuery() {
    return median("two queries", Measured::seconds) - median("query", Measured::seconds);
  }

  private double changedOfFirst() {
    return median("changed", Measured::seconds) / median("first", Measured::seconds);
  }

  private double figuresOfTotals() {
    return median(figures) / median(totals);
  }

  private double median(String name, Function<Measured, Double> of) {
    return median(Objects.requireNonNull(measured.get(name)).stream().map(of).toList());
  }

  private static double median(List<Double> unsorted) {
    List<Double> values = unsorted.stream().sorted().toList();
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
