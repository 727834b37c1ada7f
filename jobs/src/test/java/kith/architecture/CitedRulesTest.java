package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Every rule, promise or section that code, SQL or a page cites by number is defined in the docs.
 */
class CitedRulesTest {

  private static final Path ROOT = Project.home().root();

  /** A cited rule; R24 is the name of a window (R1). */
  private static final Pattern RULE = Pattern.compile("\\bR(\\d+[a-z]?)\\b");

  private static final Pattern PROMISE = Pattern.compile("[Pp]romises? (\\d+)\\b");

  /** A section of the definitions, not one of an Act. */
  private static final Pattern SECTION =
      Pattern.compile("(?:\\(section |\\bSection )(\\d)(?=[):])");

  private static final Set<String> WINDOWS = Set.of("24");

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
    for (String folder : new String[] {"jobs/src", "sql", "conf", "dags", "docs"}) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(CitedRulesTest::isText).toList()) {
          citation
              .matcher(Files.readString(file))
              .results()
              .forEach(found -> cited.putIfAbsent(found.group(1), ROOT.relativize(file)));
        }
      }
    }
    return cited;
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
