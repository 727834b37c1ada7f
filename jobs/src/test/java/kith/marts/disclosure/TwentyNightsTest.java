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
import kith.marts.disclosure.Revision.Shown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwentyNightsTest {

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
    ChangeAttack.Finding changes = ChangeAttack.on(publications, InventedFigures.RELATED, 5);
    assertThat(changes.changed()).isPositive();
    assertThat(changes.changedRests()).isPositive();
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
    Map<Object, Before> earlier = new HashMap<>();
    for (int f = 0; f < shown.length; f++) {
      Before now = seen.get(Key.of(displayed.get(f)));
      if (shown[f] == Shown.AS_BEFORE && now.ofTotal() != null) {
        earlier.put(table(displayed.get(f), displayed.get(f).breakdown()), now.ofTotal());
      }
    }
    for (int f = 0; f < shown.length; f++) {
      Figure figure = displayed.get(f);
      Before now = seen.get(Key.of(figure));
      if (!figure.isTotal() && now.numerator() != null && now.ofTotal() == null) {
        Before total =
            earlier.getOrDefault(
                table(figure, figure.breakdown()), totals.get(table(figure, null)));
        seen.put(Key.of(figure), new Before(now.numerator(), now.denominator(), total));
      }
    }
  }

  private static Object table(Figure figure, @Nullable String breakdown) {
    return Arrays.asList(figure.kpi(), figure.periodType(), figure.quarter(), breakdown);
  }
}
