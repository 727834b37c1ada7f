package kith.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom: data flows one way, and each thing is done in one place. */
class DependencyTest {

  private static final JavaClasses KITH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kith");

  private static final String[] STAGES = {"extract", "conform", "marts", "quality", "publish"};

  @Test
  void stagesKnowOnlyContract() {
    for (String stage : STAGES) {
      stageKnowsOnlyContract(stage).check(KITH);
    }
  }

  private static ArchRule stageKnowsOnlyContract(String stage) {
    return noClasses()
        .that()
        .resideInAPackage("kith." + stage + "..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are Kith's, but neither of this stage nor of contract",
                type ->
                    type.getPackageName().startsWith("kith")
                        && !type.getPackageName().startsWith("kith." + stage)
                        && !type.getPackageName().equals("kith.contract")));
  }

  @Test
  void contractDependsOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("kith.contract..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "kith.batch..",
            "kith.bench..",
            "kith.command..",
            "kith.conform..",
            "kith.extract..",
            "kith.lake..",
            "kith.marts..",
            "kith.publish..",
            "kith.quality..",
            "kith.simulate..")
        .check(KITH);
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

    assertThatThrownBy(() -> stageKnowsOnlyContract("extract").check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BreaksTheRulesOnPurpose");
    assertThatThrownBy(() -> onlyBatchKnows("org.springframework..").check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("BreaksTheRulesOnPurpose");
  }
}
