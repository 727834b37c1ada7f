package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
final class Attack {

  /**
   * What an attack found.
   *
   * @param counts small counts attacked
   * @param narrow counts that are narrower than from 1 to the threshold
   * @param narrowest the interval of each narrow count, in words
   */
  record Finding(int counts, int narrow, List<String> narrowest) {}

  private static final int[] ROOM = {30, 120, 500, 2000, Integer.MAX_VALUE};

  private final Knowledge knowledge;
  private final boolean[] isUnknown;

  private Attack(Knowledge knowledge, boolean[] hidden) {
    this.knowledge = knowledge;
    isUnknown = new boolean[knowledge.amounts().size()];
    for (int amount = 0; amount < isUnknown.length; amount++) {
      isUnknown[amount] = knowledge.amounts().figures(amount).stream().allMatch(f -> hidden[f]);
    }
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
    Expression size = model.newExpression("count");
    double known = set(size, variables, count.amounts(), count.weights());
    size.weight(1);
    if (isMost) {
      size.upper(limit - known);
    } else {
      size.lower(limit - known);
    }
    Optimisation.Result result = isMost ? model.maximise() : model.minimise();
    assertThat(result.getState().isOptimal()).as("the exact values are a solution").isTrue();
    return known + result.getValue();
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
