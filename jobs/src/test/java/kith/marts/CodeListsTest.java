package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.TableSpecs;
import kith.testing.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a code means is part of the version of each rule that rests on it. */
class CodeListsTest {

  /** How the builds of the warehouse name a list whose attributes they read. */
  private static final Pattern READS =
      Pattern.compile(
          "(?:quotedWith|codesWith|attribute|rows)\\(\\s*\"(\\w+)\""
              + "|codes,\\s+\"(\\w+)\""
              + "|String KINDS = \"(\\w+)\"");

  @TempDir Path copy;

  @Test
  void aNewMeaningOfACodeIsANewVersionOfTheRulesThatRestOnItOnly() throws IOException {
    Project home = Project.home();
    Folders.copy(home.conf(), copy.resolve("conf"));
    Folders.copy(home.sql(), copy.resolve("sql"));
    Path list = copy.resolve("conf/codes/review_participation.csv");
    String text = Files.readString(list);
    String changed = text.replaceFirst("(?m)^(PN4,.*),false,", "$1,true,");
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(list, changed);

    Map<String, String> before = versions(home);
    Map<String, String> after = versions(new Project(copy));
    Set<String> moved = new TreeSet<>(before.keySet());
    moved.removeIf(kpi -> before.get(kpi).equals(after.get(kpi)));

    assertThat(moved)
        .contains("review_participation_pct")
        .doesNotContain("cla_count", "iha_ontime_pct");
    assertThat(KpiDefinitions.described(home))
        .filteredOn(kpi -> moved.contains(kpi.kpi()))
        .allMatch(kpi -> kpi.codeLists().contains("review_participation"));
  }

  private static Map<String, String> versions(Project project) {
    return KpiDefinitions.described(project).stream()
        .collect(Collectors.toMap(KpiDefinition::kpi, KpiDefinition::ruleVersion));
  }

  /** The lists that tables name are those whose attributes the builds of the warehouse read. */
  @Test
  void tablesNameTheListsThatTheirBuildsRead() throws IOException {
    Set<String> read = new TreeSet<>();
    Path builds = Project.home().root().resolve("jobs/src/main/java/kith/conform");
    try (Stream<Path> files = Files.walk(builds)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(CodeListsTest::text)
          .flatMap(text -> READS.matcher(text).results())
          .flatMap(found -> Stream.of(1, 2, 3).map(found::group))
          .filter(list -> list != null)
          .forEach(read::add);
    }

    Set<String> named = new TreeSet<>();
    TableSpecs.of(Project.home()).all().forEach(spec -> named.addAll(spec.codeLists()));
    assertThat(named).isEqualTo(read).hasSizeGreaterThan(15);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
