package kith.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import kith.lake.LakeRoot;
import kith.marts.KpiDefinitions;
import kith.marts.Subjects;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.publish.Publications;
import kith.table.FileMark;
import kith.table.Publication;
import kith.table.Zone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the scorecard for the Corporate Parenting Panel. */
@Command(
    name = "scorecard",
    mixinStandardHelpOptions = true,
    description =
        "Prints the Panel's published KPIs of the latest quarter end beside their benchmarks and targets,"
            + " small numbers suppressed. Does not start Spark.")
final class ScorecardCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(names = "--all", description = "Prints every published KPI, not only the Panel's.")
  private boolean all;

  @Override
  public Integer call() {
    print(lake.environment(Project.home()), all);
    return ExitCode.DONE.code();
  }

  /**
   * Prints the scorecard of what a lake has published.
   *
   * @param all prints every KPI, not only those that the Panel reads
   */
  static void print(Environment environment, boolean all) {
    LakeRoot root = new LakeRoot(environment.lake());
    root.requireReadable(Set.of(Zone.MARTS), environment.authorityCode());
    Publication publication =
        Publications.current(root.files())
            .orElseThrow(
                () -> refused("Nothing is published in this lake yet.", "Run kith nightly first."));
    System.out.println(
        new Scorecard(
                Subjects.of(Project.home()),
                KpiDefinitions.described(Project.home()).stream()
                    .filter(definition -> all || definition.panel())
                    .toList())
            .render(
                rows(root, publication, Publications.scorecardPath(publication.id()), "figures"),
                rows(
                    root,
                    publication,
                    Publications.scorecardRulesPath(publication.id()),
                    "rules")));
  }

  private static List<JsonNode> rows(
      LakeRoot root, Publication publication, String path, String field) {
    FileMark mark = Publications.files(root.files(), publication.id()).get(path);
    String again =
        "Run kith nightly --business-date "
            + publication.businessDate()
            + " --again publish with the same --env and --lake: it writes the file again. A newer"
            + " night also writes its own.";
    if (mark == null) {
      throw refused(
          "The publication "
              + publication.id()
              + " has no file "
              + path
              + ": an earlier version of Kith made it.",
          again);
    }
    if (!root.tables().damaged("", Map.of(path, mark), true).isEmpty()) {
      throw refused("The lake's file " + path + " is gone or is not the one published.", again);
    }
    List<JsonNode> rows = new ArrayList<>();
    root.files().read(path).orElseThrow().path(field).forEach(rows::add);
    return rows;
  }

  private static KithException refused(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, "Nothing was read.", next);
  }
}
