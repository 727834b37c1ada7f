package kith.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.OutputFolder;
import kith.project.Project;
import kith.publish.Publications;
import kith.report.PackFiles;
import kith.table.FileMark;
import kith.table.Publication;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the Panel's pack. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes the Panel's pack of a quarter from what is published: a page, a PDF and a workbook."
            + " Does not start Spark.")
final class ReportCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(
      names = "--as-at",
      paramLabel = "DATE",
      description = "Last day of the quarter (default: the latest that is published).")
  private @Nullable LocalDate asAt;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the files (default: a folder reports beside the lake).")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Environment environment = lake.environment(Project.home());
    write(environment, Optional.ofNullable(asAt), Optional.ofNullable(out))
        .forEach(System.out::println);
    return ExitCode.DONE.code();
  }

  /**
   * Writes the pack of a lake and returns its files.
   *
   * @param out empty takes a folder beside the lake
   */
  static List<Path> write(Environment environment, Optional<LocalDate> asAt, Optional<Path> out) {
    LakeRoot root = new LakeRoot(environment.lake());
    Path beside = root.path().resolveSibling("reports");
    Path into = OutputFolder.of(out.orElse(beside), root.path());
    root.requireReadable(Set.of(), environment.authorityCode());
    Publication publication =
        Publications.current(root.files())
            .orElseThrow(
                () -> refused("Nothing is published in this lake yet.", "Run kith nightly first."));
    String folder = Publications.folder(publication.id());
    requireWhole(root, publication, folder);
    return PackFiles.write(
        Project.home(), root.path().resolve(folder), environment.authorityCode(), asAt, into);
  }

  /** The pack is read from CSV files; what was changed or lost after publishing is not reported. */
  private static void requireWhole(LakeRoot root, Publication publication, String folder) {
    Map<String, FileMark> files =
        new java.util.TreeMap<>(Publications.files(root.files(), publication.id()));
    files.keySet().removeIf(file -> !file.startsWith(folder) || !file.endsWith(".csv"));
    String again =
        "Run kith nightly --business-date "
            + publication.businessDate()
            + " --again publish with the same --env and --lake: it writes the publication again.";
    if (files.isEmpty() || !Files.exists(root.path().resolve(folder).resolve("dim_kpi.csv"))) {
      throw refused(
          "The publication "
              + publication.id()
              + " has no CSV files: an earlier version of Kith made it.",
          again);
    }
    if (!files.keySet().containsAll(tables(root, folder))
        || !root.tables().damaged("", files, true).isEmpty()) {
      throw refused(
          "Files of the publication " + publication.id() + " are gone or are not those published.",
          again);
    }
  }

  /** The CSV files that are there: one that was not published has no hash to check it by. */
  private static List<String> tables(LakeRoot root, String folder) {
    try (Stream<Path> there = Files.list(root.path().resolve(folder))) {
      return there
          .map(file -> folder + "/" + file.getFileName())
          .filter(file -> file.endsWith(".csv"))
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static KithException refused(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, "No pack was written.", next);
  }
}
