package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds bands that the totals of other KPIs repeat: children in foster care are two bands of all
 * children by placement, and have a KPI of their own. Bands that are hidden could be had from those
 * totals, and totals from those bands, so that such a breakdown is not published, for all KPIs
 * whose bands follow from those repeated. Nor is any breakdown of a KPI that asks about nearly the
 * same people as another one: band beside band, little would be left unknown.
 */
public final class RepeatedBands {

  private RepeatedBands() {}

  /** Which figures are such bands, one per figure. */
  public static boolean[] among(List<Figure> figures, RelatedKpis related, int threshold) {
    boolean[] isRepeated = new boolean[figures.size()];
    Knowledge knowledge = new Knowledge(figures, related, threshold);
    Amounts amounts = knowledge.amounts();
    List<Integer> repeated = new ArrayList<>();
    for (int f = 0; f < figures.size(); f++) {
      if (isNamed(figures.get(f), related)) {
        repeated.addAll(amounts(amounts, f));
      }
    }
    Set<Integer> family = new BandTable(knowledge).family(repeated, Relation::isEquation);
    for (int f = 0; f < figures.size(); f++) {
      isRepeated[f] =
          !figures.get(f).isTotal()
              && (asksNearlyTheSame(figures.get(f), related)
                  || amounts(amounts, f).stream().anyMatch(family::contains));
    }
    return isRepeated;
  }

  private static boolean asksNearlyTheSame(Figure figure, RelatedKpis related) {
    return Stream.of(
            RelatedKpis.Kind.PART_OF, RelatedKpis.Kind.MEMBERS_OF, RelatedKpis.Kind.IN_WINDOW_OF)
        .anyMatch(kind -> related.of(kind, figure.kpi()).findAny().isPresent());
  }

  private static boolean isNamed(Figure figure, RelatedKpis related) {
    return related.ofBands().stream()
        .anyMatch(
            tie -> tie.of().equals(figure.kpi()) && tie.breakdown().equals(figure.breakdown()));
  }

  private static List<Integer> amounts(Amounts amounts, int f) {
    int denominator = amounts.denominator(f);
    return denominator < 0
        ? List.of(amounts.numerator(f))
        : List.of(amounts.numerator(f), denominator);
  }
}
