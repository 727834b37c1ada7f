package kith.batch;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kith.conform.Conform;
import kith.extract.Extract;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.Sessions;
import kith.marts.Marts;
import kith.project.Code;
import kith.project.Hash;
import kith.project.Project;
import kith.publish.Publish;
import kith.quality.QualityStep;
import kith.source.folder.NightReader;

/**
 * Identifies the version of Kith that built a table: hashes of its classes, its SQL and its
 * configuration.
 */
public final class CodeVersion {

  /** The classes that a stage begins with. What they use is found from there. */
  static final Map<Stage, List<Class<?>>> CODE =
      Map.of(
          // The classes that read a source's files are reached through an interface only, so name
          // them.
          Stage.EXTRACT, List.of(Extract.class, NightReader.class, DeltaLake.class, Sessions.class),
          Stage.CONFORM, List.of(Conform.class, Keys.class),
          // The marts' key names the publication: code that publishes differently needs another
          // name.
          Stage.MARTS, List.of(Marts.class, QualityStep.class, Publish.class),
          Stage.PUBLISH, List.of(Publish.class));

  /** The project files that this stage reads and no earlier stage does. */
  static final Map<Stage, List<String>> FILES =
      Map.of(
          Stage.EXTRACT,
              List.of(
                  "conf/sources",
                  "conf/codes",
                  "conf/parameters.yaml",
                  "sql/staging",
                  "sql/warehouse/person_pair.yaml"),
          Stage.CONFORM, List.of("conf/benchmarks", "conf/calendar", "sql/warehouse"),
          Stage.MARTS, List.of("conf/targets", "sql/marts", "sql/quality"),
          Stage.PUBLISH, List.of("conf/report", "sql/published"));

  private CodeVersion() {}

  /** The version of everything that runs, without the environments: they change no figure. */
  public static String of(Project project) {
    MessageDigest digest = Hash.sha256();
    try {
      Code.add(
          digest,
          Path.of(CodeVersion.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException cause) {
      throw new IllegalStateException(cause);
    }
    Code.add(digest, project.sql());
    Code.add(digest, project.conf());
    return Hash.hex(digest.digest(), 8);
  }

  /** The version of the code that loads an extract, without the files that it reads. */
  static String ofLoading() {
    return Code.hash(Objects.requireNonNull(CODE.get(Stage.EXTRACT)), Path.of(""), List.of());
  }

  /** The version of each stage. */
  static Map<Stage, String> byStage(Project project) {
    Map<Stage, String> versions = new EnumMap<>(Stage.class);
    Stage.ALL.forEach(stage -> versions.put(stage, of(project, stage)));
    return versions;
  }

  /**
   * The version of what a stage adds to the stages before it: the classes that it uses, and the
   * files that no earlier stage reads. A change anywhere else, such as in what a command prints,
   * does not rebuild its tables.
   */
  static String of(Project project, Stage stage) {
    return Code.hash(
        Objects.requireNonNull(CODE.get(stage)),
        project.root(),
        Objects.requireNonNull(FILES.get(stage)));
  }
}
