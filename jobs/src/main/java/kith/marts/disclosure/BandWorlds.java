package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries what the totals could be, other than they are, over to their bands: where hidden totals
 * differ in a solution of {@link Suppression}, their bands, all hidden too, must be able to add up
 * to it. A part of the difference goes to each band, as much as the relations within it allow, and
 * so that what counts children stays whole. Where that is not enough, everything related in the
 * breakdown is hidden: then one band can be the total.
 */
final class BandWorlds {

  private static final long PARTS_OF_WHAT_IS_NOT_WHOLE = 1_000;

  /** By how much an amount of a band would differ if all of the difference were in its band. */
  private record Step(int amount, double by) {}

  /**
   * How a solution is carried over to one breakdown.
   *
   * @param steps by band
   * @param parts into how many equal parts the difference can be divided
   * @param most the largest number of parts that each band can take
   * @param whole the amounts that are all hidden; empty where the parts are enough
   */
  private record Carried(
      Map<String, List<Step>> steps, long parts, Map<String, Long> most, Set<Integer> whole) {}

  /** A solution by the amounts of all figures. */
  private record World(Map<Integer, Double> totals, Map<String, Carried> breakdowns) {}

  private final Knowledge knowledge;
  private final BandTable table;
  private final List<World> worlds = new ArrayList<>();

  /**
   * Carries solutions over.
   *
   * @param solutions of totals
   * @param totalAmounts the number of each of their amounts here
   */
  BandWorlds(
      Knowledge knowledge,
      BandTable table,
      List<Suppression.Solution> solutions,
      int[] totalAmounts) {
    this.knowledge = knowledge;
    this.table = table;
    for (Suppression.Solution solution : solutions) {
      Map<Integer, Double> steps = new LinkedHashMap<>();
      for (int i = 0; i < solution.steps().length; i++) {
        steps.put(totalAmounts[solution.amounts().get(i)], solution.steps()[i]);
      }
      worlds.add(new World(steps, carried(steps)));
    }
  }

  private Map<String, Carried> carried(Map<Integer, Double> totals) {
    Map<String, Map<String, List<Step>>> steps = new LinkedHashMap<>();
    totals.forEach(
        (total, by) ->
            table
                .bandsOf(total)
                .forEach(
                    (breakdown, ofSums) ->
                        ofSums.forEach(
                            bands ->
                                add(
                                    steps.computeIfAbsent(breakdown, none -> new LinkedHashMap<>()),
                                    bands,
                                    by))));
    Map<String, Carried> carried = new LinkedHashMap<>();
    steps.forEach(
        (breakdown, byBand) -> {
          long parts = parts(byBand);
          Map<String, Long> most = new LinkedHashMap<>();
          byBand.forEach(
              (band, ofBand) ->
                  most.put(band, (long) Math.floor(parts * most(ofBand) + Relation.TOLERANCE)));
          boolean isEnough = most.values().stream().mapToLong(part -> part).sum() >= parts;
          carried.put(
              breakdown,
              new Carried(
                  byBand,
                  parts,
                  most,
                  isEnough
                      ? Set.of()
                      : table.family(
                          byBand.values().stream()
                              .flatMap(List::stream)
                              .map(Step::amount)
                              .toList())));
        });
    return carried;
  }

  private static void add(Map<String, List<Step>> steps, Map<String, Integer> bands, double by) {
    bands.forEach(
        (band, amount) ->
            steps.computeIfAbsent(band, none -> new ArrayList<>()).add(new Step(amount, by)));
  }

  /** Into how many equal parts steps can be divided so that whole amounts stay whole. */
  private long parts(Map<String, List<Step>> byBand) {
    return byBand.values().stream()
        .flatMap(List::stream)
        .filter(step -> knowledge.isWhole(step.amount()))
        .mapToLong(step -> Math.abs(Math.round(step.by())))
        .reduce(BandWorlds::greatestCommonDivisor)
        .orElse(PARTS_OF_WHAT_IS_NOT_WHOLE);
  }

  private static long greatestCommonDivisor(long one, long other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }

  /** The largest part of steps that breaks no relation within the band. */
  private double most(List<Step> steps) {
    double[] values = knowledge.values();
    Map<Integer, Double> by = new LinkedHashMap<>();
    Set<Relation> relations = new LinkedHashSet<>();
    double most = 1;
    for (Step step : steps) {
      by.merge(step.amount(), step.by(), Double::sum);
      relations.addAll(table.within(step.amount()));
      if (step.by() < 0 && !knowledge.amounts().mayBeNegative(step.amount())) {
        most = Math.min(most, values[step.amount()] / -step.by());
      }
    }
    for (Relation relation : relations) {
      double change = 0;
      for (int i = 0; i < relation.amounts().length; i++) {
        change += relation.weights()[i] * by.getOrDefault(relation.amounts()[i], 0.0);
      }
      if (relation.isEquation() && Math.abs(change) > Relation.TOLERANCE) {
        return 0;
      }
      if (change < -Relation.TOLERANCE) {
        most = Math.min(most, relation.sum(values) / -change);
      }
    }
    return Math.max(0, most);
  }

  /** The amounts of bands that are hidden so that all solutions of the totals can be. */
  Set<Integer> hidden() {
    Set<Integer> hidden = new LinkedHashSet<>();
    worlds.forEach(
        world -> world.breakdowns().values().forEach(carried -> hidden.addAll(carried.whole())));
    return hidden;
  }

  /**
   * Values of all amounts in which a total's count is as it has to be, with as much of the
   * difference in one band as can be.
   *
   * @param total the count of the total
   * @param band an amount of the band
   */
  Optional<double[]> inBand(SmallCount total, double target, int band) {
    double[] values = knowledge.values();
    double step = target - total.of(values);
    for (World world : worlds) {
      double change = 0;
      for (int i = 0; i < total.amounts().length; i++) {
        change += total.weights()[i] * world.totals().getOrDefault(total.amounts()[i], 0.0);
      }
      Carried carried = world.breakdowns().get(table.breakdown(band));
      if (carried != null && change * Math.signum(step) >= Math.abs(step) - Relation.TOLERANCE) {
        double[] after = values.clone();
        world.totals().forEach((amount, by) -> after[amount] += by);
        if (carried.whole().isEmpty()) {
          share(carried, table.band(band), after);
        } else {
          gather(carried.whole(), table.band(band), after);
        }
        return Optional.of(after);
      }
    }
    return Optional.empty();
  }

  private static void share(Carried carried, String band, double[] after) {
    List<String> bands = new ArrayList<>(carried.steps().keySet());
    bands.sort(Comparator.comparing(name -> !name.equals(band)));
    long left = carried.parts();
    for (String name : bands) {
      long taken = Math.min(left, carried.most().getOrDefault(name, 0L));
      left -= taken;
      for (Step step : carried.steps().getOrDefault(name, List.of())) {
        after[step.amount()] += step.by() * taken / carried.parts();
      }
    }
  }

  /**
   * Puts all of these amounts into one band.
   *
   * @param after values of all amounts; those of totals say how much there is
   */
  void gather(Set<Integer> amounts, String band, double[] after) {
    for (int amount : amounts) {
      boolean isInBand = table.band(amount).equals(band);
      after[amount] = isInBand ? sum(amount, after) : 0;
    }
  }

  /** What bands add up to; some may be of another night than their total. */
  private double sum(int amount, double[] after) {
    int total = table.totalOf(amount);
    double change = total < 0 ? 0 : after[total] - knowledge.values()[total];
    return change
        + table.parts(amount).stream().mapToDouble(part -> knowledge.values()[part]).sum();
  }
}
