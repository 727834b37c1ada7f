package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.Test;

/**
 * Every rule, promise, section or decision that code, SQL or a page cites by number is in the docs.
 */
class CitedRulesTest {

  private static final Path ROOT = Project.home().root();

  /** A cited rule; R24 and R36 are names of windows (R1). */
  private static final Pattern RULE = Pattern.compile("\\bR(\\d+[a-z]?)\\b");

  private static final Pattern PROMISE = Pattern.compile("[Pp]romises? (\\d+)\\b");

  /** A section of the definitions, not one of an Act. */
  private static final Pattern SECTION =
      Pattern.compile("(?:\\(section |\\bSection )(\\d)(?=[):])");

  /** Decision 7, or its page; not a decision of an issue. */
  private static final Pattern DECISION =
      Pattern.compile("\\b(?:[Dd]ecisions? |decisions/0*)([1-9]\\d*)\\b");

  /** The page of a decision, named from anywhere. */
  private static final Pattern DECISION_PAGE =
      Pattern.compile("\\b(\\d{4}-[a-z][a-z0-9-]+)\\.md\\b");

  private static final Set<String> WINDOWS = Set.of("24", "36");

  @Test
  void everyRuleThatIsCitedIsDefined() throws IOException {
    Set<String> defined = numbers("docs/definitions.md", "(?m)^\\*\\*R(\\d+[a-z]?) ");
    defined.addAll(WINDOWS);

    assertThat(cited(RULE)).hasSizeGreaterThan(20);
    assertThat(without(cited(RULE), defined)).isEmpty();
  }

  @Test
  void everyPromiseThatIsCitedIsWritten() throws IOException {
    Set<String> written = numbers("docs/architecture.md", "(?m)^(\\d+)\\. \\*\\*");

    assertThat(cited(PROMISE)).hasSizeGreaterThan(3);
    assertThat(without(cited(PROMISE), written)).isEmpty();
  }

  @Test
  void everySectionThatIsCitedIsWritten() throws IOException {
    Set<String> written = numbers("docs/definitions.md", "(?m)^## Section (\\d+):");

    assertThat(cited(SECTION)).isNotEmpty();
    assertThat(without(cited(SECTION), written)).isEmpty();
  }

  @Test
  void everyDecisionThatIsCitedIsWritten() throws IOException {
    Set<String> pages = decisionPages();
    Set<String> written =
        pages.stream()
            .map(page -> page.replaceFirst("^0*(\\d+)-.*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(written).as("each number once").hasSameSizeAs(pages);
    assertThat(cited(DECISION)).hasSizeGreaterThan(3);
    assertThat(without(cited(DECISION), written)).isEmpty();
    assertThat(cited(DECISION_PAGE)).hasSizeGreaterThan(3);
    assertThat(without(cited(DECISION_PAGE), pages)).isEmpty();
  }

  /** The names of the pages, without their ending. */
  private static Set<String> decisionPages() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs/decisions"))) {
      return pages
          .map(page -> page.getFileName().toString().replaceFirst("\\.md$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** A citation that no other test reads would not be missed. */
  @Test
  void thePageAtTheRootAndTheSimulatorAreRead() throws IOException {
    assertThat(texts())
        .contains(ROOT.resolve("README.md"))
        .anyMatch(file -> file.startsWith(ROOT.resolve("jobs/simulator/src")))
        .noneMatch(file -> file.toString().contains("/target/"));
  }

  private static Set<String> numbers(String page, String heading) throws IOException {
    return Pattern.compile(heading)
        .matcher(Files.readString(ROOT.resolve(page)))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The numbers cited, each with a file that cites it. */
  private static Map<String, Path> cited(Pattern citation) throws IOException {
    Map<String, Path> cited = new TreeMap<>();
    for (Path file : texts()) {
      citation
          .matcher(Files.readString(file))
          .results()
          .forEach(found -> cited.putIfAbsent(found.group(1), ROOT.relativize(file)));
    }
    return cited;
  }

  private static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>();
    for (String each :
        List.of("README.md", "jobs/src", "jobs/simulator/src", "sql", "conf", "dags", "docs")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(each))) {
        files.filter(CitedRulesTest::isText).forEach(texts::add);
      }
    }
    return texts;
  }

  private static boolean isText(Path file) {
    return file.toString().matches(".*\\.(java|sql|yaml|md|py)");
  }

  private static Map<String, Path> without(Map<String, Path> cited, Set<String> known) {
    Map<String, Path> unknown = new TreeMap<>(cited);
    unknown.keySet().removeAll(known);
    return unknown;
  }
}
