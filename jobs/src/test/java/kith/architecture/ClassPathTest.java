package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import kith.project.Project;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /**
   * Libraries pinned above Spark's version are used in the pinned version, and the page says why.
   */
  @ParameterizedTest
  @CsvSource({
    "netty.version, netty-, 40",
    "log4j.version, log4j-, 5",
    "lz4.version, lz4-java-, 1",
    "zookeeper.version, zookeeper-, 2"
  })
  void whatIsRaisedIsWhatIsUsed(String property, String name, int jars) throws IOException {
    Path root = Project.home().root();
    String version =
        Pattern.compile("<" + Pattern.quote(property) + ">(.+?)</")
            .matcher(Files.readString(root.resolve("pom.xml")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);

    assertThat(JARS)
        .filteredOn(jar -> jar.startsWith(name) && !jar.startsWith("netty-tcnative"))
        .hasSizeGreaterThanOrEqualTo(jars)
        .allMatch(jar -> jar.contains("-" + version));
    assertThat(Files.readString(root.resolve("docs/dependencies.md"))).contains("| " + version);
  }

  /** spark-testing-base asks for a Spark, a Hive and a web server of its own. */
  @Test
  void testsRunWithTheSparkThatKithRunsWith() {
    assertThat(JARS)
        .contains("spark-testing-base_2.13-3.3.1_1.4.0.jar")
        .filteredOn(jar -> jar.startsWith("spark-") && !jar.startsWith("spark-testing-base"))
        .isNotEmpty()
        .allMatch(jar -> jar.endsWith("-4.1.3.jar"));
    assertThat(JARS).noneMatch(jar -> jar.matches("(jetty-util|hive-exec)-.*"));
  }

  @Test
  void lz4IsTheOneThatIsStillCaredFor() {
    assertThat(System.getProperty("java.class.path")).doesNotContain("/org/lz4/");
  }

  @Test
  void noLibraryIsThereTwice() {
    for (String library :
        List.of(
            "jackson-databind",
            "log4j-core",
            "slf4j-api",
            "scala-library",
            "scala-reflect",
            "spark-core_2.13",
            "janino",
            "netty-common")) {
      assertThat(JARS)
          .as(library)
          .filteredOn(jar -> jar.matches(java.util.regex.Pattern.quote(library) + "-[0-9].*"))
          .hasSize(1);
    }
  }
}
