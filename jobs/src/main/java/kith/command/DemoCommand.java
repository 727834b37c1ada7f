package kith.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import kith.batch.CodeVersion;
import kith.batch.NightRun;
import kith.batch.Progress;
import kith.batch.RunResult;
import kith.batch.Stage;
import kith.lake.LakeRoot;
import kith.postcode.PostcodeLoad;
import kith.project.Environment;
import kith.project.Project;
import kith.simulate.InventedPostcodes;
import kith.simulate.Simulation;
import kith.table.PostcodeDirectory;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the last three nights of an invented authority, from extract to scorecard. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Simulates an invented authority (1,200 children in care, 6 years), runs its last three"
            + " nights, prints the scorecard and writes the Panel's pack. Needs no server and no network.")
final class DemoCommand implements Callable<Integer> {

  private static final LocalDate LAST_NIGHT = LocalDate.of(2026, 4, 2);

  @Option(names = "--lake", paramLabel = "DIR", description = "Lake folder (default: demo/lake).")
  private @Nullable Path lake;

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "Folder for the invented extracts (default: demo/extracts).")
  private @Nullable Path source;

  @Option(names = "--json-log", description = "Report progress as JSON lines, for machines.")
  private boolean jsonLog;

  @Option(
      names = "--children-in-care",
      defaultValue = "1200",
      paramLabel = "N",
      description = "Size of the invented authority (default: ${DEFAULT-VALUE}).")
  private int childrenInCare;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Which authority is invented (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--nights",
      defaultValue = "3",
      paramLabel = "N",
      description = "How many nights to run (default: ${DEFAULT-VALUE}).")
  private int nights;

  @Override
  public Integer call() throws IOException {
    Project project = Project.home();
    Environment environment = Environment.read(project, "demo").with(lake, source);
    // Several minutes without output look as if the command hangs, in a log as well as on a
    // terminal.
    Progress progress = new Progress(jsonLog ? Progress.Form.JSON : Progress.Form.TEXT, System.err);
    Simulation simulation =
        SimulateCommand.checked(
            () ->
                new Simulation(
                    String.valueOf(environment.authorityCode()),
                    childrenInCare,
                    6,
                    LAST_NIGHT,
                    nights,
                    seed,
                    environment.mainSource().at(),
                    false,
                    progress::say));
    startAnewWhereAnotherDemoWas(project, environment);
    keepSecretOfTheSeed(environment);
    simulate(simulation, environment, progress);
    loadPostcodes(project, environment, progress);
    for (int night = nights - 1; night >= 0; night--) {
      LocalDate businessDate = LAST_NIGHT.minusDays(night);
      RunResult result =
          new NightRun(project, environment, progress).run("nightly", Stage.ALL, businessDate);
      int code = Running.end(result);
      if (code != 0) {
        return code;
      }
    }
    show(environment);
    return 0;
  }

  /**
   * Deletes a lake that an earlier demo made with other code, size or seed. Leaves any other lake
   * alone: the nights then refuse to mix invented and real records.
   */
  private void startAnewWhereAnotherDemoWas(Project project, Environment environment)
      throws IOException {
    Path lakeFolder = environment.lake().toAbsolutePath().normalize();
    Path mark = lakeFolder.resolveSibling(lakeFolder.getFileName() + ".demo");
    String made = CodeVersion.of(project) + " " + childrenInCare + " " + nights + " " + seed;
    if (Files.exists(mark) && !Files.readString(mark).strip().equals(made)) {
      FileUtils.deleteDirectory(lakeFolder.toFile());
      Files.deleteIfExists(lakeFolder.resolveSibling(lakeFolder.getFileName() + ".secret"));
      Files.delete(mark);
    }
    if (!Files.exists(lakeFolder)) {
      Files.createDirectories(mark.getParent());
      Files.writeString(mark, made + "\n");
    }
  }

  /**
   * Invented children need no protection: the demo's secret follows from the seed, so that two
   * demos with the same seed have the same keys.
   */
  private void keepSecretOfTheSeed(Environment environment) throws IOException {
    Path lakeFolder = environment.lake().toAbsolutePath().normalize();
    Path file = lakeFolder.resolveSibling(lakeFolder.getFileName() + ".secret");
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, "no secret: the demo of seed " + seed + "\n");
    }
  }

  private void simulate(Simulation simulation, Environment environment, Progress progress)
      throws IOException {
    Path mark = environment.mainSource().at().resolve(".simulated");
    String arguments =
        "%d %d %d %d, with the files of other systems"
            .formatted(environment.authorityCode(), childrenInCare, nights, seed);
    if (Files.exists(mark) && Files.readString(mark).strip().equals(arguments)) {
      return;
    }
    Files.createDirectories(environment.mainSource().at());
    progress.say("simulate " + nights + " nights until " + LAST_NIGHT);
    simulation.writeWithOtherFiles();
    Files.writeString(mark, arguments + "\n");
  }

  /** The directory of the invented postcodes, once for each lake. */
  private void loadPostcodes(Project project, Environment environment, Progress progress)
      throws IOException {
    if (PostcodeDirectory.read(new LakeRoot(environment.lake()).files()).isPresent()) {
      return;
    }
    progress.say("load the postcode directory");
    Path file =
        InventedPostcodes.write(environment.mainSource().at().resolve("postcode_directory.csv"));
    new PostcodeLoad(project, environment).load(file, "2026-02", LAST_NIGHT);
  }

  private void show(Environment environment) {
    System.out.println();
    ScorecardCommand.print(environment, false);
    String where = " --env demo" + (lake == null ? "" : " --lake " + lake);
    System.out.println("The Panel's pack:");
    ReportCommand.write(environment, Optional.empty(), Optional.empty())
        .forEach(file -> System.out.println("  " + file));
    System.out.println("The lake is in " + new LakeRoot(environment.lake()).path());
    System.out.println("Try next:");
    System.out.println("  jobs/bin/kith status" + where);
    System.out.println(
        "  jobs/bin/kith sql"
            + where
            + " -e \"select as_at, value, england from kpi_published where kpi ="
            + " 'placement_3plus_pct' and breakdown is null order by as_at\"");
    System.out.println(
        "  jobs/bin/kith sql"
            + where
            + " -e \"select placement_type, count(*) as placements from fact_placement where left_on"
            + " is null group by all order by 2 desc\"");
  }
}
