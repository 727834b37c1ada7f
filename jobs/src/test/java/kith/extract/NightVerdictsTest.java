package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The verdict on each record since the night before. Lines: number, person, start, kind, end. */
class NightVerdictsTest {

  private static final SourceSystem SOURCE = TextNight.source("missing");

  private static final String MARCH = "1,11,2025-03-02,M,2025-03-04,,";

  private static JudgedTable judged(String... lines) {
    return new JudgedTable(SOURCE, "missing").knowing("11", "12").judge(lines);
  }

  private static Dataset<Row> before(String... lines) {
    return judged(lines).raw();
  }

  /** Line and verdict of tonight's records. */
  private static List<String> verdicts(Dataset<Row> before, String... tonight) {
    return judged(tonight).comparedWith(before, Set.of()).lineVerdicts();
  }

  @Test
  void theSameContentIsUnchanged() {
    assertThat(verdicts(before("9,12,2025-03-09,M,2025-03-09,,", MARCH), MARCH))
        .containsExactly("2 unchanged");
  }

  @Test
  void theSameOfTheSamePersonUnderAnotherNumberIsIssuedAgain() {
    assertThat(verdicts(before(MARCH), "101,11,2025-03-02,M,2025-03-04,,"))
        .containsExactly("2 reissued");
  }

  /** A vendor may give every row another number in one night. */
  @Test
  void theSameUnderAnotherRowNumberIsIssuedAgainWhereTheNumberSaysNothing() {
    Map.of("disability", ",11,VIS", "mother", ",11,12,2024-05-06")
        .forEach(
            (table, cells) -> {
              Dataset<Row> before = JudgedTable.of(table).judge("1" + cells).raw();

              assertThat(
                      JudgedTable.of(table)
                          .judge("101" + cells)
                          .comparedWith(before, Set.of())
                          .lineVerdicts())
                  .as(table)
                  .containsExactly("2 reissued");
            });
  }

  @Test
  void theSameOfAnotherPersonIsAnotherRecord() {
    assertThat(verdicts(before(MARCH), "101,12,2025-03-02,M,2025-03-04,,"))
        .containsExactly("2 new");
  }

  @Test
  void aRecordOfTheSameNumberIsChangedAlthoughAnotherIsAboutTheSame() {
    assertThat(
            verdicts(
                before(MARCH),
                "1,11,2025-03-20,M,2025-03-21,,",
                "2,11,2025-03-02,M,2025-03-05,,",
                "3,11,2025-03-02,M,2025-03-06,,"))
        .containsExactly("2 changed", "3 new", "4 new");
  }

  @Test
  void whatARecordSaysGoesBeforeItsNumber() {
    assertThat(
            verdicts(
                before(MARCH, "2,11,2025-03-02,M,2025-03-05,,"),
                "1,11,2025-03-02,M,2025-03-05,,",
                "2,11,2025-03-02,M,2025-03-04,,"))
        .containsExactly("2 reissued", "3 reissued");
  }

  @Test
  void aRecordAboutTheSameUnderAnotherNumberIsChanged() {
    assertThat(verdicts(before("1,11,2025-03-02,M,,,"), "101,11,2025-03-02,M,2025-03-04,,"))
        .containsExactly("2 changed");
  }

  @Test
  void recordsWithoutANumberAreNotOneRecord() {
    assertThat(verdicts(before(",11,2025-03-02,M,,,"), ",11,2025-03-20,M,2025-03-21,,"))
        .containsExactly("2 new");
  }

  @Test
  void anUnchangedRecordIsFollowedByNoOther() {
    assertThat(verdicts(before(MARCH), "2,11,2025-03-02,M,2025-03-04,,", MARCH))
        .as("the first says the same, but the second is that record")
        .containsExactly("2 new", "3 unchanged");
  }

  @Test
  void whatWentOnAnEarlierNightComesBack() {
    String key = (String) judged(MARCH).cell(0, "business_key_hash");

    assertThat(
            judged(MARCH, "7,12,2025-03-07,M,2025-03-07,,")
                .comparedWith(before(), Set.of(Fingerprints.number(key)))
                .lineVerdicts())
        .containsExactly("2 came_back", "3 new");
  }

  @Test
  void theOrderOfAFileDecidesNothing() {
    Dataset<Row> before =
        before(
            MARCH,
            "2,11,2025-03-02,M,2025-03-05,,",
            "3,11,2025-03-03,M,,,",
            "4,12,2025-03-04,M,,,");
    String[] tonight = {
      "101,11,2025-03-02,M,2025-03-05,,",
      "102,11,2025-03-02,M,2025-03-06,,",
      "103,11,2025-03-02,M,2025-03-07,,",
      "3,11,2025-03-03,M,2025-03-08,,",
      "4,12,2025-03-04,M,,,"
    };
    Set<String> forwards = said(before, tonight);
    Collections.reverse(Arrays.asList(tonight));

    assertThat(said(before, tonight)).isEqualTo(forwards).hasSize(5);
  }

  /** Content and verdict of tonight's records. */
  private static Set<String> said(Dataset<Row> before, String... tonight) {
    Set<String> said = new TreeSet<>();
    JudgedTable judged = judged(tonight).comparedWith(before, Set.of());
    for (int i = 0; i < tonight.length; i++) {
      said.add(judged.cell(i, "row_hash") + " " + judged.cell(i, "verdict"));
    }
    return said;
  }

  /** A record of the same number of another person is another record. */
  @Test
  void rowsThatOnlyOneNightHasAreTold() {
    JudgedTable last =
        judged(
            MARCH,
            "2,11,2025-03-05,M,2025-03-06,,",
            "3,11,2019-01-05,M,2019-01-06,,",
            "4,11,2025-03-08,M,2025-03-09,,");

    JudgedTable tonight =
        judged(
                MARCH,
                "2,12,2025-03-05,M,2025-03-06,,",
                "4,11,2025-03-08,M,2025-03-10,,",
                "5,12,2025-03-30,M,,,")
            .comparedWith(last.raw(), Set.of());

    assertThat(tonight.oddRows())
        .extracting(
            row ->
                (row.isTonight() ? "tonight" : "before")
                    + (row.isPaired() ? " paired" : "")
                    + (row.hasLeft() ? " has left" : "")
                    + (row.isLate() ? " late" : ""))
        .containsExactlyInAnyOrder("before has left", "before", "tonight late", "tonight");
  }
}
