package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.Test;

/** The way of one record, as docs/architecture.md tells it, goes through files that are there. */
class WalkOfARecordTest {

  private static final Path ROOT = Project.home().root();
  private static final int MOST_FILES = 10;

  /** A row of the walk's table: the file it opens, and what that file says. */
  private static final Pattern STATION = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$");

  /** A class named in the text, such as {@code CarePeriods}, or a step of one. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+\\w*)(?:\\.\\w+)?`");

  private static final Pattern SQL = Pattern.compile("`([\\w/]+\\.sql)`");

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/architecture.md"));
  }

  /** The section of the page; its last part is the table. */
  private static String section() throws IOException {
    String page = page();
    int from = page.indexOf("\n## One record's way\n");
    assertThat(from).isPositive();
    return page.substring(from, page.indexOf("\n## ", from + 1));
  }

  private static List<String> stations() throws IOException {
    return STATION.matcher(section()).results().map(station -> station.group(1)).toList();
  }

  @Test
  void theWalkFromARecordToAFigureOpensTenFilesAtMost() throws IOException {
    assertThat(stations())
        .hasSizeBetween(MOST_FILES / 2, MOST_FILES)
        .doesNotHaveDuplicates()
        .startsWith("conf/sources/ssd/cla_placement.yaml")
        .endsWith("kith.marts.KpiQuarterly");
    assertThat(section()).contains("opens " + WORDS.get(stations().size()) + " files:");
  }

  private static final List<String> WORDS =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  @Test
  void everyFileOfTheWalkIsThere() throws IOException {
    assertThat(stations()).allSatisfy(station -> assertThat(ROOT.resolve(path(station))).exists());
  }

  private static String path(String station) {
    return station.startsWith("kith.")
        ? "jobs/src/main/java/" + station.replace('.', '/') + ".java"
        : station;
  }

  @Test
  void everyQueryThatTheSectionNamesIsThere() throws IOException {
    List<String> there = files("sql");

    assertThat(named(SQL, section()))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            named -> assertThat(there).anyMatch(file -> ("/" + file).endsWith("/" + named)));
  }

  @Test
  void everyClassThatThePageNamesIsThere() throws IOException {
    Set<String> there =
        Stream.of("jobs/src/main/java", "jobs/src/test/java")
            .flatMap(folder -> files(folder).stream())
            .map(file -> file.replaceFirst(".*/", "").replaceFirst("\\.java$", ""))
            .collect(Collectors.toSet());

    assertThat(named(CLASS, page())).hasSizeGreaterThan(30);
    assertThat(named(CLASS, page())).isSubsetOf(there);
  }

  private static Set<String> named(Pattern what, String text) {
    return what.matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> files(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.map(file -> ROOT.relativize(file).toString()).toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
