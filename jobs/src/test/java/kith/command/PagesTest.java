package kith.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.Project;
import kith.testing.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages show the commands and exit codes as they are. */
class PagesTest {

  static Stream<Arguments> examples() {
    return Pages.examples().stream().map(words -> Arguments.of(String.join(" ", words), words));
  }

  @Test
  void thePagesShowExamples() {
    assertThat(examples()).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsACommandWithItsOptions(String example, String[] arguments) {
    assertThatCode(() -> KithCommand.line().parseArgs(arguments)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void aNightFailedSaysWhatToDoAboutEveryExitCode(ExitCode code) throws IOException {
    String page = Files.readString(Project.home().root().resolve("docs/a-night-failed.md"));

    assertThat(page).containsPattern("(?m)^\\| " + code.code() + " \\|[^|]+\\|[^|]+\\|[^|]+\\|$");
  }
}
