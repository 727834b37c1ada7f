package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Data files, logs and folders that are lost: the next run notices and rebuilds them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
@Tag("part-2")
class LostFilesTest {

  private static final LocalDate NIGHT = Lakes.LAST_NIGHT;
  private static final LocalDate BEFORE = NIGHT.minusDays(1);

  @TempDir private static Path folder;
  private Lakes lakes;
  private Map<String, String> contents;

  @BeforeAll
  void twoNightsArePublished() throws IOException {
    lakes = new Lakes(folder).simulate(2);
    for (LocalDate night : List.of(BEFORE, NIGHT)) {
      RunResult result = lakes.nightly("lake", night);
      assertThat(result.exitCode().code()).as(result.message()).isZero();
    }
    Files.copy(folder.resolve("secret"), folder.resolve("lake.secret"));
    contents = lakes.contents("lake");
  }

  private Path lake() {
    return folder.resolve("lake");
  }

  private Said check(String... options) {
    return Said.by(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("check", "--lake", lake().toString()),
                java.util.stream.Stream.of(options))
            .toArray(String[]::new));
  }

  private Path latest(String below, String ending) throws IOException {
    try (var files = Files.walk(lake().resolve(below))) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .orElseThrow();
    }
  }

  private static void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
  }

  @Test
  @Order(1)
  void aWholeLakeIsWhole() {
    Said said = check();

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("The lake is undamaged.");
  }

  @Test
  @Order(2)
  void commitsOfALogAreRestoredWithoutMakingAnythingAgain() throws IOException {
    Files.delete(lake().resolve("warehouse/fact_placement/_delta_log/00000000000000000001.json"));
    cut(lake().resolve("raw/ssd_person/_delta_log/00000000000000000000.json"));
    FileUtils.deleteDirectory(lake().resolve("marts/kpi_quarterly/_delta_log").toFile());
    assertThat(check().text())
        .contains("warehouse.fact_placement: 1 commits of its log are damaged")
        .contains("raw.ssd_person: 1 commits")
        .contains("marts.kpi_quarterly: 2 commits");
    Path killed = leftover("raw/ssd_person/business_date=" + NIGHT);
    Path fresh = leftover("ops/fresh");

    RunResult result = lakes.nightly("lake", NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.message())
        .startsWith("Already done")
        .contains("have been restored from their copies")
        .contains("marts.kpi_quarterly, raw.ssd_person, warehouse.fact_placement");
    assertThat(check().code()).isZero();
    assertThat(lakes.contents("lake")).isEqualTo(contents);
    assertThat(killed).doesNotExist();
    assertThat(fresh).doesNotExist();
  }

  /** A folder as a run leaves it that is killed before it commits. */
  private Path leftover(String below) throws IOException {
    Path folder = lake().resolve(below).resolve(UUID.randomUUID().toString());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("part-00000.parquet"), "half of a row");
    return folder;
  }

  @Test
  @Order(3)
  void aPublishedFolderThatIsGoneIsPublishedAgain() throws IOException {
    FileUtils.deleteDirectory(
        lake().resolve("published").resolve(lakes.published("lake").id()).toFile());

    RunResult result = lakes.nightly("lake", NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.message()).startsWith("Done: publish of ").contains(" was gone");
    assertThat(check().code()).isZero();
  }

  @Test
  @Order(4)
  void anOlderPublicationThatLostFilesIsPublishedAgain() throws IOException {
    Path older = lake().resolve("published").resolve(olderPublication());
    String figures = figures(older);
    Files.delete(latest("published/" + olderPublication() + "/kpi_published.parquet", ".parquet"));
    cut(older.resolve("scorecard.json"));
    assertThat(check().text())
        .contains("published/" + olderPublication() + ": 2 files are missing or damaged")
        .contains("kith check --repair publishes them again");

    Said repaired = check("--repair");

    assertThat(repaired.code()).as(repaired.text()).isZero();
    assertThat(repaired.text()).contains("Published published/" + olderPublication() + " again");
    assertThat(figures(older)).isEqualTo(figures);
    assertThat(lakes.published("lake").businessDate()).isEqualTo(NIGHT);
  }

  private String olderPublication() {
    return lakes.root("lake").files().list("published").stream()
        .filter(id -> id.startsWith(BEFORE.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static String figures(Path publication) {
    return Lakes.hash(
        SparkTest.spark().read().parquet(publication.resolve("kpi_published.parquet").toString()));
  }

  @Test
  @Order(5)
  void lostDataFilesAreMadeAgain() throws IOException {
    cut(latest("warehouse/fact_placement", ".parquet"));
    FileUtils.deleteDirectory(lake().resolve("marts/kpi_published").toFile());
    Files.delete(latest("raw/ssd_person/business_date=" + NIGHT, ".parquet"));
    cut(latest("published/" + lakes.published("lake").id() + "/kpi_published.parquet", ".parquet"));
    assertThat(check().text())
        .contains("warehouse.fact_placement: 1 files")
        .contains("raw.ssd_person of " + NIGHT + ": 1 files")
        .contains("published/" + lakes.published("lake").id());

    RunResult result = lakes.nightly("lake", NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.message())
        .startsWith("Done: extract, conform, marts, publish of " + NIGHT)
        .contains(
            "1 files were missing or truncated (raw.ssd_person): the stage extract runs again");
    assertThat(check().code()).isZero();
    assertThat(lakes.contents("lake")).isEqualTo(contents);
  }

  @Test
  @Order(6)
  void aStageIsMadeAgainWhenSomebodyAsksForIt() {
    int before = lakes.commits("lake").size();

    RunResult result =
        lakes.run("lake").run("nightly", Stage.ALL, NIGHT, List.of(), Optional.of(Stage.PUBLISH));

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.message()).startsWith("Done: publish of " + NIGHT);
    assertThat(lakes.commits("lake").size()).isGreaterThanOrEqualTo(before);
    assertThat(lakes.nightly("lake", NIGHT).message()).startsWith("Already done");
  }

  @Test
  @Order(7)
  void aByteThatChangedInsideAFileIsFoundByItsHash() throws IOException {
    Path file = latest("warehouse/fact_review", ".parquet");
    byte[] whole = Files.readAllBytes(file);
    byte[] changed = whole.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(file, changed);

    assertThat(check().text()).contains("warehouse.fact_review: 1 files are missing or damaged");

    Files.write(file, whole);
    assertThat(check().code()).isZero();
  }

  @Test
  @Order(8)
  void recordsOfAnotherNightThatAreLostAreToldAndGivenUpOnlyWhenAsked() throws IOException {
    Files.delete(latest("raw/ssd_person/business_date=" + BEFORE, ".parquet"));

    RunResult refused = lakes.nightly("lake", NIGHT);

    assertThat(refused.exitCode().code()).as(refused.message()).isEqualTo(5);
    assertThat(refused.message())
        .contains("raw.ssd_person of " + BEFORE + " (1)")
        .contains("kith check --repair");
    assertThat(rawRecords().code()).isEqualTo(5);

    Said repaired = check("--repair");

    assertThat(repaired.code()).as(repaired.text()).isZero();
    assertThat(repaired.text()).contains("LOST: 1 files of raw.ssd_person of " + BEFORE);
    assertThat(lakes.nightly("lake", NIGHT).message()).startsWith("Already done");
    assertThat(rawRecords().code()).as(rawRecords().text()).isZero();
  }

  private Said rawRecords() {
    return Said.by(
        "sql",
        "--lake",
        lake().toString(),
        "--zone",
        "raw",
        "-e",
        "select count(*) from ssd_person where business_date = date'" + BEFORE + "'");
  }

  /** The tables of that night's figures were lost above. */
  @Test
  @Order(9)
  void anOlderPublicationThatCannotBeMadeAgainIsTakenAway() throws IOException {
    String older = olderPublication();
    cut(lake().resolve("published").resolve(older).resolve("scorecard.json"));

    Said repaired = check("--repair");

    assertThat(repaired.code()).as(repaired.text()).isZero();
    assertThat(repaired.text()).contains("LOST: published/" + older);
    assertThat(lake().resolve("published").resolve(older)).doesNotExist();
    assertThat(lakes.nightly("lake", NIGHT).message()).startsWith("Already done");
  }

  /**
   * With the log, the records of both nights are lost: tonight's are read from the source again.
   */
  @Test
  @Order(10)
  void aTableOfRecordsThatWasMovedAsideHasTonightsAgain() throws IOException {
    FileUtils.deleteDirectory(lake().resolve("raw/ssd_person/_delta_log").toFile());
    FileUtils.deleteDirectory(lake().resolve("ops/log/raw.ssd_person").toFile());
    assertThat(lakes.nightly("lake", NIGHT).message()).contains("raw.ssd_person (0000");
    assertThat(check().text()).contains("raw.ssd_person: ").contains("their copies are lost");

    Said repaired = check("--repair");
    RunResult again = lakes.nightly("lake", NIGHT);

    assertThat(repaired.code()).as(repaired.text()).isEqualTo(2);
    assertThat(repaired.text())
        .contains("of the log of raw.ssd_person")
        .contains("raw.ssd_person of " + NIGHT + ": 1 files are missing or damaged");
    assertThat(again.exitCode().code()).as(again.message()).isZero();
    assertThat(again.message()).startsWith("Done: extract");
    assertThat(check().code()).as(check().text()).isZero();
    assertThat(
            Said.by(
                "sql",
                "--lake",
                lake().toString(),
                "--zone",
                "raw",
                "--format",
                "csv",
                "-e",
                "select count(distinct business_date) as nights from ssd_person"))
        .extracting(Said::text)
        .asString()
        .contains("nights", "1");
    Map<String, String> made = lakes.contents("lake");
    assertThat(made.keySet()).isEqualTo(contents.keySet());
    assertThat(made)
        .as("but for the night in which a record was first seen")
        .containsAllEntriesOf(
            contents.entrySet().stream()
                .filter(table -> !table.getKey().equals("raw.ssd_person"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
