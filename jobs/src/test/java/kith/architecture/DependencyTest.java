package kith.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom: data flows one way, and each thing is done in one place. */
class DependencyTest {

  private static final JavaClasses KITH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kith");

  private static final String[] STAGES = {"extract", "conform", "marts", "quality", "publish"};

  /** What all stages share: a package knows those before it. */
  private static final List<String> SHARED = List.of("kith.project", "kith.table", "kith.source");

  @Test
  void stagesKnowOnlyWhatIsShared() {
    for (String stage : STAGES) {
      knowsOnly("kith." + stage, SHARED).check(KITH);
    }
  }

  @Test
  void whatIsSharedKnowsOnlyWhatComesBeforeIt() {
    for (int i = 0; i < SHARED.size(); i++) {
      knowsOnly(SHARED.get(i), SHARED.subList(0, i)).check(KITH);
    }
  }

  @Test
  void theLakeKnowsTablesAndTheProject() {
    knowsOnly("kith.lake", List.of("kith.project", "kith.table")).check(KITH);
  }

  /** The package and those below it may know these packages of ours, and no others. */
  private static ArchRule knowsOnly(String room, List<String> others) {
    return noClasses()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are Kith's, but neither of " + room + " nor of " + others,
                type ->
                    type.getPackageName().startsWith("kith")
                        && !(type.getPackageName() + ".").startsWith(room + ".")
                        && !others.contains(type.getPackageName())));
  }

  @Test
  void onlyBatchKnowsSpring() {
    onlyBatchKnows("org.springframework..").check(KITH);
  }

  private static ArchRule onlyBatchKnows(String packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("kith.batch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(packages);
  }

  @Test
  void onlyLakeKnowsDelta() {
    noClasses()
        .that()
        .resideOutsideOfPackage("kith.lake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..")
        .check(KITH);
  }

  @Test
  void onlyLakeWritesTables() {
    noClasses()
        .that()
        // The floor is what Kith is measured against: Spark and Delta without Kith.
        .resideOutsideOfPackages("kith.lake..", "kith.bench..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriter")
        .check(KITH);
  }

  /** That it knows nothing of Kith the build sees to: it is a module of its own. */
  @Test
  void onlyWhatMayBeLeftOutKnowsTheSimulator() {
    noClasses()
        .that()
        .resideOutsideOfPackages("kith.simulate..", "kith.bench..")
        .and()
        .haveNameNotMatching("kith\\.command\\.(Simulate|Demo|Bench)Command.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("kith.simulate..")
        .check(KITH);
  }

  @Test
  void theRulesFailWhenTheyAreBroken() {
    JavaClasses tests = new ClassFileImporter().importPackages("kith.extract");

    assertThatThrownBy(() -> knowsOnly("kith.extract", SHARED).check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BreaksTheRulesOnPurpose");
    assertThatThrownBy(() -> onlyBatchKnows("org.springframework..").check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BreaksTheRulesOnPurpose");
  }
}
