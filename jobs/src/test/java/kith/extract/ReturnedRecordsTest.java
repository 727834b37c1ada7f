package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Zone;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that disappear on the second of three nights and return, or not, on the third: the
 * extract stage over a lake, the verdicts in {@code raw} and the list in {@code ops.went_record}.
 */
class ReturnedRecordsTest {

  private static final LocalDate THIRD = LocalDate.of(2025, 3, 31);
  private static final LocalDate SECOND = THIRD.minusDays(1);
  private static final LocalDate FIRST = THIRD.minusDays(2);

  private static final SourceSystem SOURCE =
      TextNight.source("person", "missing", "return_interview");

  private static final String MISSING =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted";

  private static final String INTERVIEWS = "missing_id,offered_on,accepted,held_at";

  private static final String STAYS = "9,11,2025-03-20,M,2025-03-21,,";
  private static final String RETURNS = "1,11,2025-03-02,M,2025-03-04,,";
  private static final String RETURNS_CORRECTED = "2,11,2025-03-05,M,,,";
  private static final String CORRECTED = "2,11,2025-03-05,M,2025-03-06,,";
  private static final String DELETED = "3,11,2025-03-07,M,2025-03-08,,";
  private static final String LEAVES_THE_WINDOW = "4,11,2019-03-29,M,2019-03-30,,";

  private static Map<String, String> namesByContent;
  private static SmallExtract first;
  private static SmallExtract second;
  private static SmallExtract third;

  @BeforeAll
  static void threeNights(@TempDir Path folder) {
    first =
        new SmallExtract(
                night(FIRST, STAYS, RETURNS, RETURNS_CORRECTED, DELETED, LEAVES_THE_WINDOW)
                    .with("return_interview", INTERVIEWS, "1,2025-03-05,Y,", "2,2025-03-06,Y,"),
                folder)
            .run();
    namesByContent = names(first);
    second =
        new SmallExtract(
                night(SECOND, STAYS).with("return_interview", INTERVIEWS, "2,2025-03-06,Y,"),
                folder)
            .after(first)
            .accepting("ssd_missing", "ssd_return_interview")
            .run();
    // The optional file of interviews is not there.
    third =
        new SmallExtract(night(THIRD, STAYS, RETURNS, CORRECTED), folder)
            .after(second)
            .accepting("ssd_return_interview")
            .run();
  }

  /** The window of the extract starts six years before the night. */
  private static MemoryNight night(LocalDate date, String... episodes) {
    String[] person = TextNight.PERSON_11.split("\n");
    return new MemoryNight(SOURCE, date)
        .from(date.minusYears(6).plusDays(1))
        .with("person", person[0], person[1])
        .with("missing", MISSING, episodes);
  }

  /** Table and number of each record, by the hash of its content. */
  private static Map<String, String> names(SmallExtract night) {
    Map<String, String> names = new HashMap<>();
    for (Row row : raw(night, "missing")) {
      names.put(hash(row), "missing " + row.<String>getAs("miss_table_id"));
    }
    for (Row row : raw(night, "return_interview")) {
      names.put(hash(row), "return_interview " + row.<String>getAs("missing_id"));
    }
    return names;
  }

  private static List<Row> raw(SmallExtract night, String table) {
    return night.ofNight(SOURCE.contract(table).in(Zone.RAW));
  }

  private static String hash(Row row) {
    return String.valueOf(Fingerprints.number(row.<String>getAs("row_hash")));
  }

  /** Record, why it went, and since when. */
  private static List<String> went(SmallExtract night) {
    return night.ofNight(WentRecords.TABLE).stream()
        .map(
            row ->
                namesByContent.get(String.valueOf(row.<Long>getAs("content_hash")))
                    + " "
                    + row.getAs("verdict")
                    + " on "
                    + row.<Date>getAs("went_on"))
        .toList();
  }

  private static List<String> verdicts(SmallExtract night) {
    return raw(night, "missing").stream()
        .map(row -> row.getAs("miss_table_id") + " " + row.getAs("verdict"))
        .toList();
  }

  @Test
  void whatDisappearedIsListedWithWhyAndSinceWhen() {
    assertThat(went(second))
        .containsExactlyInAnyOrder(
            "missing 1 deleted on 2025-03-30",
            "missing 2 deleted on 2025-03-30",
            "missing 3 deleted on 2025-03-30",
            "missing 4 aged_out on 2025-03-30",
            "return_interview 1 deleted on 2025-03-30");
  }

  @Test
  void whatReturnsSaysSoEvenIfItWasCorrectedMeanwhile() {
    assertThat(verdicts(third))
        .containsExactlyInAnyOrder("9 unchanged", "1 came_back", "2 came_back");
  }

  @Test
  void whatReturnedIsNoLongerListedAndNeitherIsWhatAgedOut() {
    assertThat(went(third))
        .filteredOn(record -> record.startsWith("missing"))
        .containsExactly("missing 3 deleted on 2025-03-30");
  }

  /** Interviews of which there is no file tonight cannot have returned. */
  @Test
  void aTableThatTheNightDoesNotHaveClosesNothing() {
    assertThat(went(third))
        .filteredOn(record -> record.startsWith("return_interview"))
        .containsExactlyInAnyOrder(
            "return_interview 1 deleted on 2025-03-30", "return_interview 2 deleted on 2025-03-31");
  }

  @Test
  void theNightCountsWhatReturned() {
    assertThat(third.allCounts().of("night_change").of("came_back")).isEqualTo(2);
    assertThat(third.allCounts().of("night_change").of("new")).isZero();
    assertThat(second.allCounts().of("night_change").of("came_back")).isZero();
  }
}
