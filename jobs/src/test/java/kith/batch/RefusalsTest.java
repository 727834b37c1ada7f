package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.LakeRoot;
import kith.lake.Lease;
import kith.project.Environment;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import kith.testing.Environments;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights that must not be published, each after a published night: the message, the exit code, what
 * is left in {@code ops}, and that readers still see the night before.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {

  private static final LocalDate NIGHT = Lakes.LAST_NIGHT;
  private static final LocalDate BEFORE = NIGHT.minusDays(1);

  /** The lake in which the night before is published; every test breaks a copy of it. */
  private static final String PUBLISHED = "published";

  private static final TableName CONTROL_TOTAL = new TableName(Zone.OPS, "control_total");

  private static final TableName VISITS_QUARANTINED =
      new TableName(Zone.QUARANTINE, "ssd_cla_visits");

  /** The start of the message for a night that is held back because of its volume. */
  private static final String FAR_FEWER = "Far fewer records than in the night of ";

  private static final String NOBODY = "unknown_person:clav_person_id";

  @TempDir private static Path folder;
  private Lakes lakes;

  @BeforeAll
  void theNightBeforeIsPublished() {
    lakes = new Lakes(folder).simulate(2, false);
    RunResult result = lakes.nightly(PUBLISHED, BEFORE);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  @Test
  void aNightWithoutItsMarkerIsTriedAgainLater() throws Exception {
    Path night = lakes.copy(NIGHT, "unmarked");
    Files.delete(night.resolve("_COMPLETE"));

    refused("unmarked", 5, "has no _COMPLETE");
  }

  @Test
  void aNightWhoseMarkerIsStillBeingWrittenIsTriedAgainLater() throws Exception {
    Files.writeString(lakes.copy(NIGHT, "writing").resolve("_COMPLETE"), "\n");

    Path half = lakes.copy(NIGHT, "half").resolve("_COMPLETE");
    String text = Files.readString(half);
    Files.writeString(half, text.substring(0, text.lastIndexOf(',')));

    // Cut within a number, and within a word, which must not be read as another word.
    Path number = lakes.copy(NIGHT, "number").resolve("_COMPLETE");
    String count =
        text.lines().filter(line -> line.startsWith("ssd_cla_visits,")).findFirst().get();
    Files.writeString(
        number, text.replace(count + "\n", "") + count.substring(0, count.length() - 1));
    Path word = lakes.copy(NIGHT, "word").resolve("_COMPLETE");
    Files.writeString(word, text.replaceFirst("simulated,true\n", "") + "simulated,t");

    refused("number", 5, "no line end after its last line, and its counts differ from the files");
    refused("word", 5, "its _COMPLETE is empty or ends within a line");
    refused("writing", 5, "its _COMPLETE is empty or ends within a line");
    refused("half", 5, "its _COMPLETE is empty or ends within a line");
  }

  @Test
  void aSourceThatIsNoFolderIsTriedAgainLater() throws Exception {
    Files.writeString(folder.resolve("no-folder"), "");

    refused("no-folder", 5, "the source");
  }

  @Test
  void aStoreThatCannotBeReachedIsTriedAgainLater() throws Exception {
    Files.writeString(folder.resolve("no-store"), "");
    Environment environment =
        lakes.environment("unused").with(folder.resolve("no-store/lake"), lakes.source());

    RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(5);
    assertThat(result.message())
        .contains("Cannot create the lake's folders")
        .contains("Nothing was run.")
        .contains("Check that the lake's storage is available and writable")
        .contains("run the command again")
        .doesNotContain("figures published before stand");
    assertThat(result.steps()).isEmpty();
    assertThat(result.isPublished()).isFalse();
    assertThat(folder.resolve("no-store")).isEmptyFile();
    assertThat(folder.resolve("unused")).as("no lake in another place").doesNotExist();
  }

  @Test
  void aTableThatIsThereTwiceBreaksTheContract() throws Exception {
    Files.writeString(lakes.copy(NIGHT, "two-formats").resolve("ssd_missing.parquet"), "PAR1");

    refused(
        "two-formats",
        3,
        "ssd.missing for "
            + NIGHT
            + ": it is there twice, as ssd_missing.csv and as ssd_missing.parquet");
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
  void everyTableThatBreaksItsContractIsNamedAtOnce() throws Exception {
    Path night = lakes.copy(NIGHT, "several");
    Files.delete(night.resolve("ssd_legal_status.csv"));
    Files.writeString(night.resolve("ssd_missing.parquet"), "PAR1");
    Path placements = night.resolve("ssd_cla_placement.csv");
    Files.writeString(
        placements, Files.readString(placements).replaceFirst("clap_cla_placement_type", "type"));

    RunResult result = refused("several", 3, "Cannot load 3 of ");
    assertThat(result.message())
        .contains("\n  ssd.legal_status: _COMPLETE says ")
        .contains("\n  ssd.missing: it is there twice")
        .contains("\n  ssd.cla_placement: column clap_cla_placement_type is missing")
        .contains("Ask the system team to send these files again");
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

    refused("marker", 3, "for 2020-01-01, not for " + NIGHT);
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

    refused("undated", 3, "it is not a name and a value");
    refused("uncounted", 3, "ssd.missing");
  }

  @Test
  void aNightInTheFutureBreaksTheContract() {
    refused("future", lakes.source(), LocalDate.now().plusDays(1), 3, "is in the future");
  }

  @Test
  void anExtractOfALaterDayUnderThisNightsNameIsHeldBack() throws Exception {
    Path night = lakes.copy(NIGHT, "later");
    Path file = night.resolve("ssd_cla_episodes.csv");
    List<String> lines = Lakes.lines(file);
    for (int i = 1; i < lines.size(); i++) {
      Lakes.set(lines, i, "clae_entered_care_date", NIGHT.plusDays(2).toString());
    }
    Lakes.write(file, lines);

    refused("later", 4, "have dates after that day: ssd_cla_episodes.clae_entered_care_date (");
  }

  @Test
  void aTruncatedFileOrOneInAnotherEncodingBreaksTheContract() throws Exception {
    Path cut = lakes.copy(NIGHT, "cut").resolve("ssd_cla_visits.csv");
    String text = Files.readString(cut).stripTrailing();
    Files.writeString(cut, text.substring(0, text.lastIndexOf(',', text.lastIndexOf(',') - 1)));
    Files.writeString(lakes.copy(NIGHT, "last-cell").resolve("ssd_cla_visits.csv"), text);
    Files.writeString(lakes.copy(NIGHT, "zero-bytes").resolve("ssd_cla_visits.csv"), "");
    Path latin = lakes.copy(NIGHT, "latin").resolve("ssd_cla_visits.csv");
    Files.write(
        latin,
        Files.readString(latin)
            .replaceFirst("\n", ",caf\u00e9\n")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    Path twice = lakes.copy(NIGHT, "twice").resolve("ssd_cla_visits.csv");
    Files.writeString(
        twice,
        Files.readString(twice).replaceFirst("clav_cla_visit_seen_alone", "clav_cla_visit_seen"));

    refused("cut", 3, "the file ends within a record");
    refused("zero-bytes", 3, "the file is empty, not even a header");
    refused("last-cell", 3, "it ends without a line end, which the other files of the night have");
    refused("latin", 3, "line 1 is not UTF-8, the encoding it should have; it may be Windows");
    refused("twice", 3, "names a column twice");
  }

  @Test
  void aNightWithFarFewerRecordsIsHeldBackBeforeAnythingIsLoaded() {
    withoutEpisodes("fewer");

    RunResult result = refused("fewer", 4, FAR_FEWER + BEFORE);

    assertThat(result.message())
        .contains("ssd_cla_episodes (")
        .contains("Nothing was loaded or published")
        .contains("--accept-volume cla_episodes");
  }

  @Test
  void aNightWithoutAChildInCareIsHeldBackByItsQuality() {
    withoutEpisodes("nobody");

    refused(
        "nobody",
        folder.resolve("nobody"),
        NIGHT,
        4,
        "night_without_children_in_care: 1 of 1 rows",
        "cla_episodes");

    assertThat(
            ops("nobody", Tables.QUALITY_RESULT, "status = 'fail' and severity = 'hold'", "rule"))
        .containsExactly("night_without_children_in_care");
    assertThat(ops("nobody", CONTROL_TOTAL, "volume_accepted", "source_table"))
        .containsExactly("cla_episodes");
  }

  /** Copies the night without an episode of care. */
  private void withoutEpisodes(String to) {
    Path night = lakes.copy(NIGHT, to);
    Path episodes = night.resolve("ssd_cla_episodes.csv");
    Lakes.write(episodes, Lakes.lines(episodes).subList(0, 1));
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(line -> line.startsWith("ssd_cla_episodes,") ? "ssd_cla_episodes,0" : line)
            .toList());
  }

  @Test
  void aNightOfWhichTooMuchIsQuarantinedIsHeldBack() {
    Path file = lakes.copy(NIGHT, "rejects").resolve("ssd_cla_visits.csv");
    List<String> lines = Lakes.lines(file);
    int records = lines.size() - 1;
    int broken = records / 50;
    for (int i = 1; i <= broken; i++) {
      Lakes.set(lines, i, "clav_person_id", "nobody");
    }
    Lakes.write(file, lines);

    refused(
        "rejects",
        4,
        "quarantined than the contracts allow: ssd_cla_visits (" + broken + " of " + records + ")");

    assertThat(ops("rejects", CONTROL_TOTAL, "source_table = 'cla_visits'", "quarantined_rows"))
        .containsExactly(String.valueOf(broken));
    assertThat(ops("rejects", CONTROL_TOTAL, "not holds", "source_table")).isEmpty();
    assertThat(
            ops("rejects", VISITS_QUARANTINED, "array_contains(reasons, '" + NOBODY + "')", "line"))
        .hasSize(broken);
    assertThat(Said.by("status", "--lake", folder.resolve(lake("rejects")).toString()).text())
        .contains("Control totals of " + BEFORE + " ")
        .contains("Control totals of " + NIGHT + ", not published")
        .containsPattern(
            "ssd_cla_visits +%,d +%,d +%d +0".formatted(records, records - broken, broken));
  }

  @Test
  void aNightWhoseDatesAreWrittenInAnotherWayIsHeldBack() {
    Path file = lakes.copy(NIGHT, "respelled").resolve("ssd_cla_episodes.csv");
    List<String> lines = Lakes.lines(file);
    int records = lines.size() - 1;
    for (int i = 1; i <= records; i++) {
      String day = Lakes.cell(lines, i, "clae_cla_episode_start_date");
      // Without the century the year is ambiguous.
      Lakes.set(lines, i, "clae_cla_episode_start_date", day.substring(2, 10));
    }
    Lakes.write(file, lines);

    refused(
        "respelled",
        4,
        ("ssd_cla_episodes.clae_cla_episode_start_date (%,d of %,d filled cells are not of type"
                + " date)")
            .formatted(records, records));

    assertThat(
            ops(
                "respelled",
                new TableName(Zone.OPS, "source_count"),
                "measure = 'unusable' and `column` = 'clae_cla_episode_start_date'",
                "cells"))
        .containsExactly(String.valueOf(records));
  }

  @Test
  void theLakeOfANewerKithIsRefused() {
    LakeRoot root = copy("newer");
    ObjectNode about = (ObjectNode) root.files().read("lake.json").get();
    root.files().write("lake.json", about.put("format", about.get("format").asInt() + 1));

    refusedLake("newer", 2, "written by a newer version of Kith");
    assertThatThrownBy(() -> root.requireReadable(Set.of(Zone.MARTS), 840))
        .as("readers are refused as well")
        .hasMessageContaining("written by a newer version of Kith");
  }

  @Test
  void theLakeOfAnotherAuthorityIsRefused() {
    LakeRoot root = copy("other");
    ObjectNode about = (ObjectNode) root.files().read("lake.json").get();
    root.files().write("lake.json", about.put("authority_code", 841));

    refusedLake("other", 2, "belongs to authority 841");
    assertThatThrownBy(() -> root.requireReadable(Set.of(Zone.MARTS), 840))
        .as("readers are refused as well")
        .hasMessageContaining("belongs to authority 841");
  }

  @Test
  void aSimulatedExtractIsNotMixedWithRealRecords() {
    LakeRoot root = copy("real");
    ObjectNode about = (ObjectNode) root.files().read("lake.json").get();
    root.files().write("lake.json", about.put("simulated", false));

    refusedLake("real", 2, "SIMULATED");
  }

  @Test
  void anotherSecretAndAMissingOneAreRefused() throws Exception {
    copy("keyed");
    Path other = Files.writeString(folder.resolve("other-secret"), "another secret for tests");

    refusedWith(secret("keyed", other), "keyed", NIGHT, 2, "The secret is not the one");
    refusedWith(secret("keyed", null), "keyed", NIGHT, 2, "no secret");
  }

  @Test
  void anEmptySecretAndADamagedFileOfTheLakeAreRefused() throws Exception {
    copy("empty-secret");
    Path empty = Files.writeString(folder.resolve("empty.secret"), "\n");
    LakeRoot zero = copy("zero");
    Files.writeString(zero.path().resolve("lake.json"), "");
    LakeRoot half = copy("half-told");
    Path told =
        half.path().resolve("ops/nights").resolve(BEFORE.toString()).resolve("extract.json");
    Files.writeString(told, Files.readString(told).substring(0, 100));

    refusedWith(secret("empty-secret", empty), "empty-secret", NIGHT, 2, "is empty");
    refusedLake("zero", 2, "lake.json is damaged");
    refusedLake("half-told", 2, "extract.json is damaged");
  }

  @Test
  void aLakeWithoutItsLakeJsonAndASecretThatCouldBeGuessedAreRefused() throws Exception {
    LakeRoot lost = copy("lost");
    Files.delete(lost.path().resolve("lake.json"));
    Path other = Files.writeString(folder.resolve("guess"), "too short");

    refusedLake("lost", 2, "lake.json is gone");
    RunResult made =
        Lakes.run(secret("guessed", other)).run("nightly", Stage.ALL, NIGHT, List.of());
    assertThat(made.exitCode().code()).isEqualTo(2);
    assertThat(made.message()).contains("shorter than 16 characters");
    assertThat(lakes.commits("guessed")).isEmpty();
  }

  /** A stray folder beside the nights is left alone. */
  @Test
  void yesterdaysFilesUnderTodaysMarkerAreTold() throws Exception {
    LakeRoot root = copy("beside");
    Files.createDirectory(root.path().resolve("ops/nights/lost+found"));
    Path again = lakes.copy(BEFORE, "again").resolveSibling(NIGHT.toString());
    Files.move(again.resolveSibling(BEFORE.toString()), again);
    Path marker = again.resolve("_COMPLETE");
    Files.writeString(
        marker,
        Files.readString(marker).replace("business_date," + BEFORE, "business_date," + NIGHT));

    RunResult result =
        Lakes.run(lakes.environment("beside").with(null, folder.resolve("again")))
            .run("nightly", Stage.ALL, NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.message())
        .contains("The files are, byte for byte, those of the night of " + BEFORE);
    assertThat(root.files().nights()).containsExactly(BEFORE, NIGHT);
  }

  private Environment secret(String lake, Path file) {
    return Environments.of(folder.resolve(lake), lakes.source(), file);
  }

  @Test
  void aLakeThatIsOpenToEverybodyIsRefused() throws Exception {
    LakeRoot root = copy("open");
    Files.setPosixFilePermissions(
        root.path().resolve(Zone.RESTRICTED.folder()),
        PosixFilePermissions.fromString("rwxr-xr-x"));

    RunResult result = lakes.nightly("open", NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("open to everybody");
    assertThat(lakes.published("open").businessDate()).isEqualTo(BEFORE);
    assertThat(lakes.commits("open")).isEqualTo(lakes.commits(PUBLISHED));
  }

  @Test
  void aLakeThatAnotherRunHoldsIsTriedAgainLater() {
    LakeRoot root = copy("held");
    try (Lease lease = Lease.take(root.path())) {
      RunResult result = lakes.nightly("held", NIGHT);

      assertThat(result.exitCode().code()).isEqualTo(6);
      assertThat(result.message()).contains("process " + ProcessHandle.current().pid());
    }
    assertThat(lakes.published("held").businessDate()).isEqualTo(BEFORE);
    assertThat(lakes.commits("held")).isEqualTo(lakes.commits(PUBLISHED));
  }

  @Test
  void aDiskThatFillsUpIsTriedAgainLaterAndYesterdayStands() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", small.toString())
            .redirectErrorStream(true)
            .start();
    org.junit.jupiter.api.Assumptions.assumeTrue(
        mount.waitFor() == 0, "only an administrator can mount a small disk");
    try {
      lakes.copyLake(PUBLISHED, "small/lake");
      Path pointer = small.resolve("lake/published/current.json");
      String before = Files.readString(pointer);
      long spare = small.toFile().getUsableSpace() - (2 << 20);
      try (var ballast = new java.io.RandomAccessFile(small.resolve("ballast").toFile(), "rw")) {
        byte[] block = new byte[1 << 20];
        for (long written = 0; written < spare; written += block.length) {
          ballast.write(block, 0, (int) Math.min(block.length, spare - written));
        }
      }
      Environment environment = lakes.environment("small/lake").with(null, lakes.source());

      RunResult full = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

      assertThat(full.exitCode().code()).as(full.message()).isEqualTo(5);
      assertThat(full.message()).contains("has free space");
      assertThat(pointer).hasContent(before);

      Files.delete(small.resolve("ballast"));
      RunResult again = Lakes.run(environment).run("nightly", Stage.ALL, NIGHT);

      assertThat(again.exitCode().code()).as(again.message()).isZero();
      assertThat(lakes.published("small/lake").businessDate()).isEqualTo(NIGHT);
    } finally {
      new ProcessBuilder("umount", "-l", small.toString()).start().waitFor();
    }
  }

  @Test
  void aNightThatWasPublishedBeforeItFailedSaysSo() throws Exception {
    LakeRoot root = copy(lake("told"));
    Path results = root.path().resolve("ops/results");
    for (Path result : Lakes.files(results)) {
      Files.delete(result);
    }
    Files.delete(results);
    Files.writeString(results, "no folder");

    RunResult untold = lakes.nightly(lake("told"), NIGHT);

    assertThat(untold.exitCode().code()).as(untold.message()).isEqualTo(5);
    assertThat(untold.message())
        .contains("Cannot write ops/results/")
        .contains("This run's figures were published before that")
        .doesNotContain("Nothing was published")
        .doesNotContain("figures published before stand");
    assertThat(lakes.published(lake("told")).businessDate()).isEqualTo(NIGHT);

    Files.delete(results);
    assertThat(lakes.nightly(lake("told"), NIGHT).message()).startsWith("Already done");
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

  private RunResult refused(String source, int code, String because) {
    return refused(source, folder.resolve(source), NIGHT, code, because);
  }

  private RunResult refused(
      String name,
      Path source,
      LocalDate night,
      int code,
      String because,
      String... acceptedVolume) {
    copy(lake(name));
    return refusedWith(
        lakes.environment(lake(name)).with(null, source),
        lake(name),
        night,
        code,
        because,
        acceptedVolume);
  }

  private void refusedLake(String lake, int code, String because) {
    refusedWith(lakes.environment(lake), lake, NIGHT, code, because);
  }

  /**
   * Runs a night that ends with this code and message, records both in {@code ops} and publishes
   * nothing. A night refused before its control totals leaves nothing in any table.
   */
  private RunResult refusedWith(
      Environment environment,
      String lake,
      LocalDate night,
      int code,
      String because,
      String... acceptedVolume) {
    Path pointer = folder.resolve(lake).resolve("published/current.json");
    String before = read(pointer);
    List<Path> commits = lakes.commits(lake);

    RunResult result =
        Lakes.run(environment).run("nightly", Stage.ALL, night, List.of(acceptedVolume));

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(code);
    assertThat(result.message()).contains(because);
    assertThat(result.message()).containsPattern("figures published before stand|Nothing was run");
    assertThat(read(pointer)).isEqualTo(before);
    assertThat(lakes.published(lake).businessDate()).isEqualTo(BEFORE);
    JsonNode written = lakes.root(lake).files().read("ops/result.json").orElseThrow();
    assertThat(written.path("exit_code").asInt()).isEqualTo(code);
    assertThat(written.path("business_date").asText()).isEqualTo(night.toString());
    assertThat(written.path("message").asText()).isEqualTo(result.message());
    boolean isJudged = code == 4 && !because.startsWith(FAR_FEWER);
    if (!isJudged) {
      assertThat(totals(lakes.commits(lake))).isEqualTo(totals(commits)).hasSize(2);
      assertThat(lakes.commits(lake)).isEqualTo(commits);
      assertThat(written.path("tables")).isEmpty();
      assertThat(written.path("steps")).isEmpty();
    }
    return result;
  }

  /** The commits of the two tables with the counts of a night's records. */
  private static List<Path> totals(List<Path> commits) {
    return commits.stream()
        .filter(
            commit ->
                commit.startsWith("ops/control_total") || commit.startsWith("ops/source_count"))
        .toList();
  }

  private static String lake(String source) {
    return "refused-" + source;
  }

  private LakeRoot copy(String lake) {
    lakes.copyLake(PUBLISHED, lake);
    return lakes.root(lake);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }

  /** A column of the refused night's rows in {@code ops}. */
  private List<String> ops(String source, TableName table, String where, String column) {
    DeltaLake lake = new DeltaLake(SparkTest.spark(), folder.resolve(lake(source)).toString());
    return lake
        .read(table, lake.version(table))
        .where("business_date = date'" + NIGHT + "'")
        .where(where)
        .selectExpr("cast(`" + column + "` as string)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
