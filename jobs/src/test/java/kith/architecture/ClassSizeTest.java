package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class of more than 400 lines has more than one idea. */
class ClassSizeTest {

  private static final int MOST_LINES = 400;

  @ParameterizedTest
  @ValueSource(
      strings = {"jobs/src/main/java", "jobs/src/test/java", "jobs/simulator/src/main/java"})
  void noClassHasMoreThan400Lines(String sources) throws IOException {
    try (Stream<Path> files = Files.walk(Project.home().root().resolve(sources))) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".java")).toList();

      assertThat(classes)
          .hasSizeGreaterThan(50)
          .allSatisfy(
              file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES));
    }
  }

  /** Who reads what a night does begins there: it holds the order of a run and no detail. */
  @Test
  void aNightsRunHasFewerThan200Lines() throws IOException {
    Path run = Project.home().root().resolve("jobs/src/main/java/kith/batch/NightRun.java");

    assertThat(Files.readAllLines(run)).hasSizeLessThan(200);
  }
}
