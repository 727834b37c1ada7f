package kith.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kith.bench.Bench;
import kith.bench.Floor;
import kith.bench.MartCost;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.publish.Publications;
import kith.source.SourceSystem;
import kith.table.Publication;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how long nights take. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures a first, an unchanged and a changed night of an invented authority, each beside a"
            + " floor: bare Spark and Delta that reads the same files and writes the same tables; and"
            + " a query of kith sql -e beside a bare session that opens one table.")
final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--children-in-care",
      defaultValue = "1200",
      paramLabel = "N",
      description = "Size of the invented authority (default: ${DEFAULT-VALUE}).")
  private int childrenInCare;

  @Option(
      names = "--repetitions",
      defaultValue = "3",
      paramLabel = "N",
      description = "How often each night is measured (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("kith-bench");
    try {
      new Bench(Project.home(), folder, childrenInCare, repetitions, System.err)
          .run()
          .forEach(System.out::println);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
    return ExitCode.DONE.code();
  }

  /** Measures the marts in a process of its own. */
  @Command(name = "bench-marts", hidden = true, mixinStandardHelpOptions = true)
  static final class MartsCommand implements Callable<Integer> {

    @Option(names = "--env", required = true, paramLabel = "NAME")
    private String environment;

    @Option(names = "--lake", required = true, paramLabel = "DIR")
    private Path lake;

    @Option(names = "--out", required = true, paramLabel = "DIR")
    private Path out;

    @Option(names = "--panel-totals")
    private boolean panelTotals;

    @Override
    public Integer call() {
      Publication publication = published(lake);
      Project project = Project.home();
      double seconds =
          new MartCost(
                  project,
                  SourceSystem.of(
                      project, Environment.read(project, environment).mainSource().system()),
                  publication.versions(),
                  lake,
                  publication.businessDate(),
                  out)
              .seconds(panelTotals);
      System.out.println(Bench.MARTS_LINE + seconds);
      return ExitCode.DONE.code();
    }
  }

  private static Publication published(Path lake) {
    return Publications.current(new LakeRoot(lake).files())
        .orElseThrow(
            () ->
                new KithException(
                    ExitCode.WRONG_USAGE,
                    "Nothing is published in this lake yet.",
                    "Nothing was measured.",
                    "Run kith bench."));
  }

  /** Runs the floor in a process of its own. */
  @Command(name = "bench-floor", hidden = true, mixinStandardHelpOptions = true)
  static final class FloorCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WHAT", description = "load, open or count")
    private String what;

    @Option(names = "--lake", required = true, paramLabel = "DIR")
    private Path lake;

    @Option(names = "--night", required = true, paramLabel = "DIR")
    private Path night;

    @Option(names = "--out", required = true, paramLabel = "DIR")
    private Path out;

    @Override
    public Integer call() throws IOException {
      Publication publication = published(lake);
      Floor floor = new Floor(publication.versions(), lake);
      if (what.equals("load")) {
        floor.load(night, out);
      } else if (what.equals("count")) {
        System.out.println(floor.count(Bench.COUNTED) + " rows");
      } else {
        System.out.println(floor.open() + " tables opened");
      }
      return ExitCode.DONE.code();
    }
  }
}
