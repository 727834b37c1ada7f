package kith.marts.disclosure;

/**
 * What an attacker knows about amounts: a weighted sum of them is 0, or is at least 0. Every
 * relation holds for the exact figures.
 *
 * @param amounts their numbers, each at most once
 * @param weights one per amount
 * @param isEquation whether the sum is 0 and not only at least 0
 */
record Relation(int[] amounts, double[] weights, boolean isEquation) {

  /** Sums of exact figures are exact; what is calculated by a solver is not. */
  static final double TOLERANCE = 1e-6;

  /** The weighted sum for these values of all amounts. */
  double sum(double[] values) {
    double sum = 0;
    for (int i = 0; i < amounts.length; i++) {
      sum += weights[i] * values[amounts[i]];
    }
    return sum;
  }

  /** The weight of an amount; 0 where it is not in the sum. */
  double weight(int amount) {
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] == amount) {
        return weights[i];
      }
    }
    return 0;
  }

  boolean holds(double[] values) {
    double sum = sum(values);
    return isEquation ? Math.abs(sum) <= TOLERANCE : sum >= -TOLERANCE;
  }
}
