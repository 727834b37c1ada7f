package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.View;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of the views that analysts read, and what those views may read. */
class ViewCasesTest {

  private final Path views = Project.home().sql().resolve("views");

  @TestFactory
  Stream<DynamicNode> everyCaseOfEveryView() {
    return QueryCases.ofViews(views);
  }

  /** A view would otherwise show analysts what its own zone keeps from them. */
  @Test
  void aViewIsOfTheWarehouseAndReadsTheWarehouseOnly() {
    List<View> all = View.of(Project.home());

    assertThat(all).isNotEmpty();
    for (View view : all) {
      assertThat(view.table().zone()).as(view.table().name()).isEqualTo(Zone.WAREHOUSE);
      assertThat(view.reads())
          .as(view.table().name())
          .allSatisfy(
              table ->
                  assertThat(SparkTest.specs().get(table).table().zone())
                      .isEqualTo(Zone.WAREHOUSE));
    }
  }

  /** A view with the name of a table would hide it. */
  @Test
  void noViewHasTheNameOfATable() {
    assertThat(View.of(Project.home()))
        .noneMatch(view -> SparkTest.specs().contains(view.table().name()));
  }
}
