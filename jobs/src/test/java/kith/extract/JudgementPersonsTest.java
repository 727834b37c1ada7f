package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a record is about: spellings of a number, lost zeros, and people outside the extract. */
class JudgementPersonsTest {

  @TempDir private Path folder;

  /** A line of people of which number and birth date are given. */
  private static String person(String id, String birth) {
    return "P" + id + "," + id + ",,,,F,F,WBRI," + birth + ",,,N    ,,,,";
  }

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
}
