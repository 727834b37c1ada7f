package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.KithException;
import kith.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

  @TempDir private Path root;

  private Project with(String rows) throws IOException {
    Path folder = Files.createDirectories(root.resolve("conf").resolve("targets"));
    Files.writeString(
        folder.resolve("targets.csv"),
        "kpi,valid_from,valid_to,target,amber_margin,polarity,why\n" + rows);
    return new Project(root);
  }

  @Test
  void aTargetMayFollowAnotherTheDayAfterItEnds() throws IOException {
    assertThat(
            Target.of(
                with(
                    """
                    cases,2015-04-01,2020-03-31,18,2,lower,first
                    cases,2020-04-01,,17,2,lower,second
                    """)))
        .hasSize(2);
  }

  @Test
  void twoTargetsForOneDayAreRefused() {
    assertThatThrownBy(
            () ->
                Target.of(
                    with(
                        """
                        cases,2015-04-01,2020-04-01,18,2,lower,first
                        cases,2020-04-01,,17,2,lower,second
                        """)))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("two targets of cases for 2020-04-01");
  }

  @Test
  void theShippedTargetsCanBeRead() {
    assertThat(Target.of(Project.home())).isNotEmpty();
  }
}
