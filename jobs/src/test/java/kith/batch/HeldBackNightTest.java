package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;

/**
 * Nights whose records are too few, too broken or of another day (exit code 4), and one whose files
 * are those of the night before.
 */
class HeldBackNightTest extends AfterAPublishedNight {

  private static final TableName CONTROL_TOTAL = new TableName(Zone.OPS, "control_total");

  private static final TableName VISITS_QUARANTINED =
      new TableName(Zone.QUARANTINE, "ssd_cla_visits");

  private static final String NOBODY = "unknown_person:clav_person_id";

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
