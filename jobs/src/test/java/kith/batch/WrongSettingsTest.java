package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.testing.Folders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that a stage would find wrong after minutes are refused before the first one. */
class WrongSettingsTest {

  @TempDir private Path folder;

  @BeforeEach
  void copySettings() throws IOException {
    Folders.copy(Project.home().conf(), folder.resolve("conf"));
    Folders.copy(Project.home().sql(), folder.resolve("sql"));
  }

  private void replace(String file, String text, String by) throws IOException {
    Path path = folder.resolve("conf").resolve(file);
    String before = Files.readString(path);
    assertThat(before).contains(text);
    Files.writeString(path, before.replaceFirst(text, by));
  }

  private void assertRefused(String words) {
    Project project = new Project(folder);
    KithException refused =
        catchThrowableOfType(
            KithException.class,
            () ->
                new NightRun(
                    project,
                    Environment.read(project, "local"),
                    new Progress(Progress.Form.QUIET, System.out)));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(refused.getMessage()).contains(words, "Nothing was run.");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void anAuthorityThatIsNotOnTheListIsRefused() throws IOException {
    replace("environments/local.yaml", "authority_code: 840", "authority_code: 999");

    assertRefused("No authority has the number 999.");
  }

  @Test
  void aParameterThatCannotHaveItsValueIsRefused() throws IOException {
    replace("parameters.yaml", "suppression_threshold: 5", "suppression_threshold: 0");

    assertRefused("suppression_threshold");
  }

  @Test
  void twoTargetsOfOneDayAreRefused() throws IOException {
    Path targets = folder.resolve("conf/targets/targets.csv");
    String line = Files.readAllLines(targets).get(1);
    Files.writeString(targets, Files.readString(targets) + line + "\n");

    assertRefused("two targets of " + line.substring(0, line.indexOf(',')));
  }
}
