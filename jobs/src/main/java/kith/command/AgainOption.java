package kith.command;

import java.util.Optional;
import kith.batch.Stage;
import picocli.CommandLine.Option;

/** The option to run a stage again that is already done. */
final class AgainOption {

  @Option(
      names = "--again",
      paramLabel = "STAGE",
      description =
          "Runs this stage (extract, conform, marts or publish) and those after it again, even if"
              + " they are already done.")
  private Stage stage;

  Optional<Stage> stage() {
    return Optional.ofNullable(stage);
  }
}
