package kith.cases;

import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every case of every staging query. */
class StagingCasesTest {

  @TestFactory
  Stream<DynamicNode> everyStagingQueryIsProvenByItsCases() {
    return QueryCases.ofStaging(Project.home().sql().resolve("staging"));
  }
}
