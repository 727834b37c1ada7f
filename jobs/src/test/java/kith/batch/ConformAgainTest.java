package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.lake.DeltaLake;
import kith.project.ExitCode;
import kith.project.Project;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import kith.testing.Folders;
import kith.testing.SparkTest;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night whose files are gone is conformed again by another version of Kith: from {@code raw},
 * where its records are kept.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
@Tag("part-3")
class ConformAgainTest {

  private static final LocalDate NIGHT = Lakes.LAST_NIGHT;

  private static final String ANOTHER_VERSION =
      "was loaded by another version of Kith, or with other files in conf/sources, conf/codes or"
          + " sql/staging";

  private static final String EPISODES = "sql/staging/ssd/stg_care_episode.sql";

  private static final String INCIDENTS = "sql/staging/ssd/stg_missing_episode.sql";

  @TempDir private static Path folder;
  private Lakes lakes;
  private Map<String, String> tables;
  private List<Path> commits;

  @BeforeAll
  void aNightIsPublishedAndItsFilesAreDeleted() throws IOException {
    lakes = new Lakes(folder).simulate(1);
    RunResult result = lakes.nightly("lake", NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    tables = tables();
    commits = commitsOfRecords();
    FileUtils.deleteDirectory(lakes.source().toFile());
  }

  /** This project with other text in a file. */
  private static Project changed(String name, String file, String from, String to)
      throws IOException {
    Path root = folder.resolve(name);
    Folders.copy(Project.home().conf(), root.resolve("conf"));
    Folders.copy(Project.home().sql(), root.resolve("sql"));
    String text = Files.readString(root.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(root.resolve(file), text.replace(from, to));
    return new Project(root);
  }

  private RunResult run(Project project, List<Stage> stages) {
    return Lakes.run(project, lakes.environment("lake")).run("again", stages, NIGHT);
  }

  /** Hashes of the published tables of the warehouse and the marts, without their publication. */
  private Map<String, String> tables() {
    Map<String, String> tables = new TreeMap<>();
    for (String qualified : lakes.published("lake").versions().keySet()) {
      TableName table = TableName.of(qualified);
      if (Set.of(Zone.WAREHOUSE, Zone.RESTRICTED, Zone.MARTS).contains(table.zone())) {
        tables.put(qualified, Lakes.hash(lakes.table("lake", table).drop("publication_id")));
      }
    }
    return tables;
  }

  private List<Path> commitsOfRecords() {
    return lakes.commits("lake").stream()
        .filter(path -> path.startsWith("raw") || path.startsWith("quarantine"))
        .toList();
  }

  @Test
  @Order(1)
  void withoutItsFilesTheNightCannotBeLoadedAgain() throws IOException {
    RunResult result =
        run(changed("refused", EPISODES, "from ", "\n-- of the night\nfrom "), Stage.ALL);

    assertThat(result.exitCode()).as(result.message()).isNotEqualTo(ExitCode.DONE);
    assertThat(tables()).isEqualTo(tables);
  }

  @Test
  @Order(2)
  void anotherVersionMakesTheSameTablesFromTheRecordsThatAreKept() throws IOException {
    Project another = changed("another", EPISODES, "from ", "\n-- of the night\nfrom ");

    RunResult result = run(another, List.of(Stage.CONFORM, Stage.MARTS, Stage.PUBLISH));

    assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.DONE);
    assertThat(result.message())
        .startsWith("Done: conform, marts, publish")
        .contains(ANOTHER_VERSION);
    assertThat(made(result)).contains("fact_care_episode").doesNotContain("fact_benchmark");
    assertThat(tables()).isEqualTo(tables);
    assertThat(commitsOfRecords()).isEqualTo(commits);
  }

  /** The tables that were built, and not left as they were. */
  private static Set<String> made(RunResult result) {
    return result.steps().stream()
        .filter(step -> !step.stands())
        .map(RunResult.Step::name)
        .collect(Collectors.toSet());
  }

  /** What the other version reads otherwise is otherwise in the tables, which are really built. */
  @Test
  @Order(3)
  void aChangeOfWhatStagingReadsIsSeenInTheTable() throws IOException {
    Dataset<Row> before = lakes.table("lake", Tables.FACT_MISSING_EPISODE);
    assertThat(before.where("kind <> 'missing'").isEmpty()).isFalse();
    Project another =
        changed("other-kind", INCIDENTS, "miss_missing_episode_type as kind", "'M' as kind");

    RunResult result = run(another, List.of(Stage.CONFORM));

    assertThat(result.exitCode()).as(result.message()).isEqualTo(ExitCode.DONE);
    DeltaLake lake = new DeltaLake(SparkTest.spark(), lakes.root("lake").path().toString());
    Dataset<Row> after =
        lake.read(Tables.FACT_MISSING_EPISODE, lake.version(Tables.FACT_MISSING_EPISODE));
    assertThat(after.isEmpty()).isFalse();
    assertThat(after.where("kind <> 'missing'").isEmpty()).isTrue();
    assertThat(tables()).as("what is published").isEqualTo(tables);
  }
}
