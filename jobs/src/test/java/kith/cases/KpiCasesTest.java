package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of every KPI, of their populations, of what they share and of the detail marts. */
class KpiCasesTest {

  private final Path marts = Project.home().sql().resolve("marts");

  @TestFactory
  Stream<DynamicNode> everyKpiIsProvenByItsCases() {
    return QueryCases.ofKpis(Project.home());
  }

  /** A number that counts rows shifts when a record arrives late, and then names another member. */
  @Test
  void theKeyOfAMemberHoldsNoNumberThatCountsRows() {
    List<String> counting =
        QueryCases.folders(marts)
            .flatMap(QueryCases::queries)
            .map(QueryCases::text)
            .flatMap(String::lines)
            .filter(line -> line.contains(" as member_key") && line.contains("_no"))
            .toList();

    assertThat(counting).isEmpty();
  }

  @TestFactory
  Stream<DynamicNode> everyPopulationIsProvenByItsCases() {
    return QueryCases.ofPopulations(marts.resolve("population"));
  }

  @TestFactory
  Stream<DynamicNode> everyBreakdownIsProvenByItsCases() {
    return BreakdownCases.of(marts.resolve("breakdown"));
  }

  @TestFactory
  Stream<DynamicNode> whatKpisShareAndDetailMartsAreProvenByTheirCases() {
    return QueryCases.ofSharedAndDetail(marts);
  }
}
