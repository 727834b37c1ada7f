package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which records are loaded or quarantined, and which of their cells are blank from then on. */
class JudgementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,99,2025-03-01,M,,, | unknown_person:miss_person_id",
        "1,,2025-03-01,M,,, | missing:miss_person_id",
        "1,11,not a date,M,,, | unusable:miss_missing_episode_start_date",
        "1,11,,M,,, | missing:miss_missing_episode_start_date",
        "1,11,NULL,M,,, | missing:miss_missing_episode_start_date",
        "1,11,2025-03-05,M,2025-03-04,, | ends_before_start:miss_missing_episode_start_date",
        "1,11,1025-03-07,M,,, | impossible_date:miss_missing_episode_start_date",
        "1,11,2300-01-01,M,,, | impossible_date:miss_missing_episode_start_date",
        "1,11,2025-04-01,M,,, | later_than_night:miss_missing_episode_start_date",
        "1,11,2025-03-09 | wrong_number_of_cells",
        "1,11,2025-03-09,M,,,, | wrong_number_of_cells",
        "1,nan,2025-03-01,M,,, | missing:miss_person_id"
      })
  void aRecordIsQuarantinedForACellOnWhichItRests(String line, String reason) {
    assertThat(JudgedTable.incidents(line).outcomes()).containsExactly("2 quarantined " + reason);
  }

  @Test
  void everyReasonIsTold() {
    assertThat(JudgedTable.incidents("1,99,2025-03-05,M,2025-03-04,").outcomes())
        .containsExactly(
            "2 quarantined wrong_number_of_cells unknown_person:miss_person_id"
                + " ends_before_start:miss_missing_episode_start_date");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,11,2025-03-31 23:59:59,M,,,",
        "1,11,2025-03-05,M,2025-03-05,,",
        "1,11,2025-03-05 10:00,M,2025-03-05 10:00,,",
        // The hour that occurs twice in autumn: the second 01:10 is after the first 01:50.
        "1,11,2024-10-27 01:50:00.000,M,2024-10-27 01:10:00.000,,",
        "#1,11,2025-03-05,M,,,"
      })
  void aRecordAtTheLimitIsLoaded(String line) {
    JudgedTable judged = JudgedTable.incidents(line);

    assertThat(judged.outcomes()).containsExactly("2 loaded");
    assertThat(judged.castErrors(0)).isEmpty();
  }

  /** R17a: an incident was lost for an end in 2206. */
  @ParameterizedTest
  @CsvSource({
    "2206-03-02, impossible_date",
    "1025-03-02, impossible_date",
    "2025-04-01, later_than_night",
    "soon, unusable"
  })
  void aDateOnWhichNothingRestsIsBlankAndToldAndItsRecordStays(String end, String told) {
    JudgedTable judged = JudgedTable.incidents("1,11,2025-03-01,M," + end + ",,");

    assertThat(judged.outcomes()).containsExactly("2 loaded");
    assertThat(judged.castErrors(0)).containsExactly("miss_missing_episode_end_date");
    assertThat(judged.counts()).containsEntry(told + ":miss_missing_episode_end_date", 1L);
    assertThat(judged.cell(0, "miss_missing_episode_end_date")).as("the text stays").isEqualTo(end);
  }

  @Test
  void anUnknownCodeIsCountedAndItsRecordStays() {
    JudgedTable judged = JudgedTable.incidents("1,11,2025-03-07,Q Something new,,,");

    assertThat(judged.outcomes()).containsExactly("2 loaded");
    assertThat(judged.castErrors(0)).isEmpty();
    assertThat(judged.counts()).containsEntry("unknown_code:miss_missing_episode_type", 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "2300-01-01",
    "31/12/9999",
    "2099-12-31 00:00:00.000",
    "9999-12-31 23:59:59",
    "2049-12-31"
  })
  void aFarDayIsAnOpenEnd(String end) {
    JudgedTable judged = JudgedTable.incidents("1,11,2025-03-01,M," + end + ",,");

    assertThat(judged.outcomes()).containsExactly("2 loaded");
    assertThat(judged.castErrors(0)).isEmpty();
    assertThat(judged.counts()).containsEntry("open_end:miss_missing_episode_end_date", 1L);
  }

  @Test
  void wordsForNothingAndFillersAreBlankAndCounted() {
    JudgedTable judged =
        JudgedTable.incidents(
            "1,11,2025-03-01,M,NaT,None,<NA>", "2,11,2025-03-02,SSD_PH,1900-01-01,,");

    assertThat(judged.outcomes()).containsExactly("2 loaded", "3 loaded");
    assertThat(judged.counts())
        .containsEntry("word_for_nothing:miss_missing_episode_end_date", 1L)
        .containsEntry("word_for_nothing:miss_missing_rhi_offered", 1L)
        .containsEntry("word_for_nothing:miss_missing_rhi_accepted", 1L)
        .containsEntry("filler:miss_missing_episode_type", 1L)
        .containsEntry("filler:miss_missing_episode_end_date", 1L);
  }

  @Test
  void aLoadedRecordNamesItsNightAndLine() {
    JudgedTable judged = JudgedTable.incidents("1,11,2025-03-01,M,,,");

    assertThat(judged.cell(0, "record_hash")).isNull();
    assertThat(judged.cell(0, "source_row")).isEqualTo("2025-03-31/missing:2");
  }
}
