package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.conform.Conform;
import kith.project.Code;
import kith.project.Project;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which change rebuilds the tables of which stages. */
class CodeVersionTest {

  @TempDir private Path folder;

  @Test
  void aStageUsesTheClassesThatItsOwnClassesUse() {
    Set<String> used = Code.used(List.of(Conform.class));

    assertThat(used)
        .contains(
            "kith/conform/Conform",
            "kith/conform/care/CareEpisodes",
            "kith/table/TableBuildStep",
            "kith/source/SourceCells");
    assertThat(used)
        .as("what commands print, and what runs a night, changes no table")
        .noneMatch(name -> name.matches("kith/(command|batch|bench|marts|publish|simulate)/.*"));
  }

  /** A change of what reads a file may change what is read. */
  @Test
  void theStageThatLoadsFilesUsesWhatReadsThem() {
    assertThat(Code.used(CodeVersion.CODE.get(Stage.EXTRACT)))
        .contains(
            "kith/source/folder/CsvRecords", "kith/extract/Judgement", "kith/lake/DeltaTable");
  }

  @ParameterizedTest
  @CsvSource({
    "conf/codes/legal_status.csv, EXTRACT",
    "conf/sources/ssd/person.yaml, EXTRACT",
    "sql/staging/ssd/stg_person.sql, EXTRACT",
    "conf/calendar/bank_holidays.csv, CONFORM",
    "sql/warehouse/dim_child.yaml, CONFORM",
    "conf/targets/targets.csv, MARTS",
    "sql/marts/kpi_quarterly.yaml, MARTS"
  })
  void aFileCountsForTheStageThatReadsItFirst(String file, Stage stage) throws IOException {
    for (String each : List.of("conf", "sql")) {
      FileUtils.copyDirectory(
          Project.home().root().resolve(each).toFile(), folder.resolve(each).toFile());
    }
    Project project = new Project(folder);
    Map<Stage, String> before = CodeVersion.byStage(project);

    Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + "\n");

    Map<Stage, String> after = CodeVersion.byStage(project);
    Set<Stage> changed = EnumSet.allOf(Stage.class);
    changed.removeIf(each -> before.get(each).equals(after.get(each)));
    assertThat(changed).containsExactly(stage);
  }

  /** A build calls them by name within SQL, so that its own code does not show them. */
  @Test
  void theFunctionsThatSqlCallsCountForEveryTable() {
    assertThat(Code.used(List.of(Conform.class))).doesNotContain("kith/table/SqlFunctions");
    assertThat(Code.used(NightSteps.ENGINE))
        .contains("kith/table/SqlFunctions", "kith/lake/Keys", "kith/lake/DeltaTable");
  }

  @Test
  void everyFileOfConfAndSqlCountsForSomeStage() throws IOException {
    Path root = Project.home().root();
    List<String> counted = CodeVersion.FILES.values().stream().flatMap(List::stream).toList();
    Set<String> left = new TreeSet<>();
    for (String each : List.of("conf", "sql")) {
      try (Stream<Path> files = Files.walk(root.resolve(each))) {
        files
            .filter(Files::isRegularFile)
            .map(file -> root.relativize(file).toString())
            .filter(file -> !file.startsWith("conf/environments/") && !file.endsWith(".md"))
            // Readers compute views and examples when they ask for them: no stage reads one.
            .filter(file -> !file.startsWith("sql/views/") && !file.startsWith("sql/examples/"))
            // What is stored of runs, and the postcode directory: only readers ask what it means.
            .filter(file -> !file.startsWith("sql/ops/") && !file.startsWith("sql/reference/"))
            // The load of the postcode directory reads these, outside the nights.
            .filter(file -> !file.startsWith("conf/postcodes/"))
            // The pages of kith docs are made of these when somebody asks for them.
            .filter(file -> !file.startsWith("conf/site/"))
            .filter(file -> counted.stream().noneMatch(of -> (file + "/").startsWith(of + "/")))
            .forEach(left::add);
      }
    }
    assertThat(left).isEmpty();
  }
}
