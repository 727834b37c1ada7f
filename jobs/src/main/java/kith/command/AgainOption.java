package kith.command;

import java.util.Optional;
import kith.batch.Stage;
import picocli.CommandLine.Option;

/** Makes a stage again that is already done. */
final class AgainOption {

  @Option(
      names = "--again",
      paramLabel = "STAGE",
      description =
          "Makes this stage (extract, conform, marts or publish) again, and those after it, although"
              + " they are already done.")
  private Stage stage;

  Optional<Stage> stage() {
    return Optional.ofNullable(stage);
  }
}
