package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses which of the totals of one authority are hidden (R13). {@link BandSuppression} goes on
 * with the bands.
 *
 * <ol>
 *   <li>Figures that show a small count are hidden.
 *   <li>For each small count other figures are sought that could make it as large as the threshold,
 *       and as small as 1, with everything else as it is: the cheapest ones, by a linear program
 *       over the amounts around it. What differs in that solution is hidden. The solution proves
 *       that the count cannot be told from those values.
 *   <li>A solution that no count needs is dropped, and what only it hid is shown again.
 *   <li>Last, a change by 1 to the threshold is hidden where one of its two counts is.
 * </ol>
 *
 * <p>A program begins with few amounts and takes more where it has no solution. Where none is found
 * among {@link #MOST_AMOUNTS}, all figures related to the count are hidden.
 */
final class Suppression {

  private static final int[] ROOM = {20, 80, 300, 1000};

  /** With so much room a solution is taken that hides more; with less, a cheaper one is sought. */
  private static final int ENOUGH_ROOM = 300;

  /** How many solutions found before are tried for a count. */
  private static final int MOST_TRIED = 20;

  /** By how much which amounts could differ, and which small counts that serves, up and down. */
  record Solution(List<Integer> amounts, double[] steps, BitSet serves) {}

  private final Knowledge knowledge;
  private final boolean[] hiddenBefore;
  private final boolean[] isKnown;
  private final List<SmallCount> counts;
  private final List<List<Integer>> countsOf = new ArrayList<>();
  private final List<Solution> solutions = new ArrayList<>();
  private final List<List<Solution>> solutionsOf = new ArrayList<>();
  private final BitSet served = new BitSet();
  private boolean[] hidden;
  private int open;

  private Suppression(Knowledge knowledge, boolean[] hiddenBefore, boolean[] knownBefore) {
    this.knowledge = knowledge;
    this.hiddenBefore = hiddenBefore;
    counts = knowledge.smallCounts();
    int amounts = knowledge.amounts().size();
    isKnown = new boolean[amounts];
    for (int f = 0; f < knownBefore.length; f++) {
      if (knownBefore[f]) {
        isKnown[knowledge.amounts().numerator(f)] = true;
        if (knowledge.amounts().denominator(f) >= 0) {
          isKnown[knowledge.amounts().denominator(f)] = true;
        }
      }
    }
    for (int amount = 0; amount < amounts; amount++) {
      countsOf.add(new ArrayList<>());
      solutionsOf.add(new ArrayList<>());
    }
    for (int c = 0; c < counts.size(); c++) {
      for (int amount : counts.get(c).amounts()) {
        countsOf.get(amount).add(c);
      }
    }
    hidden = atLeast();
  }

  /**
   * Which figures are hidden.
   *
   * @param hidden one per figure
   * @param small figures hidden because they show a small count
   * @param besides figures hidden besides, so that no small count can be worked out
   * @param open small counts that could not be protected, since too much is known before
   * @param solutions values other than the exact ones that what is shown allows
   */
  record Result(boolean[] hidden, int small, int besides, int open, List<Solution> solutions) {}

  /** Chooses for figures of which nothing has been shown before. */
  static Result of(Knowledge knowledge) {
    int figures = knowledge.figures().size();
    return of(knowledge, new boolean[figures], new boolean[figures]);
  }

  /**
   * Chooses for figures of which some were published before.
   *
   * @param hiddenBefore figures that must stay hidden
   * @param knownBefore figures whose numbers readers know: hiding them protects nothing
   */
  static Result of(Knowledge knowledge, boolean[] hiddenBefore, boolean[] knownBefore) {
    Suppression suppression = new Suppression(knowledge, hiddenBefore, knownBefore);
    suppression.protect();
    return suppression.result();
  }

  /** What is hidden whatever is found. */
  private boolean[] atLeast() {
    boolean[] always = hiddenBefore.clone();
    for (int f = 0; f < always.length; f++) {
      always[f] |= knowledge.isSmall(f);
    }
    return always;
  }

  private void protect() {
    for (int c = 0; c < counts.size(); c++) {
      for (boolean isUp : new boolean[] {true, false}) {
        if (!isServed(c, isUp) && !isServedByAnother(c, isUp)) {
          protect(c, isUp);
        }
      }
    }
    dropWhatIsNotNeeded();
  }

  private static int number(int count, boolean isUp) {
    return 2 * count + (isUp ? 0 : 1);
  }

  private boolean isServed(int c, boolean isUp) {
    return served.get(number(c, isUp)) || isMet(c, isUp, knowledge.values());
  }

  /** Whether with these values the count would be as large as the threshold, or as small as 1. */
  private boolean isMet(int c, boolean isUp, double[] values) {
    double count = counts.get(c).of(values);
    return isUp
        ? count >= knowledge.threshold() - Relation.TOLERANCE
        : count <= 1 + Relation.TOLERANCE;
  }

  private void protect(int c, boolean isUp) {
    SmallCount count = counts.get(c);
    double target = isUp ? knowledge.threshold() : 1;
    List<Integer> amounts = List.of();
    double[] cheapest = null;
    double least = Double.POSITIVE_INFINITY;
    for (int room : ROOM) {
      Neighbourhood around =
          Neighbourhood.of(knowledge, count, room, amount -> !isKnown[amount], this::cost);
      Optional<double[]> values =
          LinearProgram.cheapest(knowledge, around, count, target, this::cost);
      if (values.isPresent() && isMet(c, isUp, values.get())) {
        double loss = loss(hidden, differing(around.amounts(), values.get()));
        if (loss < least) {
          least = loss;
          amounts = around.amounts();
          cheapest = values.get();
        }
      }
      if (around.isWhole() || least == 0 || (cheapest != null && room >= ENOUGH_ROOM)) {
        break;
      }
    }
    if (cheapest == null) {
      hideAllAround(count);
    } else {
      accept(amounts, cheapest);
    }
  }

  /** What hiding an amount costs: the worth of the figures that show it. */
  private double cost(int amount) {
    double cost = 0;
    for (int f : knowledge.amounts().figures(amount)) {
      cost += hidden[f] ? 0 : knowledge.figures().get(f).worth();
    }
    return cost;
  }

  /**
   * Whether a solution found before, made larger, smaller or turned round, serves a count too: it
   * hides nothing more.
   */
  private boolean isServedByAnother(int c, boolean isUp) {
    SmallCount count = counts.get(c);
    double step = (isUp ? knowledge.threshold() : 1) - count.of(knowledge.values());
    for (int amount : count.amounts()) {
      List<Solution> tried = solutionsOf.get(amount);
      for (int s = tried.size() - 1; s >= Math.max(0, tried.size() - MOST_TRIED); s--) {
        Solution solution = tried.get(s);
        double[] values = knowledge.values().clone();
        add(values, solution, 1);
        double factor = step / (count.of(values) - count.of(knowledge.values()));
        // So often as a whole: what counts children stays whole.
        double times = Math.signum(factor) * Math.ceil(Math.abs(factor) - Relation.TOLERANCE);
        add(values, solution, times - 1);
        if (Double.isFinite(factor)
            && Neighbourhood.of(knowledge, solution.amounts()).holds(values, knowledge.amounts())
            && isMet(c, isUp, values)) {
          accept(solution.amounts(), values);
          return true;
        }
      }
    }
    return false;
  }

  private static void add(double[] values, Solution solution, double factor) {
    for (int i = 0; i < solution.steps().length; i++) {
      values[solution.amounts().get(i)] += factor * solution.steps()[i];
    }
  }

  private void accept(List<Integer> around, double[] values) {
    List<Integer> differing = differing(around, values);
    BitSet serves = new BitSet();
    for (int amount : differing) {
      for (int c : countsOf.get(amount)) {
        for (boolean isUp : new boolean[] {true, false}) {
          if (isMet(c, isUp, values)) {
            serves.set(number(c, isUp));
          }
        }
      }
    }
    Solution solution =
        new Solution(
            differing,
            differing.stream().mapToDouble(a -> values[a] - knowledge.values()[a]).toArray(),
            serves);
    solutions.add(solution);
    differing.forEach(amount -> solutionsOf.get(amount).add(solution));
    served.or(serves);
    hide(hidden, differing);
  }

  private List<Integer> differing(List<Integer> around, double[] values) {
    return around.stream().filter(a -> values[a] != knowledge.values()[a]).toList();
  }

  private void hide(boolean[] figures, List<Integer> amounts) {
    for (int amount : amounts) {
      for (int f : knowledge.amounts().figures(amount)) {
        figures[f] = true;
      }
    }
  }

  /**
   * Hides all figures related to a count. Relations are sums without a constant, so that all
   * amounts could be any multiple of themselves or 0, unless one of them is known.
   */
  private void hideAllAround(SmallCount count) {
    Neighbourhood all =
        Neighbourhood.of(knowledge, count, Integer.MAX_VALUE, amount -> true, amount -> 0);
    boolean isKnownInPart = all.amounts().stream().anyMatch(amount -> isKnown[amount]);
    double exact = Math.abs(count.of(knowledge.values()));
    for (double factor : new double[] {Math.ceil(knowledge.threshold() / exact), 0}) {
      double[] values = knowledge.values().clone();
      all.amounts().forEach(amount -> values[amount] *= factor);
      accept(all.amounts(), values);
    }
    if (isKnownInPart) {
      open++;
    }
  }

  /** Goes through the solutions, the one that hides most first. */
  private void dropWhatIsNotNeeded() {
    int[] serving = new int[2 * counts.size()];
    solutions.forEach(solution -> solution.serves().stream().forEach(n -> serving[n]++));
    boolean[] always = atLeast();
    List<Solution> kept = new ArrayList<>();
    List<Solution> byLoss = new ArrayList<>(solutions);
    byLoss.sort(
        Comparator.comparingDouble((Solution solution) -> loss(always, solution.amounts()))
            .reversed());
    for (Solution solution : byLoss) {
      if (solution.serves().stream().allMatch(n -> serving[n] > 1 || isMet(n))) {
        solution.serves().stream().forEach(n -> serving[n]--);
      } else {
        kept.add(solution);
      }
    }
    hidden = always;
    solutions.clear();
    solutions.addAll(kept);
    kept.forEach(solution -> hide(hidden, solution.amounts()));
  }

  private boolean isMet(int number) {
    return isMet(number / 2, number % 2 == 0, knowledge.values());
  }

  /** What is lost when figures that show amounts are hidden beside those that are already. */
  private double loss(boolean[] already, List<Integer> amounts) {
    return amounts.stream()
        .flatMap(amount -> knowledge.amounts().figures(amount).stream())
        .distinct()
        .filter(f -> !already[f])
        .mapToDouble(f -> knowledge.figures().get(f).worth())
        .sum();
  }

  private Result result() {
    int small = 0;
    int besides = 0;
    boolean[] chosen = hidden.clone();
    for (int f = 0; f < hidden.length; f++) {
      hidden[f] |= knowledge.isSmallChange(f, chosen);
      if (knowledge.isSmall(f)) {
        small++;
      } else if (hidden[f]) {
        besides++;
      }
    }
    return new Result(hidden, small, besides, open, List.copyOf(solutions));
  }
}
