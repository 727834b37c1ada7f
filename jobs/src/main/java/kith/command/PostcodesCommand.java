package kith.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kith.postcode.PostcodeLoad;
import kith.postcode.PostcodeLoad.Loaded;
import kith.project.ExitCode;
import kith.project.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works with the postcode directory, which says where placements and homes are. */
@Command(
    name = "postcodes",
    mixinStandardHelpOptions = true,
    description = "Works with the postcode directory, which says where placements and homes are.",
    subcommands = PostcodesCommand.LoadCommand.class)
final class PostcodesCommand extends CommandGroup {

  /** Loads a directory. */
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description =
          "Reads the ONS Postcode Directory as downloaded (CSV, or the ZIP with the CSV in its"
              + " folder Data) into the lake, in place of the one loaded before. Needs no network."
              + " The next night uses it.")
  static final class LoadCommand implements Callable<Integer> {

    @Mixin private LakeOptions lake;

    @Parameters(paramLabel = "FILE", description = "The directory as downloaded.")
    private Path file;

    @Option(
        names = "--edition",
        paramLabel = "YYYY-MM",
        description = "The month of the edition (default: as the file's name says).")
    private @Nullable String edition;

    @Override
    public Integer call() throws IOException {
      Project project = Project.home();
      Loaded loaded =
          new PostcodeLoad(project, lake.environment(project)).load(file, edition, LocalDate.now());
      System.out.printf(
          "%,d postcodes of the edition %s, %,d of them in the authority's area.%n",
          loaded.postcodes(), loaded.edition(), loaded.own());
      System.out.printf(
          "Without a grid reference: %,d. Without an authority: %,d.%n",
          loaded.withoutGrid(), loaded.withoutAuthority());
      if (!loaded.unlisted().isEmpty()) {
        System.out.println(
            "English authorities that no list knows, counted as other authorities: "
                + loaded.unlisted().entrySet().stream()
                    .map(one -> "%s (%,d)".formatted(one.getKey(), one.getValue()))
                    .collect(Collectors.joining(", "))
                + ". If one is yours, add it to conf/postcodes/authority_codes.csv.");
      }
      System.out.println(
          loaded.isNew()
              ? "The next night uses it."
              : "The lake holds the same already. Nothing was written.");
      return ExitCode.DONE.code();
    }
  }
}
