package kith.marts.disclosure;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/**
 * Linear program over some amounts, in steps up and down from their exact values; all others stay
 * as they are. Their size and iterations are limited, not the time they take, so that a night gives
 * the same result on any machine.
 */
final class LinearProgram {

  private static final int MOST_ITERATIONS = 5_000;

  /**
   * In whole numbers an amount goes up and down by at most so many times what the count has to.
   * Without a limit the solver can follow one branch until its stack overflows.
   */
  private static final double MOST_STEPS = 10;

  /** A step that is cheap still costs something: no amount differs for nothing. */
  private static final double LEAST_COST = 1e-3;

  private final double[] values;
  private final ExpressionsBasedModel model = new ExpressionsBasedModel();
  private final Map<Integer, Variable> up = new HashMap<>();
  private final Map<Integer, Variable> down = new HashMap<>();

  private LinearProgram(
      Knowledge knowledge,
      List<Integer> amounts,
      Collection<Relation> relations,
      boolean inWholeNumbers) {
    values = knowledge.values();
    model.options.iterations_abort = MOST_ITERATIONS;
    model.options.integer(IntegerStrategy.DEFAULT.withParallelism(() -> 1));
    for (int amount : amounts) {
      boolean isWhole = inWholeNumbers && knowledge.isWhole(amount);
      up.put(amount, model.newVariable("up" + amount).lower(0).integer(isWhole));
      // What is 0 and cannot be less has no step down.
      if (values[amount] > 0 || knowledge.amounts().mayBeNegative(amount)) {
        Variable less = model.newVariable("down" + amount).lower(0).integer(isWhole);
        down.put(
            amount, knowledge.amounts().mayBeNegative(amount) ? less : less.upper(values[amount]));
      }
    }
    int number = 0;
    for (Relation relation : relations) {
      Expression sum = sum("relation" + number++, relation.amounts(), relation.weights());
      if (relation.isEquation()) {
        sum.level(0);
      } else {
        sum.lower(-relation.sum(values));
      }
    }
  }

  private Expression sum(String name, int[] amounts, double[] weights) {
    Expression sum = model.newExpression(name);
    for (int i = 0; i < amounts.length; i++) {
      set(sum, up.get(amounts[i]), weights[i]);
      set(sum, down.get(amounts[i]), -weights[i]);
    }
    return sum;
  }

  private static void set(Expression sum, @Nullable Variable step, double weight) {
    if (step != null) {
      sum.set(step, weight);
    }
  }

  /**
   * The cheapest values of all amounts for which a small count would be at least, or at most, as
   * large as this, and with which all relations hold. Sums that count are whole in them: who knows
   * that they are would not take a fraction for possible.
   *
   * @param cost of a step of 1 of an amount
   */
  static Optional<double[]> cheapest(
      Knowledge knowledge,
      Neighbourhood around,
      SmallCount count,
      double target,
      IntToDoubleFunction cost) {
    Optional<double[]> values = solved(knowledge, around, count, target, cost, false);
    if (values.isPresent() && !knowledge.roundWhole(around.amounts(), values.get())) {
      values = solved(knowledge, around, count, target, cost, true);
    }
    return values.filter(
        found ->
            knowledge.roundWhole(around.amounts(), found)
                && around.holds(found, knowledge.amounts()));
  }

  private static Optional<double[]> solved(
      Knowledge knowledge,
      Neighbourhood around,
      SmallCount count,
      double target,
      IntToDoubleFunction cost,
      boolean inWholeNumbers) {
    LinearProgram program =
        new LinearProgram(knowledge, around.amounts(), around.relations(), inWholeNumbers);
    // In units of its first amount: the weight of a member in a sum of many days is tiny.
    double unit = Math.abs(count.weights()[0]);
    double step = (target - count.of(program.values)) / unit;
    Expression reached =
        program.sum(
            "target",
            count.amounts(),
            DoubleStream.of(count.weights()).map(weight -> weight / unit).toArray());
    if (step > 0) {
      reached.lower(step);
    } else {
      reached.upper(step);
    }
    for (Map<Integer, Variable> steps : List.of(program.up, program.down)) {
      steps.forEach((amount, oneStep) -> oneStep.weight(LEAST_COST + cost.applyAsDouble(amount)));
    }
    if (inWholeNumbers) {
      program.limitSteps(MOST_STEPS * Math.ceil(Math.abs(step)));
    }
    Optimisation.Result result = program.model.minimise();
    return result.getState().isFeasible()
        ? Optional.of(program.valuesAfter(around.amounts(), result))
        : Optional.empty();
  }

  private void limitSteps(double most) {
    for (Variable step : model.getVariables()) {
      BigDecimal limit = step.getUpperLimit();
      if (limit == null || limit.doubleValue() > most) {
        step.upper(most);
      }
    }
  }

  private double[] valuesAfter(List<Integer> amounts, Optimisation.Result result) {
    double[] after = values.clone();
    for (int amount : amounts) {
      double step = taken(up, amount, result) - taken(down, amount, result);
      if (Math.abs(step) >= Relation.TOLERANCE) {
        after[amount] += step;
      }
    }
    return after;
  }

  private double taken(Map<Integer, Variable> steps, int amount, Optimisation.Result result) {
    Variable step = steps.get(amount);
    return step == null ? 0 : result.doubleValue(model.indexOf(step));
  }
}
