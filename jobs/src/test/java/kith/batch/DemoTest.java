package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command that anybody runs, with a very small authority. */
class DemoTest {

  @TempDir private Path folder;

  @Test
  void theDemoEndsWithTheScorecardAndASecondOneHasNothingToDo() {
    SparkTest.spark();

    String first = demo("first", "1");
    String again = demo("first", "1");

    assertThat(first)
        .as("progress without a terminal")
        .contains("simulate 1 nights until 2026-04-02")
        .containsPattern("(?m)^  extract +ssd_cla_episodes +[0-9,]+ rows +[0-9.]+ s$")
        .containsPattern("(?m)^  publish +current +0 rows")
        .contains("Done: extract, conform, marts, publish of 2026-04-02.")
        .contains("SIMULATED: an invented authority, no real child.")
        .contains("Children looked after")
        .containsPattern("(?m)^  " + folder + "/first/reports/pack-840-2026-03-31[.]html$")
        .contains("The Panel's pack:", "The lake is in " + folder.resolve("first/lake"))
        .contains("jobs/bin/kith status", "jobs/bin/kith sql");
    assertThat(again).contains("Already done: extract, conform, marts, publish of 2026-04-02");
  }

  @Test
  @Tag("long")
  void oneSeedGivesTheSameTablesAnywhere() {
    SparkTest.spark();

    demo("here", "1");
    demo("there", "1");

    assertThat(new Lakes(folder.resolve("here")).contents("lake"))
        .isNotEmpty()
        .isEqualTo(new Lakes(folder.resolve("there")).contents("lake"));
  }

  private String demo(String name, String seed) {
    List<String> arguments = new ArrayList<>(List.of("demo", "--children-in-care", "20"));
    arguments.addAll(List.of("--nights", "1"));
    arguments.addAll(List.of("--seed", seed));
    arguments.addAll(List.of("--lake", folder.resolve(name).resolve("lake").toString()));
    arguments.addAll(List.of("--source", folder.resolve(name).resolve("extracts").toString()));
    Said said = Said.by(arguments.toArray(String[]::new));
    assertThat(said.code()).as(said.text()).isZero();
    return said.text();
  }
}
