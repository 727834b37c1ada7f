package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which records are duplicates, or versions of one record, and which version is loaded (R6a). */
class JudgementVersionsTest {

  @Test
  void recordsAreComparedByTheirValuesNotByTheirSpelling() {
    assertThat(
            JudgedTable.incidents(
                    "1,11,2025-03-01 22:30:00,M,2025-03-03,,",
                    "1,11.0,01/03/2025 22:30,M Missing,03/03/2025,SSD_PH,",
                    "1 ,11,2025-03-01T22:30:00.000,M,3 March 2025,,NULL")
                .outcomes())
        .containsExactly("2 loaded", "3 duplicate", "4 duplicate");
  }

  @Test
  void aDuplicateOfAQuarantinedRecordIsADuplicate() {
    assertThat(JudgedTable.incidents("1,99,2025-03-01,M,,,", "1,99,2025-03-01,M,,,").outcomes())
        .containsExactly(
            "2 quarantined unknown_person:miss_person_id",
            "3 duplicate unknown_person:miss_person_id");
  }

  @Test
  void incidentsOfOneDayThatDifferInTheirNumberAloneAreTwo() {
    assertThat(
            JudgedTable.incidents(
                    "1,11,2025-03-01,M,2025-03-01,,", "2,11,2025-03-01,M,2025-03-01,,")
                .outcomes())
        .containsExactly("2 loaded", "3 loaded");
  }

  @Test
  void aRecordWithoutANumberHasNoVersions() {
    assertThat(
            JudgedTable.incidents(
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
    assertThat(
            JudgedTable.incidents("1,11,2025-03-01,M,,,", "1,11,2025-03-02,M,2025-03-01,Y,Y")
                .outcomes())
        .containsExactly(
            "2 loaded", "3 quarantined ends_before_start:miss_missing_episode_start_date");
  }

  @Test
  void aBetterVersionReplacesTheOneBeforeItAndStandsInTheSecondReading() {
    String[] lines = {
      "1,11,2025-03-01,M,,,", "1,11,2025-03-01,M,2025-03-02,,", "1,11,2025-03-01,A,,,"
    };
    JudgedTable judged = JudgedTable.incidents(lines);
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
    JudgedTable judged = JudgedTable.incidents(file).standing().judge(file);
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
    JudgedTable judged = JudgedTable.incidents("1,11,2025-03-01,M,,,");

    assertThat(judged.judge("1,11,2025-03-01,M,,,").outcomes()).containsExactly("2 loaded");
  }
}
