package kith.marts.disclosure;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numerators and denominators of figures as numbered amounts. Sums that are the same count by
 * definition are one amount: all shares of the children looked after have one denominator, a rate
 * has the numerator of its count.
 *
 * <p>Which sums are the same is read from the figures, for the totals and for each breakdown by
 * itself: the bands of two KPIs may be of different days where their totals are one. Two sums (of
 * two KPIs or period types) are one if they are equal in every quarter and band that both have, at
 * least {@link #ENOUGH} of them above 0. Sums that are equal by chance are protected as one too,
 * which hides more and never less.
 */
final class Amounts {

  /** Equal values above 0 from which two sums are taken as one. */
  static final int ENOUGH = 3;

  /** Which sum of which KPI, for all quarters, and all bands of a breakdown or the total. */
  private record Series(
      String kpi, String periodType, @Nullable String breakdown, boolean isNumerator) {

    Series ofTotal() {
      return in(null);
    }

    Series in(@Nullable String otherBreakdown) {
      return new Series(kpi, periodType, otherBreakdown, isNumerator);
    }
  }

  /** A quarter and band. */
  record Place(int quarter, @Nullable String breakdown, @Nullable String band) {

    static Place of(Figure figure) {
      return new Place(figure.quarter(), figure.breakdown(), figure.band());
    }
  }

  private record Key(int series, Place place, double value) {}

  private final int[] numerators;
  private final int[] denominators;
  private final List<Double> values = new ArrayList<>();
  private final List<List<Integer>> figures = new ArrayList<>();
  private final List<Boolean> mayBeNegative = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  /**
   * Numbers the sums.
   *
   * @param exact tonight's figures, in which equal sums are found; some of {@code all} may be those
   *     of an earlier night
   */
  Amounts(List<Figure> all, List<Figure> exact) {
    numerators = new int[all.size()];
    denominators = new int[all.size()];
    Arrays.fill(denominators, -1);
    Map<Series, Map<Place, Double>> series = new HashMap<>();
    for (Figure figure : exact) {
      add(series, figure, true);
      if (figure.denominator() != null) {
        add(series, figure, false);
      }
    }
    Map<Series, Integer> classes = sameSums(series);
    Map<Key, Integer> known = new HashMap<>();
    for (int f = 0; f < all.size(); f++) {
      numerators[f] = amount(known, classes, all, f, true);
      if (all.get(f).denominator() != null) {
        denominators[f] = amount(known, classes, all, f, false);
      }
    }
  }

  private static void add(
      Map<Series, Map<Place, Double>> series, Figure figure, boolean isNumerator) {
    series
        .computeIfAbsent(series(figure, isNumerator), none -> new HashMap<>())
        .put(Place.of(figure), value(figure, isNumerator));
  }

  private static Series series(Figure figure, boolean isNumerator) {
    return new Series(figure.kpi(), figure.periodType(), figure.breakdown(), isNumerator);
  }

  private static double value(Figure figure, boolean isNumerator) {
    Double denominator = figure.denominator();
    return isNumerator || denominator == null ? figure.numerator() : denominator;
  }

  private static Map<Series, Integer> sameSums(Map<Series, Map<Place, Double>> series) {
    List<Series> names = new ArrayList<>(series.keySet());
    Map<Series, Integer> numbers = new HashMap<>();
    Map<Series, List<Series>> parts = new LinkedHashMap<>();
    int[] parent = new int[names.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      numbers.put(names.get(i), i);
      parts.computeIfAbsent(names.get(i).ofTotal(), none -> new ArrayList<>()).add(names.get(i));
    }
    List<Series> sums = new ArrayList<>(parts.keySet());
    for (int i = 0; i < sums.size(); i++) {
      for (int j = 0; j < i; j++) {
        for (Series same : same(series, parts, sums.get(i), sums.get(j))) {
          int one = root(parent, requireNonNull(numbers.get(same)));
          Series beside = sums.get(j).in(same.breakdown());
          parent[one] = root(parent, requireNonNull(numbers.get(beside)));
        }
      }
    }
    Map<Series, Integer> classes = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      classes.put(names.get(i), root(parent, i));
    }
    return classes;
  }

  /** The total and the breakdowns in which two sums are one. */
  private static List<Series> same(
      Map<Series, Map<Place, Double>> series,
      Map<Series, List<Series>> parts,
      Series one,
      Series other) {
    if (one.kpi().equals(other.kpi()) && one.periodType().equals(other.periodType())) {
      return List.of();
    }
    List<Series> shared = new ArrayList<>();
    List<Series> alike = new ArrayList<>();
    int equal = 0;
    for (Series part : requireNonNull(parts.get(one))) {
      Map<Place, Double> beside = series.get(other.in(part.breakdown()));
      if (beside != null) {
        shared.add(part);
        int equalHere = equal(requireNonNull(series.get(part)), beside);
        equal += Math.max(0, equalHere);
        if (equalHere >= 0) {
          alike.add(part);
        }
      }
    }
    boolean isOfTotals = shared.contains(one);
    if (alike.size() == shared.size()) {
      return equal >= ENOUGH ? shared : List.of();
    }
    if (!isOfTotals || !alike.contains(one)) {
      return List.of();
    }
    // Bands of another day differ where the totals do not.
    List<Series> same = new ArrayList<>();
    for (Series part : alike) {
      Map<Place, Double> beside = requireNonNull(series.get(other.in(part.breakdown())));
      if (equal(requireNonNull(series.get(part)), beside) >= ENOUGH) {
        same.add(part);
      }
    }
    if (!same.isEmpty() && !same.contains(one)) {
      same.add(one);
    }
    return same;
  }

  private static int root(int[] parent, int i) {
    int root = i;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  /** Whether two sums are equal wherever both are known, often enough. */
  static boolean areSame(Map<Place, Double> one, Map<Place, Double> other) {
    return equal(one, other) >= ENOUGH;
  }

  /** How many values above 0 two sums share; -1 where any differs. */
  private static int equal(Map<Place, Double> one, Map<Place, Double> other) {
    int equal = 0;
    for (Map.Entry<Place, Double> value : one.entrySet()) {
      Double beside = other.get(value.getKey());
      if (beside != null && !beside.equals(value.getValue())) {
        return -1;
      }
      if (beside != null && beside > 0) {
        equal++;
      }
    }
    return equal;
  }

  private int amount(
      Map<Key, Integer> known,
      Map<Series, Integer> classes,
      List<Figure> all,
      int f,
      boolean isNumerator) {
    Figure figure = all.get(f);
    double value = value(figure, isNumerator);
    Integer number = classes.get(series(figure, isNumerator));
    if (number == null) {
      throw new IllegalStateException("a series without a class");
    }
    int amount =
        known.computeIfAbsent(
            new Key(number, Place.of(figure), value),
            none -> {
              values.add(value);
              figures.add(new ArrayList<>());
              mayBeNegative.add(false);
              places.add(Place.of(figure));
              return values.size() - 1;
            });
    figures.get(amount).add(f);
    if (isNumerator && figure.parts() == Figure.Parts.CHANGE) {
      mayBeNegative.set(amount, true);
    }
    return amount;
  }

  int size() {
    return values.size();
  }

  /** The exact values. */
  double[] values() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The figures that show an amount: it is hidden where all of them are. */
  List<Integer> figures(int amount) {
    return figures.get(amount);
  }

  /** The quarter and band of an amount. */
  Place place(int amount) {
    return places.get(amount);
  }

  boolean mayBeNegative(int amount) {
    return mayBeNegative.get(amount);
  }

  int numerator(int figure) {
    return numerators[figure];
  }

  /** -1 where the figure has none. */
  int denominator(int figure) {
    return denominators[figure];
  }
}
