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
    Chosen chosen = Chosen.of(figures, InventedFigures.RELATED);
    assertThat(chosen.result().open()).isZero();
    return Attack.on(chosen.knowledge(), chosen.hidden());
  }

  private static int workedOutAfterSuppression(List<Figure> figures) {
    Chosen chosen = Chosen.of(figures, InventedFigures.RELATED);
    return Attack.workedOut(chosen.knowledge(), chosen.hidden());
  }

  /** Otherwise an attack that finds nothing would say nothing. */
  @Test
  void whereOnlySmallCountsAreHiddenManyComeBack() {
    Knowledge knowledge =
        new Knowledge(InventedFigures.of(60, 8, 4, 1), InventedFigures.RELATED, 5);
    boolean[] hidden = smallOnly(knowledge);

    assertThat(Attack.on(knowledge, hidden).narrow()).hasSizeGreaterThan(50);
    assertThat(Attack.workedOut(knowledge, hidden)).isGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({"60, 8, 0", "60, 8, 4", "300, 8, 0", "300, 8, 4", "1200, 8, 4"})
  void noSmallCountComesBack(int children, int quarters, int breakdowns) {
    Attack.Finding finding =
        attackAfterSuppression(InventedFigures.of(children, quarters, breakdowns, 7));

    assertThat(finding.counts()).isPositive();
    assertThat(finding.narrow()).isEmpty();
  }

  /**
   * Authorities that the random ones below found: two sums whose totals are one by chance and whose
   * bands are not; a program of whole numbers that followed one branch without end.
   */
  @ParameterizedTest
  @CsvSource({
    "11, 6, 6421944791711920637",
    "7, 6, -1409076326758791728",
    "5, 6, 1663694216817762754"
  })
  void noSmallCountComesBackOfAuthoritiesThatOnceFailed(int children, int quarters, long seed) {
    assertThat(attackAfterSuppression(InventedFigures.of(children, quarters, 2, seed)).narrow())
        .isEmpty();
  }

  /** A count that could be 1 only if two others were halves would be no secret. */
  @Test
  void manyCountsAreAttackedInWholeNumbers() {
    Attack.Finding finding = attackAfterSuppression(InventedFigures.of(60, 8, 4, 7));

    assertThat(finding.inWholeNumbers()).isGreaterThan(10);
    assertThat(finding.narrow()).isEmpty();
  }

  private static Figure share(String kpi, double numerator) {
    return new Figure(
        kpi,
        "POINT",
        InventedFigures.FIRST_QUARTER,
        null,
        null,
        Figure.Parts.SHARE,
        numerator,
        100.0,
        null,
        10);
  }

  /** 40 in foster care and 37 of them with family or friends: three are with others. */
  @Test
  void aFewWhoAreInOneShareAndNotInTheOneWithinItAreProtected() {
    List<Figure> figures = List.of(share("foster_pct", 40), share("kinship_pct", 37));

    assertThat(Attack.on(figures, new boolean[2], InventedFigures.RELATED, 5).narrow()).hasSize(1);
    assertThat(attackAfterSuppression(figures).narrow()).isEmpty();
  }

  @Test
  void noHiddenTotalIsCertain() {
    assertThat(workedOutAfterSuppression(InventedFigures.of(60, 8, 0, 7))).isZero();
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF)
  void noSmallCountComesBackWhateverTheAuthority(
      @ForAll @IntRange(min = 5, max = 200) int children,
      @ForAll @IntRange(min = 1, max = 6) int quarters,
      @ForAll long seed) {
    Attack.Finding finding =
        attackAfterSuppression(InventedFigures.of(children, quarters, 2, seed));

    assertThat(finding.narrow()).isEmpty();
  }

  @Test
  void theSameFiguresAreHiddenEachTime() {
    List<Figure> figures = InventedFigures.of(60, 6, 2, 3);

    boolean[] once = Chosen.of(figures, InventedFigures.RELATED).hidden();

    assertThat(Chosen.of(figures, InventedFigures.RELATED).hidden()).isEqualTo(once);
  }
}
