package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks what is shown of invented authorities. */
class AttackTest {

  private static boolean[] smallOnly(Knowledge knowledge) {
    boolean[] hidden = new boolean[knowledge.figures().size()];
    for (int f = 0; f < hidden.length; f++) {
      hidden[f] = knowledge.isSmall(f);
    }
    return hidden;
  }

  private static Attack.Finding attackAfterSuppression(List<Figure> figures) {
    Knowledge knowledge = new Knowledge(figures, InventedFigures.RELATED, 5);
    Suppression.Result result = Suppression.of(knowledge);
    assertThat(result.open()).isZero();
    return Attack.on(knowledge, result.hidden());
  }

  /** Otherwise an attack that finds nothing would say nothing. */
  @Test
  void whereOnlySmallCountsAreHiddenManyComeBack() {
    Knowledge knowledge =
        new Knowledge(InventedFigures.of(60, 8, 0, 1), InventedFigures.RELATED, 5);

    Attack.Finding finding = Attack.on(knowledge, smallOnly(knowledge));

    assertThat(finding.narrow()).isGreaterThan(5);
    assertThat(finding.workedOut()).isGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({"60, 8, 0", "60, 4, 1", "300, 8, 0", "300, 4, 1"})
  void noSmallCountComesBack(int children, int quarters, int breakdowns) {
    Attack.Finding finding =
        attackAfterSuppression(InventedFigures.of(children, quarters, breakdowns, 7));

    assertThat(finding.counts()).isPositive();
    assertThat(finding.narrowest()).isEmpty();
    assertThat(finding.workedOut()).isZero();
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void noSmallCountComesBackWhateverTheAuthority(
      @ForAll @IntRange(min = 5, max = 200) int children,
      @ForAll @IntRange(min = 1, max = 6) int quarters,
      @ForAll long seed) {
    Attack.Finding finding =
        attackAfterSuppression(InventedFigures.of(children, quarters, 0, seed));

    assertThat(finding.narrowest()).isEmpty();
    assertThat(finding.workedOut()).isZero();
  }

  @Test
  void theSameFiguresAreHiddenEachTime() {
    List<Figure> figures = InventedFigures.of(60, 6, 0, 3);

    boolean[] once = Suppression.of(new Knowledge(figures, InventedFigures.RELATED, 5)).hidden();
    boolean[] again = Suppression.of(new Knowledge(figures, InventedFigures.RELATED, 5)).hidden();

    assertThat(again).isEqualTo(once);
  }
}
