package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.ParsedSql;
import kith.table.TableSpecs;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of the views that quality rules share, and what those views may read. */
class QualityViewCasesTest {

  private final Path views = Project.home().sql().resolve("quality/views");

  @TestFactory
  Stream<DynamicNode> everyCaseOfEveryView() {
    return QueryCases.ofViews(views);
  }

  @Test
  void viewsReadOnlyTheWarehouseBirthDatesAndWhoIsLookedAfter() {
    TableSpecs specs = SparkTest.specs();
    List<String> others =
        QueryCases.queries(views)
            .flatMap(sql -> ParsedSql.relations(QueryCases.text(sql)).stream())
            .filter(
                relation ->
                    !List.of("child_birth", "looked_after", "period").contains(relation)
                        && !(specs.contains(relation)
                            && specs.get(relation).table().zone() == Zone.WAREHOUSE))
            .toList();

    assertThat(others).isEmpty();
  }
}
