package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.Project;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  private final Environment local = Environment.read(Project.home(), "local");

  @Test
  void theSecretIsTheVariableThatTheEnvironmentNames() {
    assertThat(local.secret(Map.of("KITH_SECRET", " a secret \n")))
        .hasValue("a secret".getBytes(StandardCharsets.UTF_8));
    assertThat(local.secret(Map.of())).isEmpty();
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
