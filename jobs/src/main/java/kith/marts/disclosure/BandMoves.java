package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * Moves parts of sums between bands, so that totals stay as they are, and looks for the cheapest
 * such move that gives a count another value. What a move breaks within a band is mended by a
 * second one: more can only be counted in a band of few children if children move there too.
 */
final class BandMoves {

  /** How many moves may mend what moves break, one after the other. */
  private static final int DEPTH = 2;

  /** Sums of one band that go up and down together, with the size of each step. */
  private record Bundle(Map<Integer, Double> steps) {}

  private final Knowledge knowledge;
  private final BandTable table;
  private final IntPredicate mayDiffer;
  private final IntToDoubleFunction cost;

  /**
   * @param mayDiffer whether an amount may differ
   * @param cost what hiding an amount costs; 0 where it is hidden
   */
  BandMoves(
      Knowledge knowledge, BandTable table, IntPredicate mayDiffer, IntToDoubleFunction cost) {
    this.knowledge = knowledge;
    this.table = table;
    this.mayDiffer = mayDiffer;
    this.cost = cost;
  }

  /** By how much which amounts would differ from {@code base}. */
  Optional<Map<Integer, Double>> cheapest(SmallCount count, double target, double[] base) {
    Map<Integer, Double> cheapest = null;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < count.amounts().length; i++) {
      double step = (target - count.of(base)) / count.weights()[i];
      if (knowledge.isWhole(count.amounts()[i])) {
        step = Math.signum(step) * Math.ceil(Math.abs(step) - Relation.TOLERANCE);
      }
      Optional<Shift> moved = move(count.amounts()[i], step, new Shift(base), DEPTH);
      if (moved.isPresent()
          && isReached(moved.get().of(count), target, count.of(base))
          && holds(moved.get())) {
        double costs = moved.get().changes().keySet().stream().mapToDouble(this::cost).sum();
        if (costs < least) {
          cheapest = moved.get().changes();
          least = costs;
        }
      }
    }
    return Optional.ofNullable(cheapest);
  }

  private static boolean isReached(double size, double target, double before) {
    return Math.signum(target - before) * (size - target) >= -Relation.TOLERANCE;
  }

  /** Whether all that an attacker knows holds after a move too: the proof, by adding up. */
  private boolean holds(Shift shift) {
    for (int amount : shift.changes().keySet()) {
      double value = shift.of(amount);
      boolean isPossible =
          (value >= -Relation.TOLERANCE || knowledge.amounts().mayBeNegative(amount))
              && (!knowledge.isWhole(amount)
                  || Math.abs(value - Math.rint(value)) <= Relation.TOLERANCE);
      if (!isPossible || !knowledge.relationsOf(amount).stream().allMatch(shift::holds)) {
        return false;
      }
    }
    return true;
  }

  private double cost(int amount) {
    return cost.applyAsDouble(amount);
  }

  private Optional<Shift> move(int amount, double step, Shift from, int depth) {
    Bundle bundle = bundle(amount);
    if (!bundle.steps().keySet().stream().allMatch(mayDiffer::test)) {
      return Optional.empty();
    }
    Optional<Shift> mended = mended(bundle, step, from, depth);
    if (mended.isEmpty()) {
      return Optional.empty();
    }
    Shift shift = mended.get();
    List<Partner> partners = partners(amount, bundle, step, shift);
    shift.add(bundle.steps(), step);
    double left = Math.abs(step);
    while (left > Relation.TOLERANCE && !partners.isEmpty()) {
      double needed = left;
      // One that is hidden already; else the smallest that is enough; else the one with most room.
      Partner next =
          partners.stream()
              .min(
                  Comparator.comparing((Partner partner) -> partner.cost() > 0)
                      .thenComparing(partner -> partner.room() < needed)
                      .thenComparing(
                          partner -> partner.room() < needed ? -partner.room() : partner.cost())
                      .thenComparing(partner -> shift.of(partner.amount())))
              .orElseThrow();
      partners.remove(next);
      double taken = Math.min(left, next.room());
      shift.add(next.bundle().steps(), -Math.signum(step) * taken);
      left -= taken;
    }
    return left > Relation.TOLERANCE ? Optional.empty() : Optional.of(shift);
  }

  private record Partner(int amount, Bundle bundle, double room, double cost) {}

  private List<Partner> partners(int amount, Bundle bundle, double step, Shift shift) {
    List<Partner> partners = new ArrayList<>();
    for (int part : table.parts(amount)) {
      Optional<Bundle> mirrored = part == amount ? Optional.empty() : mirrored(bundle, part);
      if (mirrored.isPresent()) {
        Map<Integer, Double> steps = mirrored.get().steps();
        double room = room(steps, -Math.signum(step), shift);
        if (room > Relation.TOLERANCE && steps.keySet().stream().allMatch(mayDiffer::test)) {
          partners.add(
              new Partner(
                  part,
                  mirrored.get(),
                  room,
                  steps.keySet().stream().mapToDouble(this::cost).sum()));
        }
      }
    }
    return partners;
  }

  /** The amount, and for each equation that it is in within its band another that balances it. */
  private Bundle bundle(int amount) {
    Map<Integer, Double> steps = new LinkedHashMap<>();
    steps.put(amount, 1.0);
    for (Relation relation : table.within(amount)) {
      if (relation.isEquation()) {
        int balancing = -1;
        for (int other : relation.amounts()) {
          if (!steps.containsKey(other)
              && equations(other) == 1
              && (balancing < 0 || cost(other) < cost(balancing))) {
            balancing = other;
          }
        }
        if (balancing >= 0) {
          steps.put(balancing, -relation.weight(amount) / relation.weight(balancing));
        }
      }
    }
    return new Bundle(steps);
  }

  private long equations(int amount) {
    return table.within(amount).stream().filter(Relation::isEquation).count();
  }

  /** The same sums in the band of another amount. */
  private Optional<Bundle> mirrored(Bundle bundle, int part) {
    Map<Integer, Double> steps = new LinkedHashMap<>();
    for (Map.Entry<Integer, Double> step : bundle.steps().entrySet()) {
      Integer other = table.inBand(step.getKey(), table.band(part));
      if (other == null) {
        return Optional.empty();
      }
      steps.put(other, step.getValue());
    }
    return Optional.of(new Bundle(steps));
  }

  /** How far sums can go together in one direction before a relation in their band is broken. */
  private double room(Map<Integer, Double> steps, double direction, Shift shift) {
    double room = Double.MAX_VALUE;
    for (Map.Entry<Integer, Double> step : steps.entrySet()) {
      double by = direction * step.getValue();
      if (by < 0 && !knowledge.amounts().mayBeNegative(step.getKey())) {
        room = Math.min(room, shift.of(step.getKey()) / -by);
      }
    }
    for (Relation relation : relations(steps)) {
      double change = direction * change(relation, steps);
      if (relation.isEquation() && Math.abs(change) > Relation.TOLERANCE) {
        return 0;
      }
      if (change < 0) {
        room = Math.min(room, shift.of(relation) / -change);
      }
    }
    return Math.max(0, room);
  }

  private Set<Relation> relations(Map<Integer, Double> steps) {
    Set<Relation> relations = new LinkedHashSet<>();
    steps.keySet().forEach(amount -> relations.addAll(table.within(amount)));
    return relations;
  }

  private static double change(Relation relation, Map<Integer, Double> steps) {
    double change = 0;
    for (int i = 0; i < relation.amounts().length; i++) {
      change += relation.weights()[i] * steps.getOrDefault(relation.amounts()[i], 0.0);
    }
    return change;
  }

  /** Makes room for a step, by moving other sums of the band first. */
  private Optional<Shift> mended(Bundle bundle, double step, Shift from, int depth) {
    Shift shift = from.copy();
    if (room(bundle.steps(), Math.signum(step), shift) >= Math.abs(step) - Relation.TOLERANCE) {
      return Optional.of(shift);
    }
    if (depth == 0) {
      return Optional.empty();
    }
    for (Relation relation : relations(bundle.steps())) {
      double after = shift.of(relation) + step * change(relation, bundle.steps());
      if (relation.isEquation() || after >= -Relation.TOLERANCE) {
        continue;
      }
      Optional<Shift> mended = mended(relation, bundle, -after, shift, depth);
      if (mended.isEmpty()) {
        return Optional.empty();
      }
      shift = mended.get();
    }
    boolean isEnough =
        room(bundle.steps(), Math.signum(step), shift) >= Math.abs(step) - Relation.TOLERANCE;
    return isEnough ? Optional.of(shift) : Optional.empty();
  }

  private Optional<Shift> mended(
      Relation relation, Bundle bundle, double missing, Shift from, int depth) {
    Shift cheapest = null;
    double least = Double.MAX_VALUE;
    for (int other : relation.amounts()) {
      if (bundle.steps().containsKey(other)) {
        continue;
      }
      Optional<Shift> moved = move(other, missing / relation.weight(other), from, depth - 1);
      double costs =
          moved
              .map(shift -> shift.changes().keySet().stream().mapToDouble(this::cost).sum())
              .orElse(Double.MAX_VALUE);
      if (costs < least) {
        cheapest = moved.orElse(null);
        least = costs;
      }
    }
    return Optional.ofNullable(cheapest);
  }

  /** Values that differ from others in a few amounts. */
  private record Shift(double[] base, Map<Integer, Double> changes) {

    Shift(double[] base) {
      this(base, new LinkedHashMap<>());
    }

    Shift copy() {
      return new Shift(base, new LinkedHashMap<>(changes));
    }

    void add(Map<Integer, Double> steps, double factor) {
      steps.forEach((amount, step) -> changes.merge(amount, factor * step, Double::sum));
    }

    double of(int amount) {
      return base[amount] + changes.getOrDefault(amount, 0.0);
    }

    double of(Relation relation) {
      double sum = 0;
      for (int i = 0; i < relation.amounts().length; i++) {
        sum += relation.weights()[i] * of(relation.amounts()[i]);
      }
      return sum;
    }

    boolean holds(Relation relation) {
      double sum = of(relation);
      return relation.isEquation()
          ? Math.abs(sum) <= Relation.TOLERANCE
          : sum >= -Relation.TOLERANCE;
    }

    double of(SmallCount count) {
      double sum = 0;
      for (int i = 0; i < count.amounts().length; i++) {
        sum += count.weights()[i] * of(count.amounts()[i]);
      }
      return sum;
    }
  }
}
