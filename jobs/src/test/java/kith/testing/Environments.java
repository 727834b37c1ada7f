package kith.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kith.project.Environment;
import kith.project.Project;
import kith.project.SourceSetting;

/** The environments of tests. */
public final class Environments {

  private Environments() {}

  /**
   * One lake and one case-management system beside the project's benchmarks.
   *
   * @param source folder with one folder per night
   * @param secret file with the secret behind the keys
   */
  public static Environment of(Path lake, Path source, Path secret) {
    return of(840, lake, source, Project.home().conf().resolve("benchmarks"), secret);
  }

  /**
   * The same of any authority, beside any folder of benchmarks.
   *
   * @param authority DfE number
   */
  public static Environment of(
      int authority, Path lake, Path source, Path benchmarks, Path secret) {
    return new Environment(
        "test",
        authority,
        lake,
        List.of(
            source("ssd", SourceSetting.Kind.FOLDER_PER_NIGHT, source),
            source("benchmark", SourceSetting.Kind.FOLDER, benchmarks)),
        null,
        secret,
        false,
        null,
        "local[2]",
        Map.of());
  }

  /** A source as a file lists it with only the required settings. */
  public static SourceSetting source(String system, SourceSetting.Kind kind, Path at) {
    return new SourceSetting(system, kind, at, null, SourceSetting.AVAILABILITY);
  }
}
