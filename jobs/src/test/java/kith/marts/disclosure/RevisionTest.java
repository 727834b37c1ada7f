package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.marts.disclosure.ChangeAttack.Key;
import kith.marts.disclosure.Figure.Parts;
import kith.marts.disclosure.Revision.Before;
import kith.marts.disclosure.Revision.Shown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {

  private static Shown shown(double before, double tonight) {
    Figure figure =
        new Figure(
            "count",
            "POINT",
            InventedFigures.FIRST_QUARTER,
            null,
            null,
            Parts.COUNT,
            tonight,
            null,
            null,
            10);
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
    Figure figure =
        new Figure(
            "count",
            "POINT",
            InventedFigures.FIRST_QUARTER,
            null,
            null,
            Parts.COUNT,
            tonight,
            null,
            null,
            10);

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
    Figure figure =
        new Figure(
            "count",
            "POINT",
            InventedFigures.FIRST_QUARTER,
            null,
            null,
            Parts.COUNT,
            12,
            null,
            null,
            10);

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

  /** What readers see night by night, each publication being the one before of the next. */
  @ParameterizedTest
  @CsvSource({"60, 1", "250, 2"})
  void twentyNightsTogetherGiveNoSmallCountAway(int children, long seed) {
    Map<Key, Before> seen = new HashMap<>();
    Map<Key, Set<Double>> everSeen = new HashMap<>();
    List<Map<Key, Before>> publications = new ArrayList<>(List.of(Map.of()));
    int kept = 0;
    int revised = 0;
    for (List<Figure> tonight : InventedFigures.nights(children, 6, 20, seed)) {
      List<Before> before = tonight.stream().map(figure -> seen.get(Key.of(figure))).toList();

      List<List<@Nullable Before>> ofAll =
          publications.stream()
              .map(one -> tonight.stream().map(figure -> one.get(Key.of(figure))).toList())
              .toList();
      Revision.Result result = Revision.of(tonight, ofAll, InventedFigures.RELATED, 5);

      assertThat(result.open()).isZero();
      List<Figure> displayed = new ArrayList<>();
      boolean[] unknown = new boolean[tonight.size()];
      for (int f = 0; f < tonight.size(); f++) {
        Figure figure = tonight.get(f);
        Before earlier = before.get(f);
        Shown shown = result.shown()[f];
        if (shown == Shown.AS_BEFORE) {
          figure = figure.with(earlier.numerator(), earlier.denominator());
          kept++;
        } else if (earlier != null && earlier.numerator() != null && shown == Shown.TONIGHT) {
          double change = Math.abs(figure.numerator() - earlier.numerator());
          assertThat(change == 0 || change > 5).isTrue();
          assertThat(change == 0 || figure.numeratorInMembers(change) > 5).isTrue();
          revised += change > 0 ? 1 : 0;
        }
        assertThat(earlier != null && earlier.isHidden() && shown != Shown.HIDDEN).isFalse();
        // Who kept all publications knows what they showed.
        Set<Double> numerators = everSeen.computeIfAbsent(Key.of(figure), none -> new HashSet<>());
        unknown[f] = shown == Shown.HIDDEN && !numerators.contains(figure.numerator());
        displayed.add(figure);
        if (shown != Shown.HIDDEN) {
          numerators.add(figure.numerator());
        }
        seen.put(
            Key.of(figure),
            shown == Shown.HIDDEN
                ? new Before(null, null)
                : new Before(
                    figure.numerator(),
                    figure.denominator(),
                    shown == Shown.AS_BEFORE ? earlier.ofTotal() : null));
      }
      nameTotals(displayed, result.shown(), seen);
      publications.add(Map.copyOf(seen));
      Attack.Finding finding =
          Attack.on(new Knowledge(displayed, InventedFigures.RELATED, 5), unknown);
      assertThat(finding.narrow()).isEmpty();
    }
    assertThat(kept).isPositive();
    assertThat(revised).isPositive();
    ChangeAttack.Finding changes = ChangeAttack.on(publications, 5);
    assertThat(changes.changed()).isPositive();
    assertThat(changes.small()).isEmpty();
  }

  /** Says of each band of tonight which total it adds up to. */
  private static void nameTotals(List<Figure> displayed, Shown[] shown, Map<Key, Before> seen) {
    Map<Object, Before> totals = new HashMap<>();
    for (Figure figure : displayed) {
      if (figure.isTotal()) {
        totals.put(table(figure, null), seen.get(Key.of(figure)));
      }
    }
    for (int f = 0; f < shown.length; f++) {
      Figure figure = displayed.get(f);
      Before now = seen.get(Key.of(figure));
      if (!figure.isTotal() && now.numerator() != null && now.ofTotal() == null) {
        Before total = totals.get(table(figure, null));
        seen.put(Key.of(figure), new Before(now.numerator(), now.denominator(), total));
      }
    }
  }

  private static Object table(Figure figure, @Nullable String breakdown) {
    return Arrays.asList(figure.kpi(), figure.periodType(), figure.quarter(), breakdown);
  }
}
