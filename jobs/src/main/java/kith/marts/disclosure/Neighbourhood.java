package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * The amounts around a small count that could differ with it, the cheapest to hide first. All
 * others are left as they are, which makes a solution found here one for the whole table.
 *
 * @param amounts those that may differ
 * @param relations all relations that any of them is in
 * @param isWhole whether no amount was left out for want of room
 */
record Neighbourhood(List<Integer> amounts, List<Relation> relations, boolean isWhole) {

  /**
   * Gathers amounts.
   *
   * @param most how many at most
   * @param mayDiffer which amounts may be among them
   * @param cost what hiding an amount costs, 0 where it is hidden
   */
  static Neighbourhood of(
      Knowledge knowledge,
      SmallCount count,
      int most,
      IntPredicate mayDiffer,
      IntToDoubleFunction cost) {
    record Step(int amount, double distance) {}
    PriorityQueue<Step> next =
        new PriorityQueue<>(
            Comparator.comparingDouble(Step::distance).thenComparingInt(Step::amount));
    Map<Integer, Double> distances = new HashMap<>();
    for (int amount : count.amounts()) {
      if (mayDiffer.test(amount)) {
        next.add(new Step(amount, 0));
        distances.put(amount, 0.0);
      }
    }
    Set<Integer> taken = new LinkedHashSet<>();
    while (!next.isEmpty() && taken.size() < most) {
      Step step = next.remove();
      if (!taken.add(step.amount())) {
        continue;
      }
      for (Relation relation : knowledge.relationsOf(step.amount())) {
        for (int beside : relation.amounts()) {
          double distance = step.distance() + 1 + Math.min(1.5, cost.applyAsDouble(beside));
          if (mayDiffer.test(beside)
              && distance < distances.getOrDefault(beside, Double.MAX_VALUE)) {
            distances.put(beside, distance);
            next.add(new Step(beside, distance));
          }
        }
      }
    }
    return new Neighbourhood(
        List.copyOf(taken), relationsOf(knowledge, taken), taken.containsAll(distances.keySet()));
  }

  /** These amounts and no others. */
  static Neighbourhood of(Knowledge knowledge, List<Integer> amounts) {
    return new Neighbourhood(amounts, relationsOf(knowledge, amounts), false);
  }

  private static List<Relation> relationsOf(Knowledge knowledge, Collection<Integer> amounts) {
    Set<Relation> relations = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Relation> inOrder = new ArrayList<>();
    for (int amount : amounts) {
      for (Relation relation : knowledge.relationsOf(amount)) {
        if (relations.add(relation)) {
          inOrder.add(relation);
        }
      }
    }
    return inOrder;
  }

  /** Whether the values that differ meet all relations here, and none is below 0 that may not. */
  boolean holds(double[] values, Amounts amountsOfAll) {
    return relations.stream().allMatch(relation -> relation.holds(values))
        && amounts.stream()
            .allMatch(
                amount ->
                    values[amount] >= -Relation.TOLERANCE || amountsOfAll.mayBeNegative(amount))
        && amounts.stream().allMatch(amount -> Double.isFinite(values[amount]));
  }
}
