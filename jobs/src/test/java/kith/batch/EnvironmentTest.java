package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

  @TempDir private Path folder;
  private final Environment local = Environment.read(Project.home(), "local");

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
    "source: extracts, 'source:', source names no folder",
    "secret:, secrets:, it has no setting secrets",
    "variable:, name:, it has no setting name",
    "lake: lake, 'lake: s3a://bucket/lake', lake 's3a://bucket/lake' is an address",
    "lake: lake, 'lake: file:///lake', lake 'file:///lake' is an address",
    "source: extracts, 'source: abfss://in@account/extracts', source 'abfss:",
    "variable: KITH_SECRET, 'file: s3a://bucket/secret', secret file 's3a://bucket/secret' is an",
    "'spark:', 'job_repository: s3a://bucket/jobs\nspark:', job_repository is not a JDBC address",
  })
  void aMistakeInTheFileIsNamed(String text, String by, String because) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf/environments"));
    String local = Files.readString(Project.home().conf().resolve("environments/local.yaml"));
    Files.writeString(conf.resolve("mine.yaml"), local.replace(text, by));

    assertThatThrownBy(() -> Environment.read(new Project(folder), "mine"))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining(because);
  }

  @Test
  void theShapeOfTheSourceIsPlainUnlessTheFileNamesAnother() throws IOException {
    assertThat(local.shape()).isEqualTo("plain");
    assertThat(Environment.read(Project.home(), "demo").shape()).isEqualTo("plain");

    Path conf = Files.createDirectories(folder.resolve("conf/environments"));
    String text = Files.readString(Project.home().conf().resolve("environments/local.yaml"));
    Files.writeString(conf.resolve("mine.yaml"), text.replace("shape: plain", "shape: mosaic"));

    assertThat(Environment.read(new Project(folder), "mine").shape()).isEqualTo("mosaic");
    assertThat(local.withShape("eclipse").shape()).isEqualTo("eclipse");
  }

  /** Another secret would be made beside the lake, and every child would get another key. */
  @Test
  void aVariableWithoutASecretIsNotTakenForNone() {
    assertThatThrownBy(() -> local.secret(Map.of("KITH_SECRET", " ")))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining("KITH_SECRET is there, but holds no secret");
  }
}
