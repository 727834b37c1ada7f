package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Works out what published figures tell of those that are hidden: whether each small count could be
 * as small as 1 and as large as the threshold, with all shown figures and all relations as they
 * are. Sums that are whole in every figure of a KPI (children, days, sessions) can be nothing but
 * whole numbers. It shares with {@link Suppression} what an attacker knows ({@link Knowledge}), and
 * nothing of how figures are chosen, not even the solver.
 */
public final class Attack {

  /**
   * What an attack found.
   *
   * @param counts small counts attacked
   * @param narrow what is wrong with each count that is narrower than from 1 to the threshold
   * @param inWholeNumbers how many counts needed a program of whole numbers, since values found
   *     without one were fractions
   */
  public record Finding(int counts, List<String> narrow, int inWholeNumbers) {}

  static {
    Loader.loadNativeLibraries();
  }

  private static final double MOST = 1e7;
  private static final int[] ROOM = {30, 120, 500, 2000, Integer.MAX_VALUE};

  private final Knowledge knowledge;
  private final boolean[] isUnknown;
  private final Map<Integer, List<SmallCount>> countsOf = new HashMap<>();
  private final Map<Boolean, Set<SmallCount>> reached =
      Map.of(true, new HashSet<>(), false, new HashSet<>());
  private final Set<SmallCount> inWholeNumbers = new HashSet<>();

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
      boolean mayBeLarge = attack.mayBe(count, true, knowledge.threshold());
      boolean mayBeOne = attack.mayBe(count, false, 1);
      if (!mayBeLarge || !mayBeOne) {
        narrow.add(
            "a count of "
                + count.of(knowledge.values())
                + attack.said(count)
                + (mayBeLarge ? " cannot be 1" : " cannot be as large as the threshold")
                + (attack.inWholeNumbers.contains(count) ? " in whole numbers" : ""));
      }
    }
    return new Finding(knowledge.smallCounts().size(), narrow, attack.inWholeNumbers.size());
  }

  /** The figures that a count is of, and whether they are hidden. */
  private String said(SmallCount count) {
    List<String> said = new ArrayList<>();
    for (int amount : count.amounts()) {
      for (int f : knowledge.amounts().figures(amount)) {
        Figure figure = knowledge.figures().get(f);
        said.add(
            ChangeAttack.Key.of(figure)
                + (amount == knowledge.amounts().numerator(f) ? " numerator" : " denominator")
                + (isUnknown[amount] ? "" : " (known)"));
      }
    }
    return " in " + said;
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
    return !mayBe(itself, true, exact + 1) && !mayBe(itself, false, exact - 1);
  }

  /**
   * Whether a count may be that large, or that small. More and more of what is unknown may differ
   * from its exact value, in the end all of it.
   */
  private boolean mayBe(SmallCount count, boolean isMost, double target) {
    double exact = count.of(knowledge.values());
    if ((isMost ? exact >= target : exact <= target) || reached.get(isMost).contains(count)) {
      return true;
    }
    for (int room : ROOM) {
      Neighbourhood around =
          Neighbourhood.of(knowledge, count, room, amount -> isUnknown[amount], amount -> 0);
      Optional<double[]> values = solved(around, count, isMost, target, false);
      if (values.isPresent() && !areWhole(around, values.get())) {
        inWholeNumbers.add(count);
        values = solved(around, count, isMost, target, true);
      }
      if (values.isPresent() && areWhole(around, values.get())) {
        double found = count.of(values.get());
        assertThat(isMost ? target - found : found - target)
            .as("how far the values found are from what was asked for")
            .isLessThanOrEqualTo(10 * Relation.TOLERANCE);
        noteReached(around, values.get());
        return true;
      }
      if (around.isWhole()) {
        return false;
      }
    }
    throw new IllegalStateException("the last room takes everything");
  }

  /** Whether these values agree with all that is known, those that are whole rounded. */
  private boolean areWhole(Neighbourhood around, double[] values) {
    return knowledge.roundWhole(around.amounts(), values)
        && around.holds(values, knowledge.amounts());
  }

  private Optional<double[]> solved(
      Neighbourhood around,
      SmallCount count,
      boolean isMost,
      double target,
      boolean inWholeNumbers) {
    if (around.amounts().isEmpty()) {
      return Optional.empty();
    }
    MPSolver solver = MPSolver.createSolver(inWholeNumbers ? "SCIP" : "GLOP");
    double infinity = MPSolver.infinity();
    // Without a bound, whole numbers can be so large that sums of them are not exact.
    double most = inWholeNumbers ? MOST : infinity;
    Map<Integer, MPVariable> variables = new HashMap<>();
    for (int amount : around.amounts()) {
      variables.put(
          amount,
          solver.makeVar(
              knowledge.amounts().mayBeNegative(amount) ? -most : 0,
              most,
              inWholeNumbers && knowledge.isWhole(amount),
              "amount" + amount));
    }
    for (Relation relation : around.relations()) {
      MPConstraint sum = solver.makeConstraint();
      double known = set(sum, variables, relation.amounts(), relation.weights());
      sum.setBounds(-known, relation.isEquation() ? -known : infinity);
    }
    // In units of its first amount: the weight of a member in a sum of many days is tiny.
    double unit = Math.abs(count.weights()[0]);
    double[] weights = DoubleStream.of(count.weights()).map(weight -> weight / unit).toArray();
    MPConstraint size = solver.makeConstraint();
    double limit = target / unit - set(size, variables, count.amounts(), weights);
    size.setBounds(isMost ? limit : -infinity, isMost ? infinity : limit);
    for (int i = 0; i < count.amounts().length; i++) {
      MPVariable variable = variables.get(count.amounts()[i]);
      if (variable != null) {
        solver.objective().setCoefficient(variable, weights[i]);
      }
    }
    if (isMost) {
      solver.objective().setMinimization();
    } else {
      solver.objective().setMaximization();
    }
    MPSolver.ResultStatus status = solver.solve();
    if (status != MPSolver.ResultStatus.OPTIMAL && status != MPSolver.ResultStatus.FEASIBLE) {
      solver.delete();
      return Optional.empty();
    }
    double[] values = knowledge.values().clone();
    variables.forEach((amount, variable) -> values[amount] = variable.solutionValue());
    solver.delete();
    return Optional.of(values);
  }

  /** Values that agree with all that is shown say of every count in them that it can be so. */
  private void noteReached(Neighbourhood around, double[] values) {
    for (int amount : around.amounts()) {
      for (SmallCount count : countsOf.getOrDefault(amount, List.of())) {
        if (count.of(values) >= knowledge.threshold() - Relation.TOLERANCE) {
          reached.get(true).add(count);
        }
        if (count.of(values) <= 1 + Relation.TOLERANCE) {
          reached.get(false).add(count);
        }
      }
    }
  }

  /** Sets the factors of what is unknown; returns the sum of what is known. */
  private double set(
      MPConstraint sum, Map<Integer, MPVariable> variables, int[] amounts, double[] weights) {
    double known = 0;
    for (int i = 0; i < amounts.length; i++) {
      MPVariable variable = variables.get(amounts[i]);
      if (variable == null) {
        known += weights[i] * knowledge.values()[amounts[i]];
      } else {
        sum.setCoefficient(variable, sum.getCoefficient(variable) + weights[i]);
      }
    }
    return known;
  }
}
