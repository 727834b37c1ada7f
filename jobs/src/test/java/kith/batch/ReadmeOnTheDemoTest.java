package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import kith.testing.Pages;
import kith.testing.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README shows of the demo works as it stands there, once the demo has run. */
@Tag("long")
@Tag("part-3")
class ReadmeOnTheDemoTest {

  @TempDir private static Path folder;

  private static Path lake;

  @BeforeAll
  static void theDemo() {
    lake = TheDemo.made().root("lake").path();
  }

  static Stream<List<String>> commands() {
    return Pages.ofReadme().stream()
        .map(List::of)
        .filter(words -> words.containsAll(List.of("--env", "demo")));
  }

  @Test
  void readmeShowsTheDemoToEachKindOfReader() {
    assertThat(commands().map(words -> words.get(0)).distinct())
        .contains("scorecard", "report", "docs", "sql", "status", "quarantine", "quality", "check");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandThatReadmeShowsWorks(List<String> words) {
    List<String> run = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String before = i == 0 ? "" : words.get(i - 1);
      String word = words.get(i);
      run.add(
          switch (before) {
            case "--out" -> folder.resolve(word).toString();
            case "-f" -> Project.home().root().resolve(word).toString();
            default -> word;
          });
    }
    run.addAll(List.of("--lake", lake.toString()));

    Said said = Said.by(run.toArray(String[]::new));

    assertThat(said.code()).as(String.join(" ", words) + ": " + said.text()).isZero();
    assertThat(said.text()).isNotBlank();
  }
}
