package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static Map<String, List<Map<String, String>>> released() {
    Map<String, List<Map<String, String>>> released = new TreeMap<>();
    Yaml.read(Project.home().sql().resolve("views/released.yaml"))
        .properties()
        .forEach(view -> released.put(view.getKey(), Released.versions(view.getValue())));
    return released;
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
      assertThat(Released.differences(versions.get(versions.size() - 1), now))
          .as(view.table().name() + ", see sql/views/released.yaml")
          .isEmpty();
    }
  }

  @Test
  void aNewMajorVersionIsOnlyForWhatBreaksReports() {
    released().forEach(Released::requireBreaks);
  }

  @Test
  void aColumnThatIsGoneRenamedOrOfAnotherTypeIsToldApartFromANewOne() {
    assertThat(Released.differences(RELEASED, RELEASED)).isEmpty();
    assertThat(Released.differences(RELEASED, columns("child_key", "bigint")))
        .containsExactly("placed_on is gone: that needs a new major version");
    assertThat(Released.differences(RELEASED, columns("child_key", "bigint", "placed", "date")))
        .containsExactly(
            "placed_on is gone: that needs a new major version",
            "placed is new: add it to its version");
    assertThat(Released.differences(RELEASED, columns("child_key", "string", "placed_on", "date")))
        .containsExactly("child_key was bigint: that needs a new major version");
    assertThat(
            Released.differences(
                RELEASED, columns("nights", "int", "placed_on", "date", "child_key", "bigint")))
        .containsExactly("nights is new: add it to its version");
    assertThat(new TreeSet<>(Released.breaks(RELEASED, columns()))).hasSize(2);
  }

  private static Map<String, String> columns(String... namesAndTypes) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
    }
    return columns;
  }
}
