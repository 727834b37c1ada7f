package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kith.marts.disclosure.ChangeAttack.Key;
import org.junit.jupiter.api.Test;

/** The attack finds what it is for, so that finding nothing says something. */
class ChangeAttackTest {

  private static Key total() {
    return new Key("count", "POINT", 8100, null, null);
  }

  private static Key band(String name) {
    return new Key("count", "POINT", 8100, "sex", name);
  }

  private static Map<Key, Before> publication(double total, double female, double ofTotal) {
    return Map.of(
        total(), new Before(total, null),
        band("female"), new Before(female, null, new Before(ofTotal, null)),
        band("male"), new Before(null, null));
  }

  @Test
  void aFigureThatChangedByASmallCountIsFound() {
    assertThat(
            ChangeAttack.on(
                    Map.of(total(), new Before(20.0, null)),
                    Map.of(total(), new Before(17.0, null)),
                    RelatedKpis.NONE,
                    5)
                .small())
        .hasSize(1);
  }

  @Test
  void hiddenBandsThatChangedByASmallCountAreFound() {
    ChangeAttack.Finding finding =
        ChangeAttack.on(publication(40, 33, 40), publication(48, 40, 48), RelatedKpis.NONE, 5);

    assertThat(finding.changed()).isEqualTo(2);
    assertThat(finding.changedRests()).isEqualTo(1);
    assertThat(finding.small()).hasSize(1);
  }

  @Test
  void aTotalBesideBandsThatAddUpToNearlyTheSameIsFound() {
    assertThat(
            ChangeAttack.on(publication(48, 33, 40), publication(42, 33, 40), RelatedKpis.NONE, 5)
                .small())
        .hasSize(1);
  }

  @Test
  void bandsThatGoOnBesideALargerTotalTellNothing() {
    assertThat(
            ChangeAttack.on(publication(40, 33, 40), publication(48, 33, 40), RelatedKpis.NONE, 5)
                .small())
        .isEmpty();
  }

  /** In work 40, of these in higher education 20; then 50 and 28: two more of the others. */
  @Test
  void whatAShareLeavesOfAnotherIsCompared() {
    RelatedKpis related =
        new RelatedKpis(
            List.of(),
            List.of(new RelatedKpis.Pair(RelatedKpis.Kind.WITHIN, "higher_pct", "in_work_pct")),
            List.of(),
            List.of());
    Map<Key, Before> before = shares(40, 20);
    Map<Key, Before> now = shares(50, 28);

    assertThat(ChangeAttack.on(before, now, RelatedKpis.NONE, 5).small()).isEmpty();
    assertThat(ChangeAttack.on(before, now, related, 5).small()).hasSize(1);
  }

  private static Map<Key, Before> shares(double inWork, double higher) {
    return Map.of(
        new Key("in_work_pct", "POINT", 8100, null, null), new Before(inWork, 100.0),
        new Key("higher_pct", "POINT", 8100, null, null), new Before(higher, 100.0));
  }
}
