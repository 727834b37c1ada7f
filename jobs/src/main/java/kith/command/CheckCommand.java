package kith.command;

import java.util.List;
import java.util.concurrent.Callable;
import kith.batch.LakeCheck;
import kith.project.ExitCode;
import kith.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a lake for damage and repairs it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Reads every state file, log and data file of the lake by hash, and lists what is missing"
            + " or damaged. Exit code 2 if anything is.")
final class CheckCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(
      names = "--repair",
      description =
          "Rebuilds what it can before the check: pointer, manifests, stage records, logs,"
              + " lake.json. Lists what is lost.")
  private boolean repair;

  @Override
  public Integer call() {
    LakeCheck check = new LakeCheck(lake.environment(Project.home()));
    if (repair) {
      check.repair().forEach(System.out::println);
    }
    List<String> damage = check.damage();
    if (damage.isEmpty()) {
      System.out.println("The lake is undamaged.");
      return ExitCode.DONE.code();
    }
    System.out.flush();
    damage.forEach(System.err::println);
    System.err.println(
        "Found damaged: "
            + damage.size()
            + ". "
            + (repair
                ? "Restore what kith check --repair cannot rebuild from the lake's backup, or"
                    + " build it again as the lines say."
                : "Do what the lines say; kith check --repair rebuilds what it can of the rest."));
    return ExitCode.WRONG_USAGE.code();
  }
}
