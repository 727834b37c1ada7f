package kith.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.Test;

/** Which packages may depend on which: data flows one way, and each thing is done in one place. */
class DependencyTest {

  private static final JavaClasses KITH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("kith");

  private static final String[] STAGES = {"extract", "conform", "marts", "quality", "publish"};

  /** The packages that all stages share: each may depend on those before it. */
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

  @Test
  void benchmarksKnowPublishersFilesAndTheProject() {
    knowsOnly("kith.benchmark", List.of("kith.project", "kith.source", "kith.source.folder"))
        .check(KITH);
  }

  @Test
  void postcodesKnowPublishersFilesAndTheLake() {
    knowsOnly(
            "kith.postcode",
            List.of("kith.project", "kith.table", "kith.source", "kith.source.folder", "kith.lake"))
        .check(KITH);
  }

  @Test
  void theShellKnowsWhatIsPublishedAndWhatItMeans() {
    knowsOnly(
            "kith.shell",
            List.of("kith.project", "kith.table", "kith.lake", "kith.publish", "kith.marts"))
        .check(KITH);
  }

  /** A report reads files of a publication: it cannot show what is not published. */
  @Test
  void reportsKnowOnlyTheProject() {
    knowsOnly("kith.report", List.of("kith.project")).check(KITH);
    noClasses()
        .that()
        .resideInAPackage("kith.report..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(KITH);
    noClasses()
        .that()
        .resideOutsideOfPackage("kith.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.jfree..", "com.openhtmltopdf..", "org.apache.poi..")
        .check(KITH);
  }

  /** It shows what all stages build, and runs none of them. */
  @Test
  void theSiteKnowsWhatTablesAreBuiltFrom() {
    knowsOnly(
            "kith.site",
            List.of(
                "kith.project",
                "kith.table",
                "kith.source",
                "kith.conform",
                "kith.marts",
                "kith.quality",
                "kith.publish"))
        .check(KITH);
    noClasses()
        .that()
        .resideOutsideOfPackages("kith.site..", "kith.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("freemarker..", "org.commonmark..")
        .check(KITH);
  }

  /** A terminal is for people: what runs at night uses none. */
  @Test
  void onlyTheShellKnowsTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("kith.shell..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline..")
        .check(KITH);
  }

  /** The package and its subpackages may depend on these packages of Kith, and no others. */
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
        // The floor that Kith is measured against uses Spark and Delta without Kith.
        .resideOutsideOfPackages("kith.lake..", "kith.bench..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriter")
        .check(KITH);
  }

  /** The build ensures that it does not depend on Kith: it is a module of its own. */
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

  /** The environment chooses what is behind a source's night: a stage sees only tables and rows. */
  @Test
  void noStageKnowsWhatIsBehindASource() {
    noClasses()
        .that()
        // Publishers' files are no source's: the folder that is made of them is.
        .resideOutsideOfPackages(
            "kith.source.folder..", "kith.batch..", "kith.benchmark..", "kith.postcode..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("kith.source.folder..")
        .check(KITH);
    readsNoFiles("kith.extract").check(KITH);
  }

  private static ArchRule readsNoFiles(String room) {
    return noClasses()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "org.apache.hadoop..", "org.apache.parquet..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|InputStream|OutputStream|Reader|Writer).*");
  }

  /** A source is data (promise 10): Java code reads only what every source has. */
  @Test
  void noClassNamesASource() throws IOException {
    Path java = Project.home().root().resolve("jobs/src/main/java/kith");

    assertThat(namesASource("import kith.source.Ssd;")).isTrue();
    assertThat(namesASource("\"ssd_cla_episodes\"")).isTrue();
    assertThat(namesASource("an SSD of the vendor; ssdNight()")).isTrue();
    assertThat(namesASource("businessDate of the SSDA903")).isFalse();
    try (Stream<Path> files = Files.walk(java)) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(Files.readAllLines(file)).noneMatch(DependencyTest::namesASource));
    }
  }

  private static boolean namesASource(String line) {
    return Pattern.compile("(?<![A-Za-z])[Ss]sd(?![a-z])|(?<![A-Za-z])SSD(?![A-Z])")
        .matcher(line)
        .find();
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
    assertThatThrownBy(() -> readsNoFiles("kith.extract").check(tests))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ExtractTest");
  }
}
