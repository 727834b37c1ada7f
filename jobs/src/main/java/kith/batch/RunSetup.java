package kith.batch;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kith.lake.Keys;
import kith.lake.LakeRoot;
import kith.marts.Target;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import kith.publish.Publications;
import kith.source.CodeLists;
import kith.table.Publication;
import kith.table.TableSpecs;

/** What every run needs: the project, the environment and its lake. */
record RunSetup(
    Project project,
    Environment environment,
    Progress progress,
    LakeRoot root,
    TableSpecs specs,
    NightSources sources,
    Map<Stage, String> codeVersions,
    Intact intact) {

  static RunSetup of(Project project, Environment environment, Progress progress) {
    refuseWrongSettings(project, environment);
    LakeRoot root = new LakeRoot(environment.lake());
    return new RunSetup(
        project,
        environment,
        progress,
        root,
        TableSpecs.of(project),
        new NightSources(project, environment),
        CodeVersion.byStage(project),
        new Intact(root));
  }

  /** What a stage would find after minutes is found before the first one. */
  private static void refuseWrongSettings(Project project, Environment environment) {
    Parameters.of(project);
    Target.of(project);
    String authority = String.valueOf(environment.authorityCode());
    boolean isKnown =
        CodeLists.read(project.conf().resolve("benchmarks").resolve("authorities.csv")).stream()
            .anyMatch(row -> authority.equals(row.get("authority_code")));
    if (!isKnown) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "No authority has the number " + authority + ".",
          "Nothing was run.",
          "Set authority_code to a number of conf/benchmarks/authorities.csv, such as 840.");
    }
  }

  /** The version of the code and project files that a stage adds to the stages before it. */
  String codeVersion(Stage stage) {
    return Objects.requireNonNull(codeVersions.get(stage));
  }

  /** The publication that readers see, if there is one. */
  Optional<Publication> published() {
    return Publications.current(root.files());
  }

  /** The keys of the lake; the secret must be the one that the lake was created with. */
  Keys keys() {
    return root.keys(environment.authorityCode(), environment.secret(), environment.makeSecret());
  }
}
