package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;

/**
 * The jars that must be what the Spark patch ships. When Spark is raised, look them up and change
 * them here.
 */
class ClassPathTest {

  private static final List<String> JARS =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(path -> new File(path).getName())
          .toList();

  @Test
  void jacksonIsTheOneThatSparkShips() {
    assertThat(package$.MODULE$.SPARK_VERSION()).isEqualTo("4.1.3");
    assertThat(JARS)
        .contains(
            "jackson-core-2.21.2.jar",
            "jackson-databind-2.21.2.jar",
            "jackson-dataformat-yaml-2.21.2.jar",
            "jackson-module-scala_2.13-2.21.2.jar");
  }

  @Test
  void noLibraryIsThereTwice() {
    for (String library :
        List.of(
            "jackson-databind",
            "log4j-core",
            "slf4j-api",
            "scala-library",
            "janino",
            "netty-common")) {
      assertThat(JARS)
          .as(library)
          .filteredOn(jar -> jar.matches(java.util.regex.Pattern.quote(library) + "-[0-9].*"))
          .hasSize(1);
    }
  }
}
