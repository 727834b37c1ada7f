package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.lake.DeltaLake;
import kith.marts.Quarter;
import kith.marts.Quarters;
import kith.project.Environment;
import kith.project.Project;
import kith.publish.Publications;
import kith.table.Publication;
import kith.table.StateFiles;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import kith.testing.Environments;
import kith.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A night that is run again: unchanged, corrected, stage by stage, for some quarters, or after
 * another extract of it was begun. The tests of the lake {@code staged} go on from each other.
 */
@Tag("long")
@Tag("part-3")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightAgainTest {

  private static final LocalDate LAST = Lakes.LAST_NIGHT;

  private static Lakes lakes;

  @BeforeAll
  static void theNights() throws Exception {
    lakes = ThreeNights.made().lakes();
    lakes.copyLake("lake", "again");
  }

  @Test
  @Order(1)
  void anUnchangedNightIsAlreadyDoneAndWritesNoTable() {
    Map<Path, Long> before = modified();

    RunResult result = lakes.nightly("again", LAST);

    assertThat(result.exitCode().code()).isZero();
    assertThat(result.message()).startsWith("Already done");
    assertThat(modified()).isEqualTo(before);
  }

  @Test
  @Order(1)
  void anotherSecretIsRefusedEvenWhereNothingIsToBeDone() throws IOException {
    Path another = Files.writeString(lakes.folder().resolve("another"), "another secret");
    Environment wrong = Environments.of(lakes.environment("again").lake(), lakes.source(), another);

    RunResult result = Lakes.run(wrong).run("nightly", Stage.ALL, LAST);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("The secret is not the one");
  }

  private Map<Path, Long> modified() {
    Map<Path, Long> times = new HashMap<>();
    for (Path file : Lakes.files(lakes.root("again").path())) {
      boolean isRunRecord =
          file.toString().contains("/ops/result")
              || file.toString().endsWith("/ops/lease")
              || file.getFileName().toString().startsWith(".");
      if (!isRunRecord) {
        times.put(file, file.toFile().lastModified());
      }
    }
    return times;
  }

  @Test
  @Order(1)
  void aNightOlderThanThePublishedOneIsRefused() throws Exception {
    Path night = lakes.copy(LAST.minusDays(2), "older");
    Path reviews = night.resolve("ssd_cla_reviews.csv");
    List<String> lines = Lakes.lines(reviews);
    lines.set(1, lines.get(1) + " ");
    Lakes.write(reviews, lines);
    Environment environment =
        lakes.environment("again").with(null, lakes.folder().resolve("older"));

    RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, LAST.minusDays(2));

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(2);
    assertThat(result.message()).contains("older than the one published");
    assertThat(lakes.published("again").businessDate()).isEqualTo(LAST);
  }

  @Test
  @Order(2)
  void eachStageAloneInAFreshLakeGivesTheSameTables() {
    for (Stage stage : Stage.ALL) {
      RunResult result = lakes.run("staged").run(stage.word(), List.of(stage), LAST);
      assertThat(result.exitCode().code()).as(result.message()).isZero();
    }

    // What is published also rests on the publication before, which a fresh lake has not (R13).
    Map<String, String> staged = lakes.contents("staged");
    Map<String, String> whole = lakes.contents("lake");
    String published = Tables.KPI_PUBLISHED.qualified();
    assertThat(rows(staged.remove(published))).isEqualTo(rows(whole.remove(published)));
    assertThat(staged).isEqualTo(whole);
  }

  private static String rows(String content) {
    return content.substring(0, content.indexOf(" rows"));
  }

  @Test
  @Order(3)
  void aCorrectedExtractReplacesTheNight() throws Exception {
    String before = lakes.published("staged").id();
    Path night = lakes.copy(LAST, "corrected");
    Path episodes = night.resolve("ssd_missing.csv");
    List<String> lines = Lakes.lines(episodes);
    lines.remove(lines.size() - 1);
    Lakes.write(episodes, lines);
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(
                line ->
                    line.startsWith("ssd_missing,") ? "ssd_missing," + (lines.size() - 1) : line)
            .toList());
    long incidents = lakes.table("staged", Tables.FACT_MISSING_EPISODE).count();

    RunResult result =
        Lakes.run(lakes.environment("staged").with(null, lakes.folder().resolve("corrected")))
            .run("nightly", Stage.ALL, LAST);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(lakes.published("staged").id()).isNotEqualTo(before).startsWith(LAST.toString());
    assertThat(lakes.table("staged", Tables.FACT_MISSING_EPISODE).count()).isEqualTo(incidents - 1);
  }

  @Test
  @Order(4)
  void aBackfillRecalculatesItsQuartersAndKeepsTheOthers() {
    Map<String, String> before = figures();
    String published = lakes.published("staged").id();

    RunResult result =
        lakes
            .run("staged")
            .backfill(new Quarters(Quarter.parse("2025-03-31"), Quarter.parse("2025-06-30")));

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    String backfilled = lakes.published("staged").id();
    assertThat(backfilled).isNotEqualTo(published);
    assertThat(figures()).isEqualTo(before);
    assertThat(result.message()).contains("Published as " + backfilled);
    JsonNode written = lakes.root("staged").files().read("ops/result.json").orElseThrow();
    assertThat(written.path("publication_id").asText()).isEqualTo(backfilled);

    RunResult future =
        lakes
            .run("staged")
            .backfill(new Quarters(Quarter.parse("2025-09-30"), Quarter.parse("2025-12-31")));
    assertThat(future.exitCode().code()).isEqualTo(2);
    assertThat(future.message()).contains("The quarter to 2025-12-31 had not ended");

    RunResult again =
        Lakes.run(lakes.environment("staged").with(null, lakes.folder().resolve("corrected")))
            .run("nightly", Stage.ALL, LAST);

    assertThat(again.message()).startsWith("Already done");
    assertThat(lakes.published("staged").id()).isEqualTo(backfilled);
  }

  @Test
  @Order(5)
  void aBackfillThatStoppedBeforeItPublishedGoesOnWithItsTables() {
    Quarters quarters = new Quarters(Quarter.parse("2025-06-30"), Quarter.parse("2025-06-30"));
    Publication before = lakes.published("staged");
    RunSetup setup =
        RunSetup.of(
            Project.home(),
            lakes.environment("staged"),
            new Progress(Progress.Form.QUIET, System.out));
    NightRequest request =
        new NightRequest(LAST, Optional.of(quarters), Set.of(), Optional.empty());
    new StageRunner(setup, new NightState(setup, request), new RunResult("backfill", LAST))
        .run(List.of(Stage.MARTS));

    RunResult result = lakes.run("staged").backfill(quarters);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.message()).startsWith("Done: publish");
    Publication after = lakes.published("staged");
    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(after.versions().keySet()).isEqualTo(before.versions().keySet());
    assertThat(after.versions().get(Tables.KPI_QUARTERLY.qualified()))
        .isGreaterThan(before.versions().get(Tables.KPI_QUARTERLY.qualified()));
  }

  @Test
  @Order(5)
  void aBackfillOfANightThatAnEarlierKithBuiltNamesTheTablesThatItLacks() throws IOException {
    lakes.copyLake("staged", "earlier-kith");
    StateFiles files = lakes.root("earlier-kith").files();
    String lacking = Tables.FACT_WORKER_ALLOCATION.qualified();
    for (String record :
        List.of(
            "ops/nights/" + LAST + "/conform.json",
            "published/" + lakes.published("earlier-kith").id() + "/manifest.json")) {
      Path file = lakes.root("earlier-kith").path().resolve(record);
      Files.writeString(
          file, Files.readString(file).replaceAll("\"" + lacking + "\" ?: ?[0-9]+,", ""));
    }
    assertThat(Publications.current(files).orElseThrow().versions()).doesNotContainKey(lacking);

    RunResult result =
        lakes
            .run("earlier-kith")
            .backfill(new Quarters(Quarter.parse("2025-03-31"), Quarter.parse("2025-06-30")));

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(2);
    assertThat(result.message())
        .contains("An earlier Kith built the published night, " + LAST + ", without " + lacking);
  }

  /** Tables that keep all nights then hold the other extract's records. */
  @Test
  @Order(6)
  void aNightIsNoLongerDoneWhenAnotherExtractOfItWasBegun() throws Exception {
    Path night = lakes.copy(LAST, "broken");
    Path missing = night.resolve("ssd_missing.csv");
    List<String> lines = Lakes.lines(missing);
    for (int line = 1; line < lines.size(); line++) {
      Lakes.set(lines, line, "miss_missing_episode_start_date", "no day");
    }
    Lakes.write(missing, lines);
    RunResult broken =
        Lakes.run(lakes.environment("staged").with(null, lakes.folder().resolve("broken")))
            .run("nightly", Stage.ALL, LAST);
    assertThat(broken.exitCode().code()).as(broken.message()).isEqualTo(4);
    assertThat(incidentsLanded()).isZero();

    RunResult again =
        Lakes.run(lakes.environment("staged").with(null, lakes.folder().resolve("corrected")))
            .run("nightly", Stage.ALL, LAST);

    assertThat(again.exitCode().code()).as(again.message()).isZero();
    assertThat(again.message()).startsWith("Done: extract");
    assertThat(incidentsLanded()).isPositive();
  }

  /** Of the last night, in the newest version of the table. */
  private long incidentsLanded() {
    TableName raw = new TableName(Zone.RAW, "ssd_missing");
    DeltaLake lake = new DeltaLake(SparkTest.spark(), lakes.root("staged").path().toString());
    return lake.nights(raw, lake.version(raw), LAST).count();
  }

  private Map<String, String> figures() {
    Map<String, String> figures = new HashMap<>();
    lakes
        .table("staged", Tables.KPI_QUARTERLY)
        .selectExpr(
            "concat_ws(' ', kpi, period_type, as_at, breakdown, breakdown_value)",
            "concat_ws(' ', status, numerator, denominator, value, england, direction, rag)")
        .collectAsList()
        .forEach(row -> figures.put(row.getString(0), row.getString(1)));
    return figures;
  }
}
