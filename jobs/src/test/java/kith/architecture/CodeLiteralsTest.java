package kith.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.source.CodeLists;
import org.junit.jupiter.api.Test;

/**
 * What codes have in common comes from a dimension ({@code is_temporary}, {@code placement_group}):
 * a figure names no code of the source, so that a new code is a line of a list. A quality rule may
 * name the one code that it is about.
 */
class CodeLiteralsTest {

  private static final Path ROOT = Project.home().root();

  /** Codes are capitals and digits; words such as {@code adoption} are groups. */
  private static final Pattern CODE = Pattern.compile("'([A-Z][A-Z0-9]*)'");

  private static final Pattern LIST = Pattern.compile("\\bin \\(([^()]*)\\)");

  @Test
  void noFigureNamesACode() throws IOException {
    Set<String> codes = codes(List.of());

    assertThat(codes).contains("U1", "E45", "V3").hasSizeGreaterThan(200);
    assertThat(named("count_if(end_reason in ('E45', 'E46'))", codes))
        .containsExactly("E45", "E46");
    assertThat(named("where period_type = 'R12' and role = 'main'", codes)).isEmpty();
    assertThat(offences("sql/marts", text -> named(text, codes))).isEmpty();
  }

  @Test
  void noRuleListsCodesThatADimensionGroups() throws IOException {
    Set<String> codes = codes(List.of("placement_type", "legal_status", "rec"));

    assertThat(listed("legal_status in ('J1', 'J2', 'J3')", codes)).hasSize(3);
    assertThat(listed("placement_type = 'T4'", codes)).isEmpty();
    assertThat(offences("sql/quality", text -> listed(text, codes))).isEmpty();
  }

  /** The codes of these lists, or of all where none is named. */
  private static Set<String> codes(List<String> lists) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("conf/codes"))) {
      return files
          .filter(file -> file.toString().endsWith(".csv"))
          .filter(file -> lists.isEmpty() || lists.contains(listOf(file)))
          .flatMap(file -> CodeLists.read(file).stream())
          .filter(row -> row.containsKey("code"))
          .map(row -> row.get("code"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String listOf(Path file) {
    return file.getFileName().toString().replace(".csv", "");
  }

  private static Set<String> named(String text, Set<String> codes) {
    return CODE.matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(codes::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> listed(String text, Set<String> codes) {
    return LIST.matcher(text)
        .results()
        .map(found -> named(found.group(1), codes))
        .filter(names -> names.size() > 1)
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private interface Search {
    Set<String> in(String text);
  }

  private static Map<String, Set<String>> offences(String folder, Search search)
      throws IOException {
    Map<String, Set<String>> offences = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      for (Path file : files.filter(CodeLiteralsTest::isQueryOrRule).toList()) {
        Set<String> found = search.in(Files.readString(file));
        if (!found.isEmpty()) {
          offences.put(ROOT.relativize(file).toString(), found);
        }
      }
    }
    return offences;
  }

  private static boolean isQueryOrRule(Path file) {
    return file.toString().matches(".*\\.(sql|yaml)") && !file.toString().endsWith(".cases.yaml");
  }
}
