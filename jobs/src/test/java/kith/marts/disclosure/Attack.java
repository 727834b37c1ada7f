package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Works out what published figures tell of those that are hidden: the smallest and the largest
 * value of each small count that all shown figures and all relations together allow. It shares with
 * {@link Suppression} what an attacker knows ({@link Knowledge}), and nothing of how figures are
 * chosen.
 */
public final class Attack {

  /**
   * What an attack found.
   *
   * @param counts small counts attacked
   * @param narrow counts that are narrower than from 1 to the threshold
   * @param narrowest the interval of each narrow count, in words
   */
  public record Finding(int counts, int narrow, List<String> narrowest) {}

  private static final int[] ROOM = {30, 120, 500, 2000, Integer.MAX_VALUE};

  private final Knowledge knowledge;
  private final boolean[] isUnknown;
  private final Map<Integer, List<SmallCount>> countsOf = new HashMap<>();
  private final Map<Boolean, Set<SmallCount>> reached =
      Map.of(true, new HashSet<>(), false, new HashSet<>());

  private Attack(Knowledge knowledge, boolean[] hidden) {
    this.knowledge = knowledge;
    isUnknown = new boolean[knowledge.amounts().size()];
    for (int amount = 0; amount < isUnknown.length; amount++) {
      isUnknown[amount] = knowledge.amounts().figures(amount).stream().allMatch(f -> hidden[f]);
    }
    for (SmallCount count : knowledge.smallCounts()) {
      for (int amount : count.amounts()) {
        countsOf.computeIfAbsent(amount, none -> new ArrayList<>()).add(count);
      }
    }
  }

  /** Attacks figures of one authority of which these are hidden. */
  public static Finding on(
      List<Figure> figures, boolean[] hidden, RelatedKpis related, int threshold) {
    return on(new Knowledge(figures, related, threshold), hidden);
  }

  /** Attacks figures of which these are hidden. */
  static Finding on(Knowledge knowledge, boolean[] hidden) {
    Attack attack = new Attack(knowledge, hidden);
    List<String> narrow = new ArrayList<>();
    for (SmallCount count : knowledge.smallCounts()) {
      double least = attack.bound(count, false, 1);
      double most = attack.bound(count, true, knowledge.threshold());
      if (least > 1 + 10 * Relation.TOLERANCE
          || most < knowledge.threshold() - 10 * Relation.TOLERANCE) {
        narrow.add("from " + least + " to " + most);
      }
    }
    return new Finding(knowledge.smallCounts().size(), narrow.size(), narrow);
  }

  /** How many hidden figures an attacker is certain of. */
  static int workedOut(Knowledge knowledge, boolean[] hidden) {
    Attack attack = new Attack(knowledge, hidden);
    int certain = 0;
    for (int f = 0; f < hidden.length; f++) {
      if (hidden[f]
          && attack.isCertain(knowledge.amounts().numerator(f))
          && attack.isCertain(knowledge.amounts().denominator(f))) {
        certain++;
      }
    }
    return certain;
  }

  private boolean isCertain(int amount) {
    if (amount < 0) {
      return true;
    }
    SmallCount itself = new SmallCount(new int[] {amount}, new double[] {1});
    double exact = knowledge.values()[amount];
    return bound(itself, true, exact + 1) - bound(itself, false, exact - 1) < 0.5;
  }

  /**
   * The largest or smallest value that is possible, or {@code enough} where that is. More and more
   * of what is unknown may differ from its exact value, in the end all of it.
   */
  private double bound(SmallCount count, boolean isMost, double enough) {
    double exact = count.of(knowledge.values());
    if (isMost ? exact >= enough : exact <= enough) {
      return exact;
    }
    if (reached.get(isMost).contains(count)) {
      return enough;
    }
    for (int room : ROOM) {
      Neighbourhood around =
          Neighbourhood.of(knowledge, count, room, amount -> isUnknown[amount], amount -> 0);
      double bound =
          around.amounts().isEmpty()
              ? exact
              : solved(Set.copyOf(around.amounts()), around.relations(), count, isMost, enough);
      boolean isEnough = Math.abs(bound - enough) <= Relation.TOLERANCE;
      if (isEnough || around.isWhole()) {
        return bound;
      }
    }
    throw new IllegalStateException("the last room takes everything");
  }

  private double solved(
      Set<Integer> unknown,
      List<Relation> relations,
      SmallCount count,
      boolean isMost,
      double limit) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Map<Integer, Variable> variables = new HashMap<>();
    for (int amount : unknown) {
      Variable variable = model.newVariable("amount" + amount);
      variables.put(
          amount, knowledge.amounts().mayBeNegative(amount) ? variable : variable.lower(0));
    }
    int number = 0;
    for (Relation relation : relations) {
      Expression sum = model.newExpression("relation" + number++);
      double known = set(sum, variables, relation.amounts(), relation.weights());
      if (relation.isEquation()) {
        sum.level(-known);
      } else {
        sum.lower(-known);
      }
    }
    // In units of its first amount: the weight of a member in a sum of many days is tiny.
    double unit = Math.abs(count.weights()[0]);
    double[] weights = DoubleStream.of(count.weights()).map(weight -> weight / unit).toArray();
    Expression size = model.newExpression("count");
    double known = set(size, variables, count.amounts(), weights);
    size.weight(1);
    if (isMost) {
      size.upper(limit / unit - known);
    } else {
      size.lower(limit / unit - known);
    }
    Optimisation.Result result = isMost ? model.maximise() : model.minimise();
    assertThat(result.getState().isOptimal()).as("the exact values are a solution").isTrue();
    double[] values = knowledge.values().clone();
    variables.forEach(
        (amount, variable) -> values[amount] = result.doubleValue(model.indexOf(variable)));
    if (relations.stream().allMatch(relation -> relation.holds(values))) {
      unknown.forEach(amount -> noteReached(amount, values));
    }
    return unit * (known + result.getValue());
  }

  /** Values that agree with all that is shown say of every count in them that it can be so. */
  private void noteReached(int amount, double[] values) {
    for (SmallCount count : countsOf.getOrDefault(amount, List.of())) {
      if (count.of(values) >= knowledge.threshold() - Relation.TOLERANCE) {
        reached.get(true).add(count);
      }
      if (count.of(values) <= 1 + Relation.TOLERANCE) {
        reached.get(false).add(count);
      }
    }
  }

  /** Sets the factors of what is unknown; returns the sum of what is known. */
  private double set(
      Expression sum, Map<Integer, Variable> variables, int[] amounts, double[] weights) {
    double known = 0;
    for (int i = 0; i < amounts.length; i++) {
      Variable variable = variables.get(amounts[i]);
      if (variable == null) {
        known += weights[i] * knowledge.values()[amounts[i]];
      } else {
        sum.set(variable, weights[i]);
      }
    }
    return known;
  }
}
