package kith.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kith.testing.Environments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

  @TempDir private Path folder;
  private static final String LOCAL = localFile();
  private final Environment local = Environment.read(Project.home(), "local");

  private static String localFile() {
    try {
      return Files.readString(Project.home().conf().resolve("environments/local.yaml"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Test
  void theSecretIsTheVariableThatTheEnvironmentNames() {
    assertThat(local.secret(Map.of("KITH_SECRET", " a secret \n")))
        .hasValue("a secret".getBytes(StandardCharsets.UTF_8));
    assertThat(local.secret(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "authority_code: 840, authority_code: Durham, authority_code is not the number",
    "authority_code: 840, '', authority_code is not the number",
    "lake: lake, 'lake:', lake names no folder",
    "secret:, secrets:, it has no setting secrets",
    "variable:, name:, its secret has no setting name",
    "lake: lake, 'lake: s3a://bucket/lake', lake 's3a://bucket/lake' is an address",
    "lake: lake, 'lake: file:///lake', lake 'file:///lake' is an address",
    "at: extracts, 'at: abfss://in@account/extracts', at of the source ssd 'abfss:",
    "at: extracts, 'at:', at of the source ssd names no folder",
    "sources:, source:, it has no setting source",
    "system: ssd, 'system:', a source names no system",
    "system: benchmark, system: ssd, it lists the source ssd twice",
    "shape: plain, form: plain, the source ssd has no setting form",
    "kind: folder, kind: file, kind of the source benchmark is neither folder_per_night nor folder",
    "at: extracts, 'at: extracts\n    kind: folder', the first of its sources, ssd, has no nights",
    "variable: KITH_SECRET, 'file: s3a://bucket/secret', secret file 's3a://bucket/secret' is an",
    "'spark:', 'job_repository: s3a://bucket/jobs\nspark:', job_repository is not a JDBC address",
  })
  void aMistakeInTheFileIsNamed(String text, String by, String because) throws IOException {
    assertThat(LOCAL).contains(text);

    assertThatThrownBy(() -> read(LOCAL.replace(text, by)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageStartingWith("conf/environments/mine.yaml cannot be used: ")
        .hasMessageContaining(because)
        .hasMessageContaining("Nothing was run. Correct the file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sources:", "sources: []", "sources: extracts"})
  void anEnvironmentWithoutASourceIsAMistake(String sources) {
    assertThatThrownBy(() -> read("authority_code: 840\nlake: lake\n" + sources + "\n"))
        .hasMessageContaining("sources lists no source.");
  }

  private Environment read(String text) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf/environments"));
    Files.writeString(conf.resolve("mine.yaml"), text);
    return Environment.read(new Project(folder), "mine");
  }

  @Test
  void sourcesAreListedWithPlacesFromTheProjectsRoot() throws IOException {
    Path root = Project.home().root();
    SourceSetting benchmarks =
        Environments.source(
            "benchmark", SourceSetting.Kind.FOLDER, root.resolve("conf/benchmarks"));

    assertThat(local.sources())
        .containsExactly(
            new SourceSetting(
                "ssd",
                SourceSetting.Kind.FOLDER_PER_NIGHT,
                root.resolve("extracts"),
                "plain",
                "availability"),
            benchmarks);
    assertThat(Environment.read(Project.home(), "demo").sources())
        .containsExactly(
            Environments.source(
                "ssd", SourceSetting.Kind.FOLDER_PER_NIGHT, root.resolve("demo/extracts")),
            benchmarks);
    assertThat(read(LOCAL.replace("shape: plain", "shape: mosaic")).mainSource().shape())
        .isEqualTo("mosaic");
  }

  @Test
  void theCommandLineReplacesWhatIsSaidOfTheFirstSource() {
    Environment other =
        local
            .with(Path.of("other-lake"), Path.of("other"))
            .withShape("eclipse")
            .withAvailability("availability-other");

    assertThat(other.lake()).isEqualTo(Path.of("other-lake"));
    assertThat(other.mainSource())
        .isEqualTo(
            new SourceSetting(
                "ssd",
                SourceSetting.Kind.FOLDER_PER_NIGHT,
                Path.of("other"),
                "eclipse",
                "availability-other"));
    assertThat(other.sources().get(1)).isEqualTo(local.sources().get(1));
    assertThat(local.with(null, null)).isEqualTo(local);
  }

  /**
   * Otherwise another secret would be created beside the lake, and every child would get another
   * key.
   */
  @Test
  void aVariableWithoutASecretIsNotTakenForNone() {
    assertThatThrownBy(() -> local.secret(Map.of("KITH_SECRET", " ")))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining("KITH_SECRET is set, but empty");
  }
}
