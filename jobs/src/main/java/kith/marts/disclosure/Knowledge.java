package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What an attacker knows about the figures of one authority before reading a number: which amounts
 * they show, how these are related, and which counts are too small to be worked out.
 */
final class Knowledge {

  private final List<Figure> figures;
  private final Amounts amounts;
  private final double[] values;
  private final List<Relation> relations;
  private final List<Relation> remainders;
  private final List<List<Relation>> relationsOf = new ArrayList<>();
  private final Map<List<Object>, SmallCount> smallCounts = new LinkedHashMap<>();
  private final boolean[] isSmall;
  private final boolean[] isWhole;
  private final Map<Integer, List<Integer>> changed;
  private final int threshold;

  /**
   * What is known of figures that are all of tonight.
   *
   * @param threshold the largest count that is hidden
   */
  Knowledge(List<Figure> figures, RelatedKpis related, int threshold) {
    this(figures, figures, related, threshold);
  }

  /**
   * The same where some figures are those of an earlier night.
   *
   * @param exact tonight's figures
   */
  Knowledge(List<Figure> figures, List<Figure> exact, RelatedKpis related, int threshold) {
    this.figures = List.copyOf(figures);
    this.threshold = threshold;
    amounts = new Amounts(figures, exact);
    values = amounts.values();
    isSmall = new boolean[figures.size()];
    isWhole = wholeAmounts();
    Relations found = new Relations(figures, amounts, related, EqualRests.among(exact));
    relations = found.all();
    changed = found.changed();
    for (int amount = 0; amount < values.length; amount++) {
      relationsOf.add(new ArrayList<>());
    }
    for (Relation relation : relations) {
      for (int amount : relation.amounts()) {
        relationsOf.get(amount).add(relation);
      }
    }
    Map<List<Object>, Integer> totals = new HashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      if (figures.get(f).isTotal()) {
        totals.put(key(figures.get(f)), f);
      }
    }
    for (int f = 0; f < figures.size(); f++) {
      countsOf(f, totals);
    }
    remainders = found.remainders();
    remainders.forEach(rest -> addIfSmall(rest.amounts(), rest.weights()));
  }

  /** Amounts of sums (numerators or denominators of a KPI) that are whole in all figures. */
  private boolean[] wholeAmounts() {
    record Sum(String kpi, boolean isNumerator) {}
    Map<Sum, List<Integer>> amountsOf = new HashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      String kpi = figures.get(f).kpi();
      for (boolean isNumerator : new boolean[] {true, false}) {
        int amount = isNumerator ? amounts.numerator(f) : amounts.denominator(f);
        if (amount >= 0) {
          amountsOf
              .computeIfAbsent(new Sum(kpi, isNumerator), none -> new ArrayList<>())
              .add(amount);
        }
      }
    }
    boolean[] whole = new boolean[values.length];
    for (List<Integer> ofSum : amountsOf.values()) {
      if (ofSum.stream().allMatch(amount -> values[amount] == Math.rint(values[amount]))) {
        ofSum.forEach(amount -> whole[amount] = true);
      }
    }
    return whole;
  }

  private void countsOf(int f, Map<List<Object>, Integer> totals) {
    Figure.Parts parts = figures.get(f).parts();
    int numerator = amounts.numerator(f);
    int denominator = amounts.denominator(f);
    if (parts.numeratorCounts) {
      isSmall[f] |= addIfSmall(new int[] {numerator}, new double[] {1});
    }
    if (parts.denominatorCounts && denominator >= 0) {
      isSmall[f] |= addIfSmall(new int[] {denominator}, new double[] {1});
    }
    if (parts.restCounts && denominator >= 0 && denominator != numerator) {
      isSmall[f] |= addIfSmall(new int[] {denominator, numerator}, new double[] {1, -1});
    }
    Double members = figures.get(f).members();
    if (members != null && isSmallSize(members)) {
      isSmall[f] = true;
      Integer ofAll = totals.get(key(figures.get(f)));
      int total = ofAll == null ? f : ofAll;
      addMembers(numerator, amounts.numerator(total), total);
      addMembers(denominator, amounts.denominator(total), total);
    }
  }

  /**
   * A sum of a few members counts as many as would have it on average, in the total: it could be
   * that of more of them, or of fewer. The average of the few themselves could be such that five of
   * them had more than all.
   */
  private void addMembers(int amount, int ofTotal, int total) {
    if (amount >= 0
        && ofTotal >= 0
        && Math.abs(values[amount]) > Relation.TOLERANCE
        && Math.abs(values[ofTotal]) > Relation.TOLERANCE) {
      Double members = figures.get(total).members();
      double weight = members == null ? 1 : members / values[ofTotal];
      add(new SmallCount(new int[] {amount}, new double[] {weight}));
    }
  }

  private static List<Object> key(Figure figure) {
    return List.of(figure.kpi(), figure.periodType(), figure.quarter());
  }

  private boolean isSmallSize(double size) {
    return size > Relation.TOLERANCE && size <= threshold + Relation.TOLERANCE;
  }

  private boolean addIfSmall(int[] of, double[] weights) {
    SmallCount count = new SmallCount(of, weights);
    if (!isSmallSize(Math.abs(count.of(values)))) {
      return false;
    }
    add(count);
    return true;
  }

  private void add(SmallCount count) {
    smallCounts.putIfAbsent(
        List.of(
            IntStream.of(count.amounts()).boxed().toList(),
            DoubleStream.of(count.weights()).boxed().toList()),
        count);
  }

  List<Figure> figures() {
    return figures;
  }

  Amounts amounts() {
    return amounts;
  }

  /** The exact values of all amounts; not to be changed. */
  double[] values() {
    return values;
  }

  /** Whether an amount counts children, days or sessions, so that it is known to be whole. */
  boolean isWhole(int amount) {
    return isWhole[amount];
  }

  /** Rounds the amounts that are known to be whole; false where one of them is a fraction. */
  boolean roundWhole(Collection<Integer> of, double[] changed) {
    for (int amount : of) {
      if (isWhole[amount]) {
        double rounded = Math.rint(changed[amount]);
        if (Math.abs(changed[amount] - rounded) > 10 * Relation.TOLERANCE) {
          return false;
        }
        changed[amount] = rounded;
      }
    }
    return true;
  }

  List<Relation> relations() {
    return relations;
  }

  /** What sums of KPIs leave of others, which is a count too. */
  List<Relation> remainders() {
    return remainders;
  }

  List<Relation> relationsOf(int amount) {
    return relationsOf.get(amount);
  }

  List<SmallCount> smallCounts() {
    return List.copyOf(smallCounts.values());
  }

  /** Whether a figure shows a small count, and so is hidden whatever is beside it. */
  boolean isSmall(int figure) {
    return isSmall[figure];
  }

  /**
   * Whether a figure is a change by a small count that can be had only from itself, since one of
   * the two counts is not shown.
   */
  boolean isSmallChange(int figure, boolean[] hidden) {
    List<Integer> counts = changed.getOrDefault(figure, List.of());
    double size = Math.abs(figures.get(figure).numerator());
    return figures.get(figure).parts() == Figure.Parts.CHANGE
        && isSmallSize(size)
        && (counts.isEmpty() || counts.stream().anyMatch(count -> hidden[count]));
  }

  int threshold() {
    return threshold;
  }
}
