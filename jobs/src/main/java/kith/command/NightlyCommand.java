package kith.command;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import kith.batch.NightRun;
import kith.batch.Stage;
import kith.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All stages of a night. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = "Runs extract, conform, marts and publish for one night.")
final class NightlyCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(
      names = "--business-date",
      required = true,
      paramLabel = "DATE",
      description = "The day whose records the night holds, as yyyy-mm-dd.")
  private LocalDate businessDate;

  @Mixin private VolumeOption volume;

  @Mixin private AgainOption again;

  @Override
  public Integer call() {
    Project project = Project.home();
    return Running.end(
        new NightRun(project, lake.environment(project), lake.progress())
            .run("nightly", Stage.ALL, businessDate, volume.accepted(), again.stage()));
  }
}
