package kith.command;

import java.util.List;
import picocli.CommandLine.Option;

/** The option to accept tables with far fewer records than the night before. */
final class VolumeOption {

  @Option(
      names = "--accept-volume",
      paramLabel = "TABLE",
      description =
          "Loads this table although it has far fewer records than the night before; recorded with"
              + " the run. May be repeated.")
  private List<String> accepted = List.of();

  List<String> accepted() {
    return accepted;
  }
}
