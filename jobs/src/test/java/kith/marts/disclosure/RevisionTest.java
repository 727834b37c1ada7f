package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kith.marts.disclosure.Figure.Parts;
import kith.marts.disclosure.RelatedKpis.Kind;
import kith.marts.disclosure.Revision.Shown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {

  private static Shown shown(double before, double tonight) {
    Figure figure = count("count", "POINT", 0, tonight);
    return Revision.of(
            List.of(figure), List.of(List.of(new Before(before, null))), RelatedKpis.NONE, 5)
        .shown()[0];
  }

  @ParameterizedTest
  @CsvSource({
    "20, 20, TONIGHT",
    "20, 21, AS_BEFORE",
    "20, 15, AS_BEFORE",
    "20, 26, TONIGHT",
    "20, 14, TONIGHT",
    "8, 3, AS_BEFORE",
    "12, 3, HIDDEN"
  })
  void aFigureChangesOnlyByMoreThanASmallCount(double before, double tonight, Shown expected) {
    assertThat(shown(before, tonight)).isEqualTo(expected);
  }

  /** A hundred children of 300 sessions each; what a few of them could have missed goes on. */
  @ParameterizedTest
  @CsvSource({
    "2000, 30000, TONIGHT",
    "2010, 30000, AS_BEFORE",
    "2000, 30900, AS_BEFORE",
    "2900, 30000, AS_BEFORE",
    "3600, 30000, TONIGHT",
    "2000, 31800, TONIGHT"
  })
  void sessionsChangeOnlyByMoreThanAFewChildrenHave(
      double missedBefore, double sessionsBefore, Shown expected) {
    Figure figure =
        new Figure(
            "absence_pct",
            "POINT",
            InventedFigures.FIRST_QUARTER,
            null,
            null,
            Parts.PART_OF_TIME,
            2_000,
            30_000.0,
            100.0,
            10);

    assertThat(
            Revision.of(
                    List.of(figure),
                    List.of(List.of(new Before(missedBefore, sessionsBefore))),
                    RelatedKpis.NONE,
                    5)
                .shown())
        .containsExactly(expected);
  }

  /** Who holds the first publication would see 99 after 100. */
  @ParameterizedTest
  @CsvSource({"99, AS_BEFORE", "100, TONIGHT", "94, TONIGHT", "102, AS_BEFORE"})
  void aFigureDoesNotChangeByASmallCountFromAnEarlierPublicationEither(
      double tonight, Shown expected) {
    Figure figure = count("count", "POINT", 0, tonight);

    assertThat(
            Revision.of(
                    List.of(figure),
                    List.of(List.of(new Before(100.0, null)), List.of(new Before(106.0, null))),
                    RelatedKpis.NONE,
                    5)
                .shown())
        .containsExactly(expected);
  }

  /** White 33, then 40, tonight 40; the others in all 7, then 14, tonight 8. */
  @Test
  void hiddenBandsDoNotChangeByASmallCountFromAnEarlierPublicationEither() {
    List<Figure> tonight =
        List.of(
            band(null, 48, 80), band("white", 40, 60), band("asian", 4, 10), band("mixed", 4, 10));
    Before hidden = new Before(null, null);
    List<Before> first = List.of(new Before(40.0, 80.0), new Before(33.0, 60.0), hidden, hidden);
    List<Before> second = List.of(new Before(54.0, 80.0), new Before(40.0, 60.0), hidden, hidden);

    assertThat(Revision.of(tonight, List.of(second), RelatedKpis.NONE, 5).shown())
        .containsExactly(Shown.TONIGHT, Shown.TONIGHT, Shown.HIDDEN, Shown.HIDDEN);
    assertThat(Revision.of(tonight, List.of(first, second), RelatedKpis.NONE, 5).shown())
        .containsExactly(Shown.TONIGHT, Shown.AS_BEFORE, Shown.HIDDEN, Shown.HIDDEN);
  }

  @Test
  void whatWasHiddenStaysHidden() {
    Figure figure = count("count", "POINT", 0, 12);

    assertThat(
            Revision.of(
                    List.of(figure), List.of(List.of(new Before(null, null))), RelatedKpis.NONE, 5)
                .shown())
        .containsExactly(Shown.HIDDEN);
  }

  @Test
  void aNewFigureDoesNotShowByHowLittleAnotherChanged() {
    List<Figure> figures = new ArrayList<>();
    List<Before> before = new ArrayList<>();
    for (int quarter = 0; quarter < 4; quarter++) {
      figures.add(
          new Figure(
              "incidents",
              "QTR",
              InventedFigures.FIRST_QUARTER + quarter,
              null,
              null,
              Parts.COUNT,
              quarter == 1 ? 22 : 20,
              null,
              null,
              10));
      before.add(quarter == 3 ? null : new Before(20.0, null));
    }
    figures.add(
        new Figure(
            "incidents",
            "R12",
            InventedFigures.FIRST_QUARTER + 3,
            null,
            null,
            Parts.COUNT,
            82,
            null,
            null,
            20));
    before.add(null);

    Revision.Result result = Revision.of(figures, List.of(before), RelatedKpis.NONE, 5);

    assertThat(result.shown()[1]).isEqualTo(Shown.AS_BEFORE);
    assertThat(result.shown()).contains(Shown.HIDDEN);
  }

  /** In education or work 40 of 100, then 50; of these in higher education 20, then 28. */
  @Test
  void whatAShareLeavesOfAnotherDoesNotChangeByASmallCount() {
    List<Figure> tonight = List.of(share("in_work_pct", 50), share("higher_pct", 28));
    List<Before> before = List.of(new Before(40.0, 100.0), new Before(20.0, 100.0));
    RelatedKpis related =
        new RelatedKpis(
            List.of(),
            List.of(new RelatedKpis.Pair(Kind.WITHIN, "higher_pct", "in_work_pct")),
            List.of(),
            List.of());

    assertThat(Revision.of(tonight, List.of(before), RelatedKpis.NONE, 5).shown())
        .containsExactly(Shown.TONIGHT, Shown.TONIGHT);
    assertThat(Revision.of(tonight, List.of(before), related, 5).shown())
        .containsExactly(Shown.AS_BEFORE, Shown.AS_BEFORE);
  }

  private static Figure share(String kpi, double numerator) {
    return new Figure(
        kpi,
        "POINT",
        InventedFigures.FIRST_QUARTER,
        null,
        null,
        Parts.SHARE,
        numerator,
        100.0,
        null,
        10);
  }

  private static Figure band(@Nullable String band, double numerator, double denominator) {
    return new Figure(
        "pct",
        "POINT",
        InventedFigures.FIRST_QUARTER,
        band == null ? null : "sex",
        band,
        Parts.SHARE,
        numerator,
        denominator,
        null,
        band == null ? 10 : 1);
  }

  /**
   * The total changed by 8 and the shown band by 7, so the hidden ones by 1. The band goes on that
   * night and in the next one, in which nothing changes.
   */
  @Test
  void bandsGoOnWhileWhatIsHiddenChangedByFewSinceTheyWereWorkedOut() {
    List<Figure> tonight =
        List.of(
            band(null, 48, 80), band("white", 40, 60), band("asian", 4, 10), band("mixed", 4, 10));
    Before totalOfTheBands = new Before(40.0, 80.0);
    List<Before> firstNight =
        List.of(
            totalOfTheBands,
            new Before(33.0, 60.0),
            new Before(null, null),
            new Before(null, null));
    List<Before> nextNight =
        List.of(
            new Before(48.0, 80.0),
            new Before(33.0, 60.0, totalOfTheBands),
            new Before(null, null),
            new Before(null, null));

    for (List<Before> before : List.of(firstNight, nextNight)) {
      assertThat(Revision.of(tonight, List.of(before), RelatedKpis.NONE, 5).shown())
          .containsExactly(Shown.TONIGHT, Shown.AS_BEFORE, Shown.HIDDEN, Shown.HIDDEN);
    }
  }

  private static Figure count(String kpi, String periodType, int quarter, double count) {
    return new Figure(
        kpi,
        periodType,
        InventedFigures.FIRST_QUARTER + quarter,
        null,
        null,
        Parts.COUNT,
        count,
        null,
        null,
        10);
  }

  @Test
  void aFigureThatTheLastPublicationDidNotHaveIsComparedWithTheOneThatHadIt() {
    List<Figure> tonight = List.of(count("count", "POINT", 0, 99), count("count", "POINT", 1, 60));
    List<Before> first = List.of(new Before(100.0, null), new Before(null, null));
    List<Before> second = Arrays.asList(null, null);

    assertThat(Revision.of(tonight, List.of(first, second), RelatedKpis.NONE, 5).shown())
        .containsExactly(Shown.AS_BEFORE, Shown.HIDDEN);
  }

  /** The bands still add up to 40, so that 42 would say that the total changed by 2. */
  @Test
  void aTotalDoesNotChangeByASmallCountFromTheOneThatItsBandsAddUpTo() {
    List<Figure> tonight =
        List.of(
            band(null, 42, 80), band("white", 34, 60), band("asian", 4, 10), band("mixed", 4, 10));
    List<Before> before =
        List.of(
            new Before(48.0, 80.0),
            new Before(33.0, 60.0, new Before(40.0, 80.0)),
            new Before(null, null),
            new Before(null, null));

    assertThat(Revision.of(tonight, List.of(before), RelatedKpis.NONE, 5).shown())
        .containsExactly(Shown.AS_BEFORE, Shown.AS_BEFORE, Shown.HIDDEN, Shown.HIDDEN);
  }

  /** 12 and 12 of 84, then 3 and 25 of 96: with the others as of tonight, 24 would be 28. */
  @Test
  void bandsThatAreHiddenForTheFirstTimeDoNotShowByHowLittleTheyChangedTogether() {
    List<Figure> tonight = new ArrayList<>();
    List<Before> before = new ArrayList<>();
    String[] names = {null, "asian", "mixed", "white"};
    double[] now = {96, 3, 25, 68};
    double[] then = {84, 12, 12, 60};
    for (int f = 0; f < names.length; f++) {
      tonight.add(
          new Figure(
              "count",
              "POINT",
              InventedFigures.FIRST_QUARTER,
              names[f] == null ? null : "ethnic_group",
              names[f],
              Parts.COUNT,
              now[f],
              null,
              null,
              f == 0 ? 10 : 1));
      before.add(new Before(then[f], null));
    }

    Shown[] shown = Revision.of(tonight, List.of(before), RelatedKpis.NONE, 5).shown();

    assertThat(shown[0]).isEqualTo(Shown.TONIGHT);
    assertThat(shown[1]).isEqualTo(Shown.AS_BEFORE);
    assertThat(shown[2]).isEqualTo(Shown.AS_BEFORE);
    assertThat(shown[3]).isEqualTo(Shown.AS_BEFORE);
  }

  /** Q1 and Q2 are hidden; Q3 and the year would show that they went from 40 to 41 together. */
  @Test
  void quartersThatAreHiddenDoNotShowByHowLittleTheyChangedTogether() {
    double[] now = {4, 37, 37, 30, 108};
    List<Figure> tonight = new ArrayList<>();
    for (int quarter = 0; quarter < 4; quarter++) {
      tonight.add(count("incidents", "QTR", quarter, now[quarter]));
    }
    tonight.add(count("incidents", "R12", 3, now[4]));
    List<Before> before =
        List.of(
            new Before(null, null),
            new Before(null, null),
            new Before(30.0, null),
            new Before(30.0, null),
            new Before(100.0, null));

    Shown[] shown = Revision.of(tonight, List.of(before), RelatedKpis.NONE, 5).shown();

    assertThat(shown[2]).isEqualTo(Shown.AS_BEFORE);
    assertThat(shown[4]).isEqualTo(Shown.AS_BEFORE);
  }

  /** The children looked after went from 100 to 101 and go on; a new share would say 101. */
  @Test
  void aNewDenominatorDoesNotShowByHowLittleACountChanged() {
    List<Figure> tonight = new ArrayList<>();
    List<Before> before = new ArrayList<>();
    double[] children = {101, 90, 80, 70};
    for (int quarter = 0; quarter < 4; quarter++) {
      tonight.add(count("cla_count", "POINT", quarter, children[quarter]));
      before.add(new Before(quarter == 0 ? 100.0 : children[quarter], null));
      tonight.add(
          new Figure(
              "new_pct",
              "POINT",
              InventedFigures.FIRST_QUARTER + quarter,
              null,
              null,
              Parts.SHARE,
              40,
              children[quarter],
              null,
              10));
      before.add(null);
    }

    Shown[] shown = Revision.of(tonight, List.of(before), RelatedKpis.NONE, 5).shown();

    assertThat(shown[0]).isEqualTo(Shown.AS_BEFORE);
    assertThat(shown[1]).isEqualTo(Shown.HIDDEN);
    assertThat(shown[3]).isEqualTo(Shown.TONIGHT);
  }
}
