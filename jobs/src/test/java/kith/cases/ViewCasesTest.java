package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.View;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case of the views that analysts read, and what those views may read. */
class ViewCasesTest {

  private final Path views = Project.home().sql().resolve("views");

  @TestFactory
  Stream<DynamicNode> everyCaseOfEveryView() {
    return QueryCases.ofViews(views);
  }

  /** A view would otherwise show analysts what its own zone keeps from them. */
  @Test
  void aViewReadsTablesThatEveryReaderOfItsZoneMayRead() {
    List<View> all = View.of(Project.home());

    assertThat(all).isNotEmpty();
    for (View view : all) {
      assertThat(view.table().zone()).as(view.table().name()).isIn(Zone.WAREHOUSE, Zone.MARTS);
      assertThat(view.reads())
          .as(view.table().name())
          .allSatisfy(
              table ->
                  assertThat(SparkTest.specs().get(table).table().zone()).isIn(view.readable()));
    }
  }

  /** A view with the name of a table would hide it. */
  @Test
  void noViewHasTheNameOfATable() {
    assertThat(View.of(Project.home()))
        .noneMatch(view -> SparkTest.specs().contains(view.table().name()));
  }

  /** The code lists are not in the warehouse, so that views say the words themselves. */
  @ParameterizedTest
  @CsvSource({"care_leaver_birthdays, accommodation", "care_leaver_birthdays, activity"})
  void theWordsForCodesAreThoseOfTheCodeList(String view, String list) {
    String sql = QueryCases.text(views.resolve(view + ".sql"));

    assertThat(CodeLists.of(Project.home()).rows(list))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              String words = "('%s', '%s'".formatted(row.get("code"), row.get("label"));
              assertThat(sql).contains(words);
            });
  }
}
