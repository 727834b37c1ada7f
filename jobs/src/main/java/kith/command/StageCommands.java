package kith.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kith.batch.NightRun;
import kith.batch.Stage;
import kith.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One command per stage, for a scheduler that runs each stage as a task. */
final class StageCommands {

  private StageCommands() {}

  private abstract static class OneStage implements Callable<Integer> {

    @Mixin private LakeOptions lake;

    @Option(
        names = "--business-date",
        required = true,
        paramLabel = "DATE",
        description = "The day whose records the night holds, as yyyy-mm-dd.")
    private LocalDate businessDate;

    @Option(names = "--again", description = "Runs the stage again even if it is already done.")
    private boolean again;

    abstract Stage stage();

    List<String> acceptedVolume() {
      return List.of();
    }

    @Override
    public Integer call() {
      Project project = Project.home();
      return Running.end(
          new NightRun(project, lake.environment(project), lake.progress())
              .run(
                  stage().word(),
                  List.of(stage()),
                  businessDate,
                  acceptedVolume(),
                  Optional.of(stage()).filter(own -> again)));
    }
  }

  @Command(
      name = "extract",
      mixinStandardHelpOptions = true,
      description = "Loads a night's files into raw and quarantine and checks the control totals.")
  static final class ExtractCommand extends OneStage {

    @Mixin private VolumeOption volume;

    @Override
    List<String> acceptedVolume() {
      return volume.accepted();
    }

    @Override
    Stage stage() {
      return Stage.EXTRACT;
    }
  }

  @Command(
      name = "conform",
      mixinStandardHelpOptions = true,
      description = "Builds the warehouse's dimensions and facts from an extracted night.")
  static final class ConformCommand extends OneStage {
    @Override
    Stage stage() {
      return Stage.CONFORM;
    }
  }

  @Command(
      name = "marts",
      mixinStandardHelpOptions = true,
      description = "Computes the KPIs of a conformed night and compares them with benchmarks.")
  static final class MartsCommand extends OneStage {
    @Override
    Stage stage() {
      return Stage.MARTS;
    }
  }

  @Command(
      name = "publish",
      mixinStandardHelpOptions = true,
      description = "Writes the published marts and moves the pointer to this night.")
  static final class PublishCommand extends OneStage {
    @Override
    Stage stage() {
      return Stage.PUBLISH;
    }
  }
}
