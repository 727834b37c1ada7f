package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kith.project.Project;
import kith.project.Yaml;
import kith.table.ColumnSpec;
import kith.table.View;
import org.junit.jupiter.api.Test;

/**
 * Reports rely on the views of {@code sql/views}: no column of a view is dropped, renamed or of
 * another type unless {@code released.yaml} says so by a new major version.
 */
class ReleasedViewsTest {

  private static final Map<String, String> RELEASED =
      columns("child_key", "bigint", "placed_on", "date");

  /** The versions of one view, each as its columns with their types. */
  private static List<Map<String, String>> versions(JsonNode view) {
    List<Map<String, String>> versions = new ArrayList<>();
    for (JsonNode version : view) {
      versions.add(new LinkedHashMap<>());
      assertThat(version.required("major").asInt())
          .as("versions are numbered from 1 and none is left out")
          .isEqualTo(versions.size());
      version
          .required("columns")
          .properties()
          .forEach(
              column ->
                  versions
                      .get(versions.size() - 1)
                      .put(column.getKey(), column.getValue().asText()));
    }
    return versions;
  }

  private static Map<String, List<Map<String, String>>> released() {
    Map<String, List<Map<String, String>>> released = new TreeMap<>();
    Yaml.read(Project.home().sql().resolve("views/released.yaml"))
        .properties()
        .forEach(view -> released.put(view.getKey(), versions(view.getValue())));
    return released;
  }

  /** What is not as released, as one sentence a column. */
  private static List<String> differences(Map<String, String> released, Map<String, String> now) {
    List<String> differences = breaks(released, now);
    now.keySet().stream()
        .filter(column -> !released.containsKey(column))
        .forEach(column -> differences.add(column + " is new: add it to its version"));
    return differences;
  }

  /** What would break a report that was written for the released columns. */
  private static List<String> breaks(Map<String, String> released, Map<String, String> now) {
    List<String> breaks = new ArrayList<>();
    released.forEach(
        (column, type) -> {
          if (!now.containsKey(column)) {
            breaks.add(column + " is gone: that needs a new major version");
          } else if (!now.get(column).equals(type)) {
            breaks.add(column + " was " + type + ": that needs a new major version");
          }
        });
    return breaks;
  }

  @Test
  void everyViewHasTheColumnsThatWereReleased() {
    Map<String, List<Map<String, String>>> released = released();
    List<View> views = View.of(Project.home());

    assertThat(views)
        .extracting(view -> view.table().name())
        .as("a view that is gone breaks reports; a new one is added to released.yaml")
        .containsExactlyInAnyOrderElementsOf(released.keySet());
    for (View view : views) {
      List<Map<String, String>> versions = released.get(view.table().name());
      Map<String, String> now = new LinkedHashMap<>();
      for (ColumnSpec column : view.spec().columns()) {
        now.put(column.name(), column.type());
      }
      assertThat(differences(versions.get(versions.size() - 1), now))
          .as(view.table().name() + ", see sql/views/released.yaml")
          .isEmpty();
    }
  }

  @Test
  void aNewMajorVersionIsOnlyForWhatBreaksReports() {
    released()
        .forEach(
            (view, versions) -> {
              for (int i = 1; i < versions.size(); i++) {
                assertThat(breaks(versions.get(i - 1), versions.get(i)))
                    .as(view + ", major " + (i + 1))
                    .isNotEmpty();
              }
            });
  }

  @Test
  void aColumnThatIsGoneRenamedOrOfAnotherTypeIsToldApartFromANewOne() {
    assertThat(differences(RELEASED, RELEASED)).isEmpty();
    assertThat(differences(RELEASED, columns("child_key", "bigint")))
        .containsExactly("placed_on is gone: that needs a new major version");
    assertThat(differences(RELEASED, columns("child_key", "bigint", "placed", "date")))
        .containsExactly(
            "placed_on is gone: that needs a new major version",
            "placed is new: add it to its version");
    assertThat(differences(RELEASED, columns("child_key", "string", "placed_on", "date")))
        .containsExactly("child_key was bigint: that needs a new major version");
    assertThat(
            differences(
                RELEASED, columns("nights", "int", "placed_on", "date", "child_key", "bigint")))
        .containsExactly("nights is new: add it to its version");
    assertThat(new TreeSet<>(breaks(RELEASED, columns()))).hasSize(2);
  }

  private static Map<String, String> columns(String... namesAndTypes) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
    }
    return columns;
  }
}
