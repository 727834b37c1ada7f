package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every package has a {@code package-info}: one sentence that says what it is for, and a mark by
 * which the compiler looks for nulls.
 */
class PackageInfoTest {

  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

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

  @ParameterizedTest
  @CsvSource({"jobs/src/main/java, 20", "jobs/simulator/src/main/java, 1"})
  void everyPackageIsDescribedInOneSentence(String sources, int fewest) throws IOException {
    Path root = Project.home().root().resolve(sources);
    Map<String, String> described = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(file -> file.endsWith("package-info.java")).toList()) {
        described.put(root.relativize(file).toString(), description(Files.readString(file)));
      }
    }

    assertThat(described).hasSizeGreaterThanOrEqualTo(fewest);
    assertThat(described)
        .allSatisfy((file, text) -> assertThat(isOneSentence(text)).as(file).isTrue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Reads {@code kith.table} and no more.  | true
          Reads tables. Writes none.             | false
          Reads tables                           | false
          ''                                     | false
          """)
  void aSentenceHasOneFullStopAtItsEnd(String text, boolean isOne) {
    assertThat(isOneSentence(text)).isEqualTo(isOne);
  }

  /** A full stop ends a sentence where a blank or nothing follows; a package's name has others. */
  private static boolean isOneSentence(String text) {
    return text.endsWith(".") && text.split("[.!?](\\s|$)").length == 1;
  }

  /** The text of the first Javadoc comment; empty if there is none. */
  private static String description(String source) {
    Matcher javadoc = JAVADOC.matcher(source);
    return javadoc.find() ? javadoc.group(1).replaceAll("\\s*\n \\*", " ").strip() : "";
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
