package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which records are loaded, quarantined or duplicates. A line of incidents is number, child, start,
 * type, end, interview offered, accepted; the night is 2025-03-31.
 */
class JudgementTest {

  private static final LocalDate FEBRUARY = LocalDate.of(2025, 2, 1);

  @TempDir private Path folder;

  private static JudgedTable incidents(String... lines) {
    return JudgedTable.of("missing").judge(lines);
  }

  /** A line of people of which number and birth date are given. */
  private static String person(String id, String birth) {
    return "P" + id + "," + id + ",,,,F,F,WBRI," + birth + ",,,N    ,,,,";
  }

  // --- R17a: what takes a record away

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
    assertThat(incidents(line).outcomes()).containsExactly("2 quarantined " + reason);
  }

  @Test
  void everyReasonIsTold() {
    assertThat(incidents("1,99,2025-03-05,M,2025-03-04,").outcomes())
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
    JudgedTable judged = incidents(line);

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
    JudgedTable judged = incidents("1,11,2025-03-01,M," + end + ",,");

    assertThat(judged.outcomes()).containsExactly("2 loaded");
    assertThat(judged.castErrors(0)).containsExactly("miss_missing_episode_end_date");
    assertThat(judged.counts()).containsEntry(told + ":miss_missing_episode_end_date", 1L);
    assertThat(judged.cell(0, "miss_missing_episode_end_date")).as("the text stays").isEqualTo(end);
  }

  @Test
  void anUnknownCodeIsCountedAndItsRecordStays() {
    JudgedTable judged = incidents("1,11,2025-03-07,Q Something new,,,");

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
    JudgedTable judged = incidents("1,11,2025-03-01,M," + end + ",,");

    assertThat(judged.outcomes()).containsExactly("2 loaded");
    assertThat(judged.castErrors(0)).isEmpty();
    assertThat(judged.counts()).containsEntry("open_end:miss_missing_episode_end_date", 1L);
  }

  @Test
  void wordsForNothingAndFillersAreBlankAndCounted() {
    JudgedTable judged =
        incidents("1,11,2025-03-01,M,NaT,None,<NA>", "2,11,2025-03-02,SSD_PH,1900-01-01,,");

    assertThat(judged.outcomes()).containsExactly("2 loaded", "3 loaded");
    assertThat(judged.counts())
        .containsEntry("word_for_nothing:miss_missing_episode_end_date", 1L)
        .containsEntry("word_for_nothing:miss_missing_rhi_offered", 1L)
        .containsEntry("word_for_nothing:miss_missing_rhi_accepted", 1L)
        .containsEntry("filler:miss_missing_episode_type", 1L)
        .containsEntry("filler:miss_missing_episode_end_date", 1L);
  }

  // --- persons

  @Test
  void aPersonIsKnownByEverySpellingOfTheNumber() {
    assertThat(
            JudgedTable.of("missing")
                .knowing("11", "AB-1")
                .judge(
                    "1,11\u00a0,2025-03-01,M,,,",
                    "2,\u200b11,2025-03-02,M,,,",
                    "3,11.0000000000,2025-03-03,M,,,",
                    "4,ab-1,2025-03-04,M,,,")
                .outcomes())
        .containsExactly("2 loaded", "3 loaded", "4 loaded", "5 loaded");
  }

  @Test
  void aPersonWhoseNumberLostItsZerosIsUnknownAndCounted() {
    JudgedTable judged =
        JudgedTable.of("missing")
            .knowing("0011", "12")
            .judge("1,11,2025-03-01,M,,,", "2,12,2025-03-01,M,,,", "3,13,2025-03-01,M,,,");

    assertThat(judged.outcomes())
        .containsExactly(
            "2 quarantined unknown_person:miss_person_id",
            "3 loaded",
            "4 quarantined unknown_person:miss_person_id");
    assertThat(judged.counts()).containsEntry("lost_zeros:miss_person_id", 1L);
  }

  @Test
  void whereLeadingZerosAreDeclaredLostNoNumberHasThem() {
    SourceSystem lost = TextNight.source("missing").withLostZeros();

    assertThat(new JudgedTable(lost, "missing").judge("1,0011,2025-03-01,M,,,").outcomes())
        .containsExactly("2 loaded");
  }

  @Test
  void twoSpellingsOfOnePersonAreCounted() {
    JudgedTable judged =
        JudgedTable.of("person")
            .knowingNobody()
            .judge(person("ab1", "2010-05-01"), person("AB1", "2011-06-02"));

    assertThat(judged.counts()).containsEntry("two_spellings:pers_person_id", 1L);
  }

  @Test
  void strangersAreOutOfScopeAndNothingElseWhereTheSourceIsKnownToHoldThem() throws Exception {
    Path shape = Files.writeString(folder.resolve("own.yaml"), "out_of_scope: [missing]\n");
    SourceSystem declared = TextNight.source("missing").in(SourceShape.read("own", shape));

    JudgedTable judged =
        new JudgedTable(declared, "missing")
            .judge("1,11,2025-03-01,M,,,", "2,99,2025-03-02,M,,,", "3,99,,M,,,", "4,11,,M,,,");

    assertThat(judged.outcomes())
        .containsExactly(
            "2 loaded",
            "3 quarantined out_of_scope:miss_person_id",
            "4 quarantined out_of_scope:miss_person_id",
            "5 quarantined missing:miss_missing_episode_start_date");
    assertThat(judged.counts()).containsEntry("out_of_scope:miss_person_id", 2L);
  }

  // --- R6a: duplicates and versions

  @Test
  void recordsAreComparedByTheirValuesNotByTheirSpelling() {
    assertThat(
            incidents(
                    "1,11,2025-03-01 22:30:00,M,2025-03-03,,",
                    "1,11.0,01/03/2025 22:30,M Missing,03/03/2025,SSD_PH,",
                    "1 ,11,2025-03-01T22:30:00.000,M,3 March 2025,,NULL")
                .outcomes())
        .containsExactly("2 loaded", "3 duplicate", "4 duplicate");
  }

  @Test
  void aDuplicateOfAQuarantinedRecordIsADuplicate() {
    assertThat(incidents("1,99,2025-03-01,M,,,", "1,99,2025-03-01,M,,,").outcomes())
        .containsExactly(
            "2 quarantined unknown_person:miss_person_id",
            "3 duplicate unknown_person:miss_person_id");
  }

  @Test
  void incidentsOfOneDayThatDifferInTheirNumberAloneAreTwo() {
    assertThat(
            incidents("1,11,2025-03-01,M,2025-03-01,,", "2,11,2025-03-01,M,2025-03-01,,")
                .outcomes())
        .containsExactly("2 loaded", "3 loaded");
  }

  @Test
  void aRecordWithoutANumberHasNoVersions() {
    assertThat(
            incidents(
                    ",11,2025-03-02,M,2025-03-02,,",
                    ",11,2025-03-02,M,2025-03-02,,",
                    ",11,2025-03-02,M,2025-03-03,,",
                    "5.45E+10,11,2025-03-03,M,2025-03-03,,",
                    "5.45E+10,11,2025-03-04,M,2025-03-04,,")
                .outcomes())
        .containsExactly("2 loaded", "3 duplicate", "4 loaded", "5 loaded", "6 loaded");
  }

  @Test
  void episodesOfOneDayReasonAndPlacementUnderTwoNumbersAreTwo() {
    assertThat(
            JudgedTable.of("cla_episodes")
                .judge(
                    "7,11,70,2024-05-01,S,N1,2024-05-01,E4A,700,,,",
                    "8,11,70,2024-05-01,S,N1,,,701,,,")
                .outcomes())
        .containsExactly("2 loaded", "3 loaded");
  }

  @Test
  void aNumberOfAnotherChildIsAnotherRecord() {
    assertThat(
            JudgedTable.of("missing")
                .knowing("11", "12")
                .judge("1,11,2025-03-01,M,,,", "1,12,2025-03-01,M,,,")
                .outcomes())
        .containsExactly("2 loaded", "3 loaded");
  }

  @Test
  void aQuarantinedVersionDoesNotReplaceAGoodOne() {
    assertThat(incidents("1,11,2025-03-01,M,,,", "1,11,2025-03-02,M,2025-03-01,Y,Y").outcomes())
        .containsExactly(
            "2 loaded", "3 quarantined ends_before_start:miss_missing_episode_start_date");
  }

  @Test
  void aBetterVersionReplacesTheOneBeforeItAndStandsInTheSecondReading() {
    String[] lines = {
      "1,11,2025-03-01,M,,,", "1,11,2025-03-01,M,2025-03-02,,", "1,11,2025-03-01,A,,,"
    };
    JudgedTable judged = incidents(lines);
    assertThat(judged.outcomes())
        .containsExactly("2 loaded", "3 replaces", "4 quarantined version");

    assertThat(judged.standing().judge(lines).outcomes())
        .containsExactly("2 quarantined version", "3 loaded", "4 quarantined version");
  }

  /**
   * The most complete, then the one that ends last, then by content; never by the order of the
   * file.
   */
  @Test
  void theSameVersionStandsInWhateverOrderTheyCome() {
    List<String> lines =
        List.of(
            "1,11,2025-03-01,M,,,",
            "1,11,2025-03-01,M,2025-03-02,Y,",
            "1,11,2025-03-01,M,2025-03-03,,N",
            "2,11,2025-03-04,M,2025-03-05,Y,",
            "2,11,2025-03-04,M,2025-03-05,N,",
            "3,11,2025-03-06,M,2025-03-07,,");
    Set<Set<String>> standing = new HashSet<>();
    List<String> turned = new ArrayList<>(lines);
    for (int turn = 0; turn < lines.size(); turn++) {
      Collections.rotate(turned, 1);
      standing.add(standing(turned));
      List<String> reversed = new ArrayList<>(turned);
      Collections.reverse(reversed);
      standing.add(standing(reversed));
    }

    assertThat(standing)
        .singleElement()
        .satisfies(
            stands ->
                assertThat(stands)
                    .hasSize(3)
                    .contains("1,11,2025-03-01,M,2025-03-03,,N", "3,11,2025-03-06,M,2025-03-07,,"));
  }

  /** The lines that are loaded, after a second reading of the file. */
  private static Set<String> standing(List<String> lines) {
    String[] file = lines.toArray(String[]::new);
    JudgedTable judged = incidents(file).standing().judge(file);
    Set<String> loaded = new HashSet<>();
    for (int i = 0; i < file.length; i++) {
      if (judged.cell(i, "outcome").equals(Judgement.LOADED)) {
        loaded.add(file[i]);
      }
    }
    return loaded;
  }

  @Test
  void aReadingBegunAgainKnowsNoDuplicates() {
    JudgedTable judged = incidents("1,11,2025-03-01,M,,,");

    assertThat(judged.judge("1,11,2025-03-01,M,,,").outcomes()).containsExactly("2 loaded");
  }

  // --- records that were quarantined on an earlier night

  @Test
  void aRecordIsKnownAgainByWhatItIsAbout() {
    JudgedTable broken = incidents("1,11,2025-03-01,M,2025-02-01,,");
    FirstSeen seen =
        new FirstSeen(
            Map.of((String) broken.cell(0, "business_key_hash"), FEBRUARY), Map.of(), Map.of());

    JudgedTable mended =
        JudgedTable.of("missing")
            .firstSeen(seen)
            .judge("101,11,2025-03-01,M,2025-03-02,,", "2,11,2025-03-02,M,,,");

    assertThat(mended.cell(0, "first_seen_on")).hasToString("2025-02-01");
    assertThat(mended.cell(1, "first_seen_on")).isNull();
  }

  @Test
  void aRecordCorrectedInItsKeyIsRecognisedByTheRestAndNoOtherIs() {
    JudgedTable broken = incidents("1,11,30/02/2025,M,2025-03-02,,");
    assertThat(broken.cell(0, "broken_columns")).isEqualTo("miss_missing_episode_start_date");
    FirstSeen seen =
        new FirstSeen(
            Map.of((String) broken.cell(0, "business_key_hash"), FEBRUARY),
            Map.of(
                Set.of("miss_missing_episode_start_date"),
                Map.of((String) broken.cell(0, "rest_hash"), FEBRUARY)),
            Map.of());

    JudgedTable mended =
        JudgedTable.of("missing")
            .knowing("11", "12")
            .firstSeen(seen)
            .judge("1,11,28/02/2025,M,2025-03-02,,", "3,12,28/02/2025,M,2025-03-02,,");

    assertThat(mended.cell(0, "first_seen_on")).hasToString("2025-02-01");
    assertThat(mended.cell(1, "first_seen_on")).isNull();
  }

  @Test
  void aVersionThatDidNotStandIsKnownAgainByItsContentHoweverItIsSpelled() {
    JudgedTable judged = incidents("1,11,2025-03-01,M,,,", "1,11,2025-03-01,M,2025-03-02,,");
    FirstSeen seen =
        new FirstSeen(Map.of(), Map.of(), Map.of((String) judged.cell(0, "row_hash"), FEBRUARY));

    assertThat(
            JudgedTable.of("missing")
                .firstSeen(seen)
                .judge("1,11,01-MAR-2025,M,,NULL,")
                .cell(0, "first_seen_on"))
        .hasToString("2025-02-01");
    assertThat(
            JudgedTable.of("missing")
                .firstSeen(seen)
                .judge("1,11,2025-03-01,M,2025-03-02,,")
                .cell(0, "first_seen_on"))
        .isNull();
  }

  @Test
  void eitherEndOfAPeriodMayBeTheWrongOne() {
    assertThat(incidents("1,11,2025-03-05,M,2025-03-04,,").cell(0, "broken_columns"))
        .isEqualTo("miss_missing_episode_end_date,miss_missing_episode_start_date");
  }

  @Test
  void aRecordThatNeitherPersonNorNumberTellsIsNotKnownByTheRest() {
    JudgedTable disability = JudgedTable.of("disability").judge("1,99,VIS", "1,11,");

    assertThat(disability.outcomes())
        .containsExactly(
            "2 quarantined unknown_person:disa_person_id",
            "3 quarantined missing:disa_disability_code");
    assertThat(disability.cell(0, "rest_hash")).as("nobody is left to know it by").isNull();
    assertThat(disability.cell(1, "rest_hash")).isNotNull();
  }

  @Test
  void aLoadedRecordNamesItsNightAndLine() {
    JudgedTable judged = incidents("1,11,2025-03-01,M,,,");

    assertThat(judged.cell(0, "record_hash")).isNull();
    assertThat(judged.cell(0, "source_row")).isEqualTo("2025-03-31/missing:2");
  }
}
