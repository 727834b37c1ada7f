package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares whose totals leave the same of their denominators: reviews that were late, and children
 * with a late review, are one number where no child had two. As {@link Amounts} does with sums, it
 * takes two as one that are equal in every quarter that both have. Bands are left alone: of a few
 * year ends many are equal by chance.
 */
final class EqualRests {

  /** Two shares of one period type. */
  record Pair(String kpi, String other, String periodType) {

    boolean isOf(Figure figure) {
      return figure.isTotal() && figure.kpi().equals(kpi) && figure.periodType().equals(periodType);
    }
  }

  private EqualRests() {}

  /** The pairs among exact figures. */
  static List<Pair> among(List<Figure> exact) {
    Map<String, Map<String, Map<Amounts.Place, Double>>> rests = new TreeMap<>();
    for (Figure figure : exact) {
      Double denominator = figure.denominator();
      if (figure.isTotal()
          && figure.parts() == Figure.Parts.SHARE
          && denominator != null
          && figure.members() == null) {
        rests
            .computeIfAbsent(figure.periodType(), none -> new TreeMap<>())
            .computeIfAbsent(figure.kpi(), none -> new HashMap<>())
            .put(Amounts.Place.of(figure), denominator - figure.numerator());
      }
    }
    List<Pair> pairs = new ArrayList<>();
    rests.forEach(
        (periodType, byKpi) -> {
          List<Map.Entry<String, Map<Amounts.Place, Double>>> kpis = List.copyOf(byKpi.entrySet());
          for (int i = 0; i < kpis.size(); i++) {
            for (int j = 0; j < i; j++) {
              if (Amounts.areSame(kpis.get(i).getValue(), kpis.get(j).getValue())) {
                pairs.add(new Pair(kpis.get(i).getKey(), kpis.get(j).getKey(), periodType));
              }
            }
          }
        });
    return pairs;
  }
}
