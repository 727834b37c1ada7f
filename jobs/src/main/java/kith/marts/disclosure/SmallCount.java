package kith.marts.disclosure;

/**
 * A count from 1 to the threshold that must not be worked out: a weighted sum of amounts. An amount
 * that is no count has the weight of an average member in it, and may then be other than 1 to 5.
 */
record SmallCount(int[] amounts, double[] weights) {

  double of(double[] values) {
    double sum = 0;
    for (int i = 0; i < amounts.length; i++) {
      sum += weights[i] * values[amounts[i]];
    }
    return sum;
  }
}
