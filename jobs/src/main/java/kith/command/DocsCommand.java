package kith.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.Callable;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.lake.Sessions;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.OutputFolder;
import kith.project.Project;
import kith.site.SiteFiles;
import kith.table.Zone;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the documentation as pages. */
@Command(
    name = "docs",
    mixinStandardHelpOptions = true,
    description =
        "Writes the documentation as a folder of pages that needs no server and no network: every"
            + " table, KPI and chapter, from which columns each column is made, what the last"
            + " nights counted, and a search. It holds no record of a person; the counts of nights are"
            + " exact, for people who may read the zone ops.")
final class DocsCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the pages: a new one, or that of an earlier site.")
  private Path out;

  @Override
  public Integer call() {
    Project project = Project.home();
    Environment environment = lake.environment(project);
    LakeRoot root = new LakeRoot(environment.lake());
    Path folder = OutputFolder.of(out, root.path());
    root.requireReadable(Set.of(Zone.OPS, Zone.WAREHOUSE), environment.authorityCode());
    SparkSession spark =
        Sessions.open(environment.sparkMaster(), environment.sparkSettings(), root.path());
    int pages =
        SiteFiles.write(
            project,
            root.files(),
            new DeltaLake(spark, root.path().toString()),
            LocalDate.now(ZoneId.of(Sessions.ZONE)),
            folder);
    System.out.printf("Wrote %,d pages. Open %s%n", pages, out.resolve("index.html"));
    return ExitCode.DONE.code();
  }
}
