package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.lake.LakeFiles;
import kith.lake.LakeRoot;
import kith.table.Counts;
import kith.table.SourceMark;
import kith.table.StageStep;
import kith.table.Tables;
import kith.table.Written;
import kith.testing.Counted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rerun counts as done. */
class StepResultsTest {

  private static final List<SourceMark> SOURCES =
      List.of(
          new SourceMark("north", "one", "this code", LocalDate.of(2019, 4, 1), true, true),
          new SourceMark("south", "other", "other code", null, false, false));

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  @TempDir private Path folder;
  private LakeFiles files;

  private record Named(String name, List<String> after) implements StageStep {
    @Override
    public Result run() {
      return new Result(List.of(), new Counts());
    }
  }

  /** A chain of three, the last named first, and one step beside it. */
  private static final List<StageStep> STEPS =
      List.of(
          new Named("visit", List.of("placement")),
          new Named("placement", List.of("episode")),
          new Named("episode", List.of()),
          new Named("calendar", List.of()));

  @BeforeEach
  void aLakeIsThere() {
    LakeRoot root = new LakeRoot(folder.resolve("lake"));
    root.prepare();
    files = root.files();
  }

  @Test
  void aRelaunchTakesUpTheStepsThatTheRunBeforeHasKept() {
    keep(results("content", 1), "episode", "calendar");

    StepResults relaunch = results("content", 1);

    assertThat(relaunch.takeUp(STEPS)).containsOnlyKeys("episode", "calendar");
    assertThat(relaunch.counts().byStep()).containsOnlyKeys("episode", "calendar");
  }

  @Test
  void aResultOfOtherContentOrOfAnEarlierAttemptIsNotTakenUp() {
    keep(results("content", 1), "episode");

    assertThat(results("other content", 1).takeUp(STEPS)).isEmpty();
    assertThat(results("content", 2).takeUp(STEPS)).isEmpty();
  }

  @Test
  void aStepWhoseResultIsLostIsMadeAgainWithAllThatWaitForIt() throws Exception {
    keep(results("content", 1), "episode", "placement", "visit", "calendar");

    Files.delete(folder.resolve("lake/ops/nights/2025-03-31/conform/episode.json"));

    StepResults relaunch = results("content", 1);
    assertThat(relaunch.takeUp(STEPS)).containsOnlyKeys("calendar");

    // Stopped after the first of them: the next run runs the others again.
    keep(relaunch, "episode");
    assertThat(results("content", 1).takeUp(STEPS)).containsOnlyKeys("calendar", "episode");
  }

  @Test
  void whatWasMadeForTheSameKeyOfAStepStandsForAnotherContentOfTheNight() {
    results("content", 1).keep("episode", Optional.of("inputs"), rows(3));
    results("content", 1).keep("calendar", Optional.empty(), rows(4));

    StepResults other = results("other content", 2);
    assertThat(other.takeUp(STEPS)).isEmpty();

    assertThat(other.standing("episode", "inputs")).contains(rows(3));
    assertThat(other.standing("episode", "other inputs")).isEmpty();
    assertThat(other.standing("visit", "inputs")).isEmpty();
    assertThat(other.standing("calendar", "")).as("a step without a key").isEmpty();
  }

  @Test
  void whatTheNightBeforeMadeForTheSameKeyStandsToo() {
    StageRecord before = StageRecord.begun("content", 1, "files", SOURCES);
    before.keep(files, NIGHT.minusDays(1), "conform", "episode", Optional.of("inputs"), rows(3));
    before.keep(files, NIGHT.minusDays(2), "conform", "placement", Optional.of("inputs"), rows(4));

    StepResults tonight = results("other content", 1);
    assertThat(tonight.takeUp(STEPS)).isEmpty();

    assertThat(tonight.standing("episode", "inputs")).contains(rows(3));
    assertThat(tonight.standing("placement", "inputs")).as("of an earlier night").isEmpty();
  }

  @Test
  void theRecordOfAStageHoldsWhatWasTakenUpAndWhatWasMade() {
    StepResults first = results("content", 1);
    first.keep(
        "episode",
        Optional.empty(),
        new StageStep.Result(
            List.of(new Written(Tables.FACT_CARE_EPISODE, 3, 12, Map.of())),
            new Counts().put("rows", 12)));

    StepResults relaunch = results("content", 1);
    relaunch.takeUp(STEPS);
    relaunch.keep(
        "placement",
        Optional.empty(),
        new StageStep.Result(
            List.of(new Written(Tables.FACT_PLACEMENT, 5, 7, Map.of())),
            new Counts().put("rows", 7)));

    StageRecord record = relaunch.complete();
    assertThat(record.tables())
        .containsOnly(
            Map.entry(Tables.FACT_CARE_EPISODE.qualified(), 3L),
            Map.entry(Tables.FACT_PLACEMENT.qualified(), 5L));
    assertThat(record.counts())
        .isEqualTo(
            Counted.by(Map.of("episode", Map.of("rows", 12L), "placement", Map.of("rows", 7L))));
  }

  /** Tables that keep all nights may hold something else from the first step on. */
  @Test
  void aStageIsNoLongerWhatItsRecordTellsOnceAnotherContentHasBegun() {
    StepResults first = results("content", 1);
    keep(first, "episode", "placement", "visit", "calendar");
    StageRecord record = first.complete();
    assertThat(results("content", 1).areOf(record)).isTrue();

    results("other content", 2).takeUp(STEPS);

    assertThat(results("content", 1).areOf(record)).isFalse();
  }

  @Test
  void theSourcesOfTheNightAreNotedInTheRecord() {
    StepResults results = results("content", 1);
    keep(results, "episode");
    results.complete().write(files, NIGHT, "conform");

    assertThat(StageRecord.read(files, NIGHT, "conform").orElseThrow().sources())
        .isEqualTo(SOURCES);
  }

  @Test
  void aRecordOfAnEarlierKithTellsOfItsOneSource() {
    ObjectNode earlier =
        JsonNodeFactory.instance
            .objectNode()
            .put("key", "content")
            .put("attempt", 1)
            .put("fingerprint", "files")
            .put("window_start", "2019-04-01")
            .put("simulated", true);
    earlier.putObject("tables");
    earlier.putObject("counts");
    files.write("ops/nights/2025-03-31/conform.json", earlier);

    StageRecord record = StageRecord.read(files, NIGHT, "conform").orElseThrow();
    assertThat(record.simulated()).isTrue();
    assertThat(record.sources())
        .containsExactly(new SourceMark("", "files", "", LocalDate.of(2019, 4, 1), true, true));
  }

  private StepResults results(String key, long attempt) {
    return new StepResults(
        files,
        NIGHT,
        "conform",
        StageRecord.begun(key, attempt, "files", SOURCES),
        Optional.of(NIGHT.minusDays(1)));
  }

  private static StageStep.Result rows(long rows) {
    return new StageStep.Result(
        List.of(new Written(Tables.FACT_CARE_EPISODE, 3, rows, Map.of())),
        new Counts().put("rows", rows));
  }

  private static void keep(StepResults results, String... steps) {
    for (String step : steps) {
      results.keep(
          step, Optional.empty(), new StageStep.Result(List.of(), new Counts().put("rows", 1)));
    }
  }
}
