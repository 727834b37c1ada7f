package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.lake.LakeRoot;
import kith.marts.Quarter;
import kith.marts.Quarters;
import kith.postcode.PostcodeLoad;
import kith.project.ExitCode;
import kith.project.Project;
import kith.simulate.InventedPostcodes;
import kith.simulate.Simulation;
import kith.table.PostcodeDirectory;
import kith.table.Tables;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A night before a postcode directory is loaded, and the same night afterwards. */
@Tag("long")
@Tag("part-2")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostcodeNightTest {

  private static final LocalDate NIGHT = Lakes.LAST_NIGHT;
  private static final String OUT = "cla_out_of_area_pct";
  private static final String FAR_OUT = "cla_out_of_area_20plus_pct";

  @TempDir private static Path folder;

  /** In a temporary stay the place that counts is another one than that of the record. */
  private static final String AT_ITS_OWN_PLACE =
      "postcode_district is not null and counted_placement_type = placement_type";

  private static final String NO_DISTANCE = AT_ITS_OWN_PLACE + " and distance_miles is null";

  private static Lakes lakes;
  private static long withoutDistance;

  private static RunResult nightly() {
    RunResult result = lakes.nightly("lake", NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    return result;
  }

  private static boolean load() throws IOException {
    Path file = InventedPostcodes.write(folder.resolve("directory.csv"));
    return new PostcodeLoad(Project.home(), lakes.environment("lake"))
        .load(file, "2025-08", NIGHT)
        .isNew();
  }

  /** Status of the totals of the latest quarter, by KPI. */
  private static Map<String, String> statuses() {
    return lakes
        .table("lake", Tables.KPI_QUARTERLY)
        .where("breakdown is null and as_at = date'2025-09-30'")
        .where("kpi in ('%s', '%s')".formatted(OUT, FAR_OUT))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs("kpi"),
                row -> row.<String>getAs("status"),
                (one, other) -> one,
                TreeMap::new));
  }

  private static long episodes(String where) {
    return lakes.table("lake", Tables.FACT_CARE_EPISODE).where(where).count();
  }

  @Test
  @Order(1)
  void withoutADirectoryTheFiguresAreNotAvailableAndTheRunSaysWhy() {
    lakes = new Lakes(folder);
    Simulation.into(lakes.source(), NIGHT).withSeed(7).withChildrenInCare(60).write();

    RunResult result = nightly();

    assertThat(statuses()).isEqualTo(Map.of(OUT, "not_available", FAR_OUT, "not_available"));
    assertThat(episodes("counted_in_area is not null")).isZero();
    withoutDistance = episodes(NO_DISTANCE);
    assertThat(withoutDistance).isPositive();
    assertThat(result.message())
        .contains(
            "No postcode directory is loaded, so these are not available: "
                + FAR_OUT
                + ", "
                + OUT
                + ". See docs/postcodes.md.");
  }

  @Test
  @Order(2)
  void aLoadAloneChangesNoFigureNotEvenOfABackfill() throws IOException {
    assertThat(load()).isTrue();

    RunResult backfill =
        lakes
            .run("lake")
            .backfill(new Quarters(Quarter.parse("2025-09-30"), Quarter.parse("2025-09-30")));

    assertThat(backfill.exitCode().code()).as(backfill.message()).isZero();
    assertThat(statuses()).isEqualTo(Map.of(OUT, "not_available", FAR_OUT, "not_available"));
  }

  @Test
  @Order(3)
  void theNextRunBuildsWhatRestsOnTheDirectoryAndNothingElse() {
    RunResult result = nightly();

    assertThat(result.message())
        .contains("Done: conform, marts, publish")
        .doesNotContain("No postcode");
    assertThat(statuses().values()).doesNotContain("not_available");
    assertThat(
            result.steps().stream()
                .filter(step -> step.stage().equals("conform") && !step.stands())
                .map(RunResult.Step::name))
        .contains("fact_care_episode", PostcodeDirectory.STEP)
        .doesNotContain("fact_benchmark", "fact_workforce", "dim_date");
    assertThat(episodes("counted_in_area")).isPositive();
    assertThat(episodes("not counted_in_area")).isPositive();
    assertThat(episodes(AT_ITS_OWN_PLACE + " and counted_in_area is null"))
        .as("the directory has every invented postcode")
        .isZero();
    assertThat(
            episodes(
                AT_ITS_OWN_PLACE
                    + " and counted_in_area != startswith(postcode_district, 'DH')"
                    + " and postcode_district rlike '^(DH|NE|TS|LS|CA|YO)'"))
        .isZero();
    assertThat(episodes(NO_DISTANCE))
        .as("only where no home is known")
        .isLessThan(withoutDistance / 2);
  }

  @Test
  @Order(4)
  void theRulesCountWhatTheDirectoryDoesNotKnow() {
    List<Row> rules =
        lakes
            .table("lake", Tables.KPI_QUALITY)
            .where("kpi = '%s' and rule like 'episode_placement_postcode%%'".formatted(OUT))
            .orderBy("rule")
            .collectAsList();

    assertThat(rules)
        .extracting(row -> row.<String>getAs("rule"))
        .containsExactly(
            "episode_placement_postcode_missing", "episode_placement_postcode_unknown");
    assertThat(rules).allMatch(row -> row.<Long>getAs("checked") > 0);
    assertThat(rules).extracting(row -> row.<String>getAs("status")).doesNotContain("error");
  }

  @Test
  @Order(5)
  void theSameDirectoryAgainMakesNothingNew() throws IOException {
    List<Path> commits = lakes.commits("lake");

    assertThat(load()).isFalse();
    assertThat(nightly().message()).contains("Already done");
    assertThat(lakes.commits("lake")).isEqualTo(commits);
  }

  @Test
  @Order(6)
  void aLostDirectoryStopsTheNightUntilItIsLoadedAgain() throws IOException {
    LakeRoot root = lakes.root("lake");
    PostcodeDirectory held = PostcodeDirectory.read(root.files()).orElseThrow();
    for (String path : held.files().keySet()) {
      Files.delete(root.path().resolve("reference/postcode").resolve(path));
    }

    RunResult stopped = lakes.nightly("lake", NIGHT);

    assertThat(stopped.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(stopped.message())
        .contains("Files of the postcode directory, edition 2025-08, are missing")
        .contains("kith postcodes load");
    assertThat(new LakeCheck(lakes.environment("lake")).damage())
        .anyMatch(line -> line.contains("postcode directory"));
    load();
    assertThat(nightly().message()).contains("Already done");
  }

  @Test
  @Order(7)
  void aDirectoryWhoseLogIsLostIsTakenAwayByARepair() throws IOException {
    Path lake = lakes.root("lake").path();
    FileUtils.deleteDirectory(lake.resolve("reference/postcode/_delta_log").toFile());
    FileUtils.deleteDirectory(lake.resolve("ops/log/reference.postcode").toFile());
    assertThat(lakes.nightly("lake", NIGHT).message()).contains("reference.postcode (0000");

    assertThat(new LakeCheck(lakes.environment("lake")).repair())
        .anyMatch(line -> line.contains("its table is lost"))
        .anyMatch(line -> line.contains("kith postcodes load"));

    assertThat(load()).isTrue();
    assertThat(nightly().message()).contains("Already done");
  }
}
