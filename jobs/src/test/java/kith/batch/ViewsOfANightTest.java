package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.TableSpec;
import kith.table.View;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view of {@code sql/views} as {@code kith sql} shows it on a whole night. */
@Tag("long")
@Tag("part-1")
class ViewsOfANightTest {

  private static Answers lake;

  @BeforeAll
  static void theNight() throws IOException {
    lake = QuestionLake.made();
  }

  static Stream<String> names() {
    return View.of(Project.home()).stream().map(view -> view.table().name());
  }

  private static TableSpec specOf(String view) {
    return View.of(Project.home()).stream()
        .map(View::spec)
        .filter(spec -> spec.table().name().equals(view))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aViewHasTheColumnsOfItsSpecificationInTheirOrderAndTypes(String view) {
    List<String> specified =
        Arrays.stream(specOf(view).schema().fields())
            .map(field -> field.name() + " " + field.dataType().simpleString())
            .toList();

    assertThat(
            Arrays.stream(lake.rows("select * from " + view).schema().fields())
                .map(field -> field.name() + " " + field.dataType().simpleString()))
        .containsExactlyElementsOf(specified);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theRowsOfAViewHaveItsKeyAndWhatIsNeverNull(String view) {
    TableSpec spec = specOf(view);
    String key = String.join(", ", spec.key());
    String isIncomplete =
        spec.requiredColumns().stream()
            .map(column -> column + " is null")
            .collect(Collectors.joining(" or "));

    assertThat(number("select count(*) from " + view)).isPositive();
    assertThat(
            number(
                "select count(*) from (select %s from %s group by %s having count(*) > 1)"
                    .formatted(key, view, key)))
        .as("rows with the same " + key)
        .isZero();
    assertThat(number("select count_if(%s) from %s".formatted(isIncomplete, view)))
        .as("rows with a null that should not be")
        .isZero();
  }

  private static long number(String query) {
    Dataset<Row> rows = lake.rows(query);
    return rows.first().getLong(0);
  }
}
