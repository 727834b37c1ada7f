package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kith.contract.Tables;
import kith.contract.Zone;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.LakeRoot;
import kith.lake.Lease;
import kith.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights that must not be loaded: each says why, with the right exit code, and publishes nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {

  private static final LocalDate NIGHT = Lakes.LAST_NIGHT;

  @TempDir private static Path folder;
  private Lakes lakes;

  @BeforeAll
  void simulate() {
    lakes = new Lakes(folder).simulate(1, false);
  }

  @Test
  void aNightWithoutItsMarkerIsTriedAgainLater() throws Exception {
    Path night = lakes.copy(NIGHT, "unmarked");
    Files.delete(night.resolve("_COMPLETE"));

    refused("unmarked", 5, "has no _COMPLETE");
  }

  @Test
  void aNightThatIsNotThereIsTriedAgainLater() {
    refused("nowhere", 5, "has no folder of");
  }

  @Test
  void aMissingColumnBreaksTheContract() {
    Path night = lakes.copy(NIGHT, "column");
    Path file = night.resolve("ssd_cla_placement.csv");
    List<String> lines = Lakes.lines(file);
    lines.set(0, lines.get(0).replace("clap_cla_placement_end_date", "another_column"));
    Lakes.write(file, lines);

    refused("column", 3, "column clap_cla_placement_end_date is missing (10 of 11 columns found)");
  }

  @Test
  void aMissingTableThatTheSourceCarriesBreaksTheContract() throws Exception {
    Path night = lakes.copy(NIGHT, "table");
    Files.delete(night.resolve("ssd_legal_status.csv"));

    refused("table", 3, "ssd.legal_status");
  }

  @Test
  void aCountThatDiffersFromTheMarkerBreaksTheContract() {
    Path night = lakes.copy(NIGHT, "count");
    Path file = night.resolve("ssd_person.csv");
    List<String> lines = Lakes.lines(file);
    lines.remove(lines.size() - 1);
    Lakes.write(file, lines);

    refused("count", 3, "but _COMPLETE says");
  }

  @Test
  void aMarkerOfAnotherNightBreaksTheContract() {
    Path night = lakes.copy(NIGHT, "marker");
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(line -> line.startsWith("business_date,") ? "business_date,2020-01-01" : line)
            .toList());

    refused("marker", 3, "of 2020-01-01, not of " + NIGHT);
  }

  @Test
  void aMarkerWithoutADateOrWithoutATableBreaksTheContract() {
    Path undated = lakes.copy(NIGHT, "undated").resolve("_COMPLETE");
    Lakes.write(
        undated,
        Lakes.lines(undated).stream()
            .map(line -> line.startsWith("business_date,") ? "business_date,31/02/2025" : line)
            .toList());
    Path uncounted = lakes.copy(NIGHT, "uncounted").resolve("_COMPLETE");
    Lakes.write(
        uncounted,
        Lakes.lines(uncounted).stream().filter(line -> !line.startsWith("ssd_missing,")).toList());

    refused("undated", 3, "it is no name and value");
    refused("uncounted", 3, "ssd.missing");
  }

  @Test
  void aNightInTheFutureBreaksTheContract() {
    RunResult result = lakes.nightly("future", LocalDate.now().plusDays(1));

    assertThat(result.exitCode().code()).isEqualTo(3);
    assertThat(result.message()).contains("lies in the future");
  }

  @Test
  void anExtractOfALaterDayUnderThisNightsNameBreaksTheContract() {
    Path night = lakes.copy(NIGHT, "renamed").getParent().resolve(NIGHT.minusDays(40).toString());
    try {
      Files.move(night.resolveSibling(NIGHT.toString()), night);
    } catch (java.io.IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream().filter(line -> !line.startsWith("business_date,")).toList());
    Environment environment =
        lakes.environment("refused-renamed").with(null, folder.resolve("renamed"));

    RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT.minusDays(40));

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(3);
    assertThat(result.message()).contains("it was taken on a later day");
  }

  @Test
  void aTruncatedFileOrOneInAnotherEncodingBreaksTheContract() throws Exception {
    Path cut = lakes.copy(NIGHT, "cut").resolve("ssd_cla_visits.csv");
    String text = Files.readString(cut).stripTrailing();
    Files.writeString(cut, text.substring(0, text.lastIndexOf(',', text.lastIndexOf(',') - 1)));
    Files.writeString(lakes.copy(NIGHT, "zero-bytes").resolve("ssd_cla_visits.csv"), "");
    Path utf16 = lakes.copy(NIGHT, "utf16").resolve("ssd_cla_visits.csv");
    Files.write(utf16, Files.readString(utf16).getBytes(java.nio.charset.StandardCharsets.UTF_16));
    Path twice = lakes.copy(NIGHT, "twice").resolve("ssd_cla_visits.csv");
    Files.writeString(
        twice,
        Files.readString(twice).replaceFirst("clav_cla_visit_seen_alone", "clav_cla_visit_seen"));

    refused("cut", 3, "the file stops within a record");
    refused("zero-bytes", 3, "the file is empty, not even a header");
    refused("utf16", 3, "is not UTF-8");
    refused("twice", 3, "names a column twice");
  }

  @Test
  void aNightWithoutAChildInCareIsHeldBackByItsQuality() {
    Path night = lakes.copy(NIGHT, "nobody");
    Path episodes = night.resolve("ssd_cla_episodes.csv");
    Lakes.write(episodes, Lakes.lines(episodes).subList(0, 1));
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(line -> line.startsWith("ssd_cla_episodes,") ? "ssd_cla_episodes,0" : line)
            .toList());

    refused("nobody", 4, "night_without_children_in_care: 1 of 1 rows");

    DeltaLake lake = new DeltaLake(SparkTest.spark(), folder.resolve("refused-nobody").toString());
    assertThat(
            lake.read(Tables.QUALITY_RESULT, lake.version(Tables.QUALITY_RESULT))
                .where("status = 'fail' and severity = 'hold'")
                .select("rule")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("night_without_children_in_care");
  }

  @Test
  void theLakeOfANewerKithIsRefused() {
    LakeRoot root = lakes.root("newer");
    root.prepare();
    root.keys(840, lakes.environment("newer").secret(), false);
    var about =
        (com.fasterxml.jackson.databind.node.ObjectNode) root.files().read("lake.json").get();
    root.files().write("lake.json", about.put("format", about.get("format").asInt() + 1));

    RunResult result = lakes.nightly("newer", NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("written by a newer version of Kith");
  }

  @Test
  void aFullDiskIsTriedAgainLater() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString())
            .redirectErrorStream(true)
            .start();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        mount.waitFor() == 0, "only an administrator can mount a small disk");
    try {
      Environment environment =
          lakes.environment("unused").with(small.resolve("lake"), lakes.source());

      RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

      assertThat(result.exitCode().code()).as(result.message()).isEqualTo(5);
      assertThat(result.message()).contains("has room");
      assertThat(small.resolve("lake/published/current.json")).doesNotExist();
    } finally {
      new ProcessBuilder("umount", "-l", small.toString()).start().waitFor();
    }
  }

  @Test
  void aLakeThatAnotherRunHoldsIsTriedAgainLater() {
    LakeRoot root = lakes.root("held");
    root.prepare();
    try (Lease lease = Lease.take(root.path())) {
      RunResult result = lakes.nightly("held", NIGHT);

      assertThat(result.exitCode().code()).isEqualTo(6);
      assertThat(result.message()).contains("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void anotherSecretIsRefused() {
    LakeRoot root = lakes.root("keyed");
    root.prepare();
    root.keys(840, java.util.Optional.of("the first secret".getBytes()), false);

    RunResult result = lakes.nightly("keyed", NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("secret");
  }

  @Test
  void aMissingSecretIsRefusedWhereNoneMayBeMade() {
    Environment bare =
        new Environment(
            "test",
            840,
            folder.resolve("bare"),
            lakes.source(),
            null,
            null,
            false,
            null,
            "local[2]",
            Map.of());

    RunResult result = Lakes.run(bare).run("nightly", Stage.ALL, NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("no secret");
  }

  @Test
  void theLakeOfAnotherAuthorityIsRefused() {
    LakeRoot root = lakes.root("other");
    root.prepare();
    root.keys(841, lakes.environment("other").secret(), false);

    RunResult result = lakes.nightly("other", NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("belongs to authority 841");
  }

  @Test
  void aSimulatedExtractIsNotMixedWithRealRecords() {
    LakeRoot root = lakes.root("real");
    root.prepare();
    root.keys(840, lakes.environment("real").secret(), false);
    root.keepApart(false);

    RunResult result = lakes.nightly("real", NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("SIMULATED");
  }

  @Test
  void aLakeThatIsOpenToEverybodyIsRefused() throws Exception {
    LakeRoot root = lakes.root("open");
    root.prepare();
    Files.setPosixFilePermissions(
        root.path().resolve(Zone.RESTRICTED.folder()),
        PosixFilePermissions.fromString("rwxr-xr-x"));

    RunResult result = lakes.nightly("open", NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("open to everybody");
  }

  @Test
  void aStageWhoseStageBeforeIsMissingIsRefused() {
    RunResult result = lakes.run("empty").run("conform", List.of(Stage.CONFORM), NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("has not been extracted yet");
  }

  @Test
  void keysDifferByAuthorityAndSecretOnly() {
    Keys keys = new Keys("one".getBytes(), 840);

    assertThat(keys.key("person", "17"))
        .isEqualTo(new Keys("one".getBytes(), 840).key("person", "17"));
    assertThat(keys.key("person", "17"))
        .isNotEqualTo(new Keys("one".getBytes(), 841).key("person", "17"));
    assertThat(keys.key("person", "17"))
        .isNotEqualTo(new Keys("two".getBytes(), 840).key("person", "17"));
    assertThat(keys.key("person", "17")).isNotEqualTo(keys.key("worker", "17"));
    assertThat(keys.key("person", "17")).isNotNegative();
    assertThat(keys.key("person", null)).isNull();
  }

  private void refused(String source, int code, String because) {
    Environment environment =
        lakes.environment("refused-" + source).with(null, folder.resolve(source));

    RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(code);
    assertThat(result.message()).contains(because);
    assertThat(folder.resolve("refused-" + source + "/published/current.json")).doesNotExist();
  }
}
