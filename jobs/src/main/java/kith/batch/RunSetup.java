package kith.batch;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kith.lake.Keys;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.Project;
import kith.publish.Publish;
import kith.table.Publication;
import kith.table.TableSpecs;

/** What every run is made with: the project, the place it runs in, and the lake there. */
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

  /** Which code and files of the project a stage adds to the stages before it. */
  String codeVersion(Stage stage) {
    return Objects.requireNonNull(codeVersions.get(stage));
  }

  /** The publication that readers see, if there is one. */
  Optional<Publication> published() {
    return Publish.current(root.files());
  }

  /** The keys of the lake, whose secret has to be the one that it was made with. */
  Keys keys() {
    return root.keys(environment.authorityCode(), environment.secret(), environment.makeSecret());
  }
}
