package kith.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.Project;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;

class TableSpecTest {

  private final TableSpecs specs = SparkTest.specs();

  @Test
  void everyKeyAndReferenceNamesColumnsThatThereAre() {
    for (TableSpec spec : specs.all()) {
      assertThat(spec.key()).as("key of " + spec.table()).isNotEmpty().allMatch(spec::has);
      for (ColumnSpec column : spec.columns()) {
        if (column.references() != null) {
          String[] target = column.references().split("\\.");
          TableSpec referred = specs.get(target[0]);
          assertThat(referred.key()).as(spec.table() + "." + column.name()).contains(target[1]);
          assertThat(column.type())
              .as(spec.table() + "." + column.name())
              .isEqualTo(
                  referred.columns().stream()
                      .filter(known -> known.name().equals(target[1]))
                      .findFirst()
                      .orElseThrow()
                      .type());
        }
      }
    }
  }

  /** Of a fact's own row, so they refer to nothing else. */
  private static final Set<String> OWN_KEYS =
      Set.of("incident_key", "placement_key", "household_key");

  @Test
  void everyKeyOfAFactRefersToItsDimension() {
    Stream<String> loose =
        specs.all().stream()
            .filter(spec -> spec.table().name().startsWith("fact_"))
            .flatMap(
                spec ->
                    spec.columns().stream()
                        .filter(column -> column.name().endsWith("_key"))
                        .filter(column -> column.references() == null)
                        .filter(column -> !OWN_KEYS.contains(column.name()))
                        .map(column -> spec.table() + "." + column.name()));

    assertThat(loose).isEmpty();
  }

  @Test
  void flagsAreExplainedAndThoseOfTheEpisodesArePassedOn() {
    List<TableSpec> flagged = specs.all().stream().filter(spec -> spec.has("flags")).toList();

    assertThat(flagged)
        .hasSizeGreaterThan(8)
        .allSatisfy(spec -> assertThat(spec.flags()).as(spec.table().name()).isNotEmpty());
    assertThat(specs.get("fact_placement").flags())
        .containsKeys("overlaps", "gap_before", "two_open")
        .isEqualTo(specs.get("fact_care_episode").flags());
    assertThat(specs.get("fact_care_period").flags()).containsKeys("overlaps", "x1_not_continued");
  }

  @Test
  void theDataDictionaryIsTheOneOfTheSpecifications() throws Exception {
    String page =
        Files.readString(
            Project.home().root().resolve("docs/dictionary.md"), StandardCharsets.UTF_8);

    // Compare line by line: both pages together would fill a terminal many times.
    List<String> shown = page.lines().toList();
    List<String> specified = Dictionary.page(specs, View.of(Project.home())).lines().toList();
    for (int i = 0; i < Math.min(shown.size(), specified.size()); i++) {
      assertThat(shown.get(i))
          .as("line %d; run jobs/bin/kith dictionary > docs/dictionary.md", i + 1)
          .isEqualTo(specified.get(i));
    }
    assertThat(page)
        .as("run jobs/bin/kith dictionary > docs/dictionary.md")
        .hasLineCount(specified.size())
        .isEqualTo(Dictionary.page(specs, View.of(Project.home())));
    assertThat(page)
        .contains("## fact_review")
        .contains("| **child_key** | `bigint` |  | never |")
        .contains("| absence_days | `decimal(5,1)` | working days | yes |")
        .contains("refers to `dim_worker.worker_key`")
        .contains("| `two_open` |");
  }
}
