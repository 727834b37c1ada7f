package kith.marts.disclosure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Relations as they are found, each once. One that the exact figures do not meet is none. */
final class FoundRelations {

  private final double[] values;
  private final Map<List<Object>, Relation> found = new LinkedHashMap<>();

  /**
   * Nothing yet.
   *
   * @param values the exact values of all amounts
   */
  FoundRelations(double[] values) {
    this.values = values;
  }

  List<Relation> all() {
    return List.copyOf(found.values());
  }

  /** Some amounts are together at least what others are. */
  Optional<Relation> atLeast(List<Integer> more, List<Integer> less) {
    return relate(more, less, false);
  }

  /** A whole is the sum of its parts or, where none is missing, at most that. */
  void sum(int whole, List<Integer> parts, boolean isComplete, boolean mayBeSum) {
    boolean isSum = mayBeSum && relate(List.of(whole), parts, true).isPresent();
    if (!isSum && isComplete) {
      atLeast(parts, List.of(whole));
    }
  }

  /** Adds a relation if the figures meet it. Amounts on both sides say nothing. */
  Optional<Relation> relate(List<Integer> more, List<Integer> less, boolean isEquation) {
    Map<Integer, Double> weights = new TreeMap<>();
    more.forEach(amount -> weights.merge(amount, 1.0, Double::sum));
    less.forEach(amount -> weights.merge(amount, -1.0, Double::sum));
    weights.values().removeIf(weight -> weight == 0);
    return relate(weights, isEquation);
  }

  private Optional<Relation> relate(Map<Integer, Double> factors, boolean isEquation) {
    Map<Integer, Double> weights = new TreeMap<>(factors);
    Relation relation =
        new Relation(
            weights.keySet().stream().mapToInt(Integer::intValue).toArray(),
            weights.values().stream().mapToDouble(Double::doubleValue).toArray(),
            isEquation);
    if (!relation.holds(values)) {
      return Optional.empty();
    }
    if (!weights.isEmpty()) {
      found.putIfAbsent(List.of(weights, isEquation), relation);
    }
    return Optional.of(relation);
  }
}
