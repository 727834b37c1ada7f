package kith.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kith.cases.Released;
import kith.project.Project;
import kith.project.Yaml;
import org.junit.jupiter.api.Test;

/**
 * Reports rely on the published model: no column of it is dropped, renamed or of another type
 * unless {@code released.yaml} says so by a new version.
 */
class ReleasedModelTest {

  private static final Project PROJECT = Project.home();

  private static final Map<String, String> SPARK_TYPES =
      Map.of("varchar", "string", "integer", "int");

  private static List<Map<String, String>> released() {
    return Released.versions(Yaml.read(PROJECT.sql().resolve("published/released.yaml")));
  }

  /** The columns of tables as their specifications say, those of views as DuckDB does. */
  private static Map<String, String> now() {
    Map<String, String> now = new TreeMap<>();
    try (DuckFile duck = DuckFile.inMemory()) {
      for (PublishedTable table : PublishedTable.of(PROJECT)) {
        duck.create(table);
        table
            .columns()
            .forEach(column -> now.put(table.name() + "." + column.name(), column.type()));
      }
      for (PublishedView view : PublishedView.of(PROJECT)) {
        duck.create(view);
        for (String[] column : duck.columns(view.name())) {
          now.put(view.name() + "." + column[0], sparkType(column[1]));
          assertThat(view.meanings().get(column[0]))
              .as("%s.%s", view.name(), column[0])
              .isNotBlank();
        }
      }
    }
    return now;
  }

  private static String sparkType(String duckType) {
    String type = duckType.toLowerCase(Locale.ROOT);
    return SPARK_TYPES.getOrDefault(type, type);
  }

  @Test
  void theModelHasTheColumnsThatWereReleased() {
    List<Map<String, String>> versions = released();

    assertThat(Released.differences(versions.get(versions.size() - 1), now()))
        .as("the published model, see sql/published/released.yaml")
        .isEmpty();
  }

  @Test
  void aNewVersionIsOnlyForWhatBreaksReports() {
    Released.requireBreaks("the published model", released());
  }

  @Test
  void theModelSaysWhichVersionItIs() {
    assertThat(PublishedTable.modelVersion(PROJECT)).isEqualTo(String.valueOf(released().size()));
  }

  @Test
  void noKeyOfAPersonIsPublished() {
    assertThat(now().keySet())
        .filteredOn(column -> column.matches(".*(_key|_id|_urn|_rows)"))
        .extracting(column -> column.substring(column.indexOf('.') + 1))
        .containsOnly("period_key", "breakdown_key", "publication_id");
  }

  @Test
  void everyTableHasAKeyOfItsColumnsThatAreNeverNull() {
    for (PublishedTable table : PublishedTable.of(PROJECT)) {
      assertThat(table.columns())
          .filteredOn(column -> table.key().contains(column.name()))
          .as(table.name())
          .hasSameSizeAs(table.key())
          .allMatch(column -> column.required());
    }
  }
}
