package kith.command;

import java.util.concurrent.Callable;
import kith.batch.NightRun;
import kith.marts.Quarter;
import kith.marts.Quarters;
import kith.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recalculates the marts of the given quarters from the published night. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description =
        "Recalculates the KPIs of the quarters given from the published night and publishes them; the other"
            + " quarters stay as they are. A quarter is named by its last day.")
final class BackfillCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "QUARTER",
      description = "First quarter, such as 2025-06-30.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "QUARTER",
      description = "Last quarter, such as 2025-09-30.")
  private String to;

  @Override
  public Integer call() {
    Project project = Project.home();
    return Running.end(
        new NightRun(project, lake.environment(project), lake.progress())
            .backfill(new Quarters(Quarter.parse(from), Quarter.parse(to))));
  }
}
