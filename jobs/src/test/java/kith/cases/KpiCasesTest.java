package kith.cases;

import java.nio.file.Path;
import java.util.stream.Stream;
import kith.contract.Project;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every case of every KPI, of their populations, of what they share and of the detail marts. */
class KpiCasesTest {

  private final Path marts = Project.home().sql().resolve("marts");

  @TestFactory
  Stream<DynamicNode> everyKpiIsProvenByItsCases() {
    return QueryCases.ofKpis(marts);
  }

  @TestFactory
  Stream<DynamicNode> everyPopulationIsProvenByItsCases() {
    return QueryCases.ofPopulations(marts.resolve("population"));
  }

  @TestFactory
  Stream<DynamicNode> whatKpisShareAndDetailMartsAreProvenByTheirCases() {
    return QueryCases.ofSharedAndDetail(marts);
  }
}
