package kith.command;

import java.util.Set;
import java.util.concurrent.Callable;
import kith.batch.Environment;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.Project;
import kith.contract.Publication;
import kith.contract.Tables;
import kith.contract.Zone;
import kith.lake.LakeRoot;
import kith.lake.PublishedTables;
import kith.lake.Sessions;
import kith.marts.KpiDefinitions;
import kith.marts.Scorecard;
import kith.publish.Publish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the Panel reads. */
@Command(
    name = "scorecard",
    mixinStandardHelpOptions = true,
    description =
        "Prints the published KPIs of the latest quarter end beside their benchmarks and targets,"
            + " small numbers suppressed.")
final class ScorecardCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Override
  public Integer call() {
    print(lake.environment(Project.home()));
    return ExitCode.DONE.code();
  }

  /** Prints the scorecard of what a lake has published. */
  static void print(Environment environment) {
    LakeRoot root = new LakeRoot(environment.lake());
    Set<Zone> zones = Set.of(Zone.MARTS, Zone.WAREHOUSE);
    root.requireReadable(zones, environment.authorityCode());
    Publication publication =
        Publish.current(root.files())
            .orElseThrow(
                () ->
                    new KithException(
                        ExitCode.WRONG_USAGE,
                        "Nothing is published in this lake yet.",
                        "Nothing was read.",
                        "Run kith nightly first."));
    PublishedTables tables =
        new PublishedTables(
            Sessions.open(environment.sparkMaster(), environment.sparkSettings(), root.path()),
            root.path().toString(),
            publication,
            zones);
    System.out.println(
        new Scorecard(KpiDefinitions.of(Project.home()))
            .render(
                tables.query("select * from " + Tables.KPI_PUBLISHED).collectAsList(),
                tables.query("select * from " + Tables.KPI_QUALITY).collectAsList()));
  }
}
