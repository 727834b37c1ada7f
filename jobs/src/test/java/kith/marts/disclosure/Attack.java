package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
   * @param workedOut hidden figures all of whose sums are certain
   * @param narrowest the interval of each narrow count, in words
   */
  record Finding(int counts, int narrow, int workedOut, List<String> narrowest) {}

  private final Knowledge knowledge;
  private final boolean[] isUnknown;
  private final Map<Integer, List<Integer>> rooms = new HashMap<>();
  private final int[] roomOf;

  private Attack(Knowledge knowledge, boolean[] hidden) {
    this.knowledge = knowledge;
    int amounts = knowledge.amounts().size();
    isUnknown = new boolean[amounts];
    roomOf = new int[amounts];
    for (int amount = 0; amount < amounts; amount++) {
      isUnknown[amount] = knowledge.amounts().figures(amount).stream().allMatch(f -> hidden[f]);
      roomOf[amount] = amount;
    }
    for (Relation relation : knowledge.relations()) {
      int first = -1;
      for (int amount : relation.amounts()) {
        if (isUnknown[amount]) {
          if (first >= 0) {
            roomOf[root(amount)] = root(first);
          }
          first = amount;
        }
      }
    }
    for (int amount = 0; amount < amounts; amount++) {
      if (isUnknown[amount]) {
        rooms.computeIfAbsent(root(amount), none -> new ArrayList<>()).add(amount);
      }
    }
  }

  private int root(int amount) {
    int root = amount;
    while (roomOf[root] != root) {
      root = roomOf[root];
    }
    return root;
  }

  /** Attacks figures of which these are hidden. */
  static Finding on(Knowledge knowledge, boolean[] hidden) {
    Attack attack = new Attack(knowledge, hidden);
    List<String> narrow = new ArrayList<>();
    for (SmallCount count : knowledge.smallCounts()) {
      double least = attack.bound(count, false);
      double most = attack.bound(count, true);
      if (least > 1 + 10 * Relation.TOLERANCE
          || most < knowledge.threshold() - 10 * Relation.TOLERANCE) {
        narrow.add("from " + least + " to " + most);
      }
    }
    return new Finding(
        knowledge.smallCounts().size(), narrow.size(), attack.workedOut(hidden), narrow);
  }

  /** Hidden figures of which an attacker is certain. */
  private int workedOut(boolean[] hidden) {
    int certain = 0;
    for (int f = 0; f < hidden.length; f++) {
      if (hidden[f]
          && isCertain(knowledge.amounts().numerator(f))
          && isCertain(knowledge.amounts().denominator(f))) {
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
    return bound(itself, true) - bound(itself, false) < 0.5;
  }

  /** The largest or smallest value that is possible; no further than is of interest. */
  private double bound(SmallCount count, boolean isMost) {
    Set<Integer> unknown = new LinkedHashSet<>();
    for (int amount : count.amounts()) {
      if (isUnknown[amount]) {
        unknown.addAll(rooms.getOrDefault(root(amount), List.of()));
      }
    }
    double exact = count.of(knowledge.values());
    if (unknown.isEmpty()) {
      return exact;
    }
    Set<Relation> relations = new LinkedHashSet<>();
    unknown.forEach(amount -> relations.addAll(knowledge.relationsOf(amount)));
    double limit = isMost ? Math.max(knowledge.threshold(), exact) + 1 : Math.min(0, exact) - 1;
    return solved(unknown, relations, count, isMost, limit);
  }

  private double solved(
      Set<Integer> unknown,
      Set<Relation> relations,
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
