package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compiler looks for nulls in packages that are marked, so all of them are. */
class NullnessTest {

  @ParameterizedTest
  @CsvSource({"jobs/src/main/java, 20", "jobs/simulator/src/main/java, 1"})
  void everyPackageIsMarked(String sources, int fewest) throws IOException {
    Path root = Project.home().root().resolve(sources);
    try (Stream<Path> files = Files.walk(root)) {
      Set<String> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
              .collect(Collectors.toSet());

      assertThat(packages)
          .hasSizeGreaterThanOrEqualTo(fewest)
          .allSatisfy(name -> assertThat(isMarked(name)).as(name).isTrue());
    }
  }

  /** A package without a {@code package-info} has no class that represents it. */
  private static boolean isMarked(String name) {
    try {
      return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
    } catch (ClassNotFoundException unmarked) {
      return false;
    }
  }
}
