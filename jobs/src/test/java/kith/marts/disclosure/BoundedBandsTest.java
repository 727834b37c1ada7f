package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kith.marts.disclosure.BoundedBands.Bounds;
import kith.marts.disclosure.BoundedBands.Limits;
import kith.marts.disclosure.Figure.Parts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Workers by the number of children whom each holds, beside all children held. */
class BoundedBandsTest {

  private static final int QUARTER = InventedFigures.FIRST_QUARTER;

  private static final List<Bounds> BOUNDS =
      List.of(
          new Bounds(
              "caseload",
              "held",
              Map.of(
                  "under_10", new Limits(1, 9.0),
                  "10_to_19", new Limits(10, 19.0),
                  "20_and_over", new Limits(20, null))));

  private final List<Figure> figures = new ArrayList<>();

  private void figure(String kpi, @Nullable String breakdown, @Nullable String band, double sum) {
    figures.add(
        new Figure(kpi, "POINT", QUARTER, breakdown, band, Parts.COUNT, sum, null, null, 1));
  }

  private boolean[] left(double held, double few, double some, double many) {
    figure("held", null, null, held);
    figure("workers", null, null, few + some + many);
    figure("workers", "caseload", "under_10", few);
    figure("workers", "caseload", "10_to_19", some);
    figure("workers", "caseload", "20_and_over", many);
    figure("workers", "team", "North", few);
    return BoundedBands.among(figures, BOUNDS, 5);
  }

  /** 104 children held by 12 workers: with 1 who holds few they would hold 111 at least. */
  @Test
  void ofFewWorkersTheChildrenHeldSayHowManyHoldFew() {
    assertThat(left(104, 2, 10, 0)).containsExactly(false, false, true, true, true, false);
  }

  /** Four workers who hold 19 more or fewer are 76: from 1,210 to 2,370 there is room for them. */
  @Test
  void ofManyWorkersTheyDoNot() {
    assertThat(left(1_700, 10, 120, 0)).containsOnly(false);
  }

  @Test
  void nearTheMostTheyDoToo() {
    assertThat(left(2_360, 10, 120, 0)).containsExactly(false, false, true, true, true, false);
  }

  @Test
  void withoutAMostOnlyTheLeastBounds() {
    assertThat(left(2_360, 10, 120, 1)).containsOnly(false);
  }

  /** Children of workers whose working time is not known are not in the sum. */
  @Test
  void aSumBelowTheLeastSaysNothingOfTheLeast() {
    assertThat(left(900, 10, 120, 0)).containsOnly(false);
  }
}
