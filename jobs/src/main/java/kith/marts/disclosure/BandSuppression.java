package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses which bands of one authority are hidden (R13), after {@link Suppression} has chosen among
 * the totals.
 *
 * <ol>
 *   <li>Bands that show a small count are hidden, and all bands of a total that is hidden.
 *   <li>For each small count values are sought with which it would be as large as the threshold,
 *       and as small as 1, with all else that is shown as it is: first by moves between bands
 *       ({@link BandMoves}), then by a small linear program. What differs is hidden.
 *   <li>Where neither has a solution, all bands of the breakdown that are related to the count are
 *       hidden: all of the total could be in one of them.
 * </ol>
 *
 * <p>Totals stay as they are, unless they are hidden and themselves too small to reach the
 * threshold: then they move as {@link BandWorlds} says.
 */
final class BandSuppression {

  private static final int[] ROOM = {24, 80, 240};

  /** How many amounts all programs of an authority may have together. */
  private static final int ROOM_OF_ALL = 60_000;

  /**
   * Which figures are hidden.
   *
   * @param hidden one per figure, totals as they were chosen
   * @param small bands hidden because they show a small count
   * @param besides bands hidden besides
   * @param open small counts that readers may know from an earlier publication
   */
  record Result(boolean[] hidden, int small, int besides, int open) {}

  private final Knowledge knowledge;
  private final BandTable table;
  private final BandWorlds worlds;
  private final BandMoves moves;
  private final boolean[] hidden;
  private final boolean[] isKnown;
  private int roomTaken;
  private int open;

  private BandSuppression(
      Knowledge knowledge,
      Knowledge totals,
      Suppression.Result chosen,
      boolean[] hiddenBefore,
      boolean[] knownBefore) {
    this.knowledge = knowledge;
    table = new BandTable(knowledge);
    Amounts amounts = knowledge.amounts();
    hidden = hiddenBefore.clone();
    isKnown = new boolean[amounts.size()];
    int[] totalAmounts = new int[totals.amounts().size()];
    int number = 0;
    for (int f = 0; f < hidden.length; f++) {
      if (knowledge.figures().get(f).isTotal()) {
        totalAmounts[totals.amounts().numerator(number)] = amounts.numerator(f);
        if (amounts.denominator(f) >= 0) {
          totalAmounts[totals.amounts().denominator(number)] = amounts.denominator(f);
        }
        hidden[f] = chosen.hidden()[number];
        number++;
      } else {
        hidden[f] |= knowledge.isSmall(f);
        if (knownBefore[f]) {
          isKnown[amounts.numerator(f)] = true;
          if (amounts.denominator(f) >= 0) {
            isKnown[amounts.denominator(f)] = true;
          }
        }
      }
    }
    for (int f = 0; f < hidden.length; f++) {
      if (knowledge.figures().get(f).isTotal() && hidden[f]) {
        table.bandFigures(f).forEach(band -> hidden[band] = true);
      }
    }
    worlds = new BandWorlds(knowledge, table, chosen.solutions(), totalAmounts);
    hide(worlds.hidden());
    moves = new BandMoves(knowledge, table, amount -> !isKnown[amount], this::cost);
  }

  /**
   * Chooses.
   *
   * @param knowledge of totals and bands
   * @param totals of the totals alone, in the same order
   * @param chosen what was chosen for them
   * @param hiddenBefore figures that must stay hidden
   * @param knownBefore figures whose numbers readers know
   */
  static Result of(
      Knowledge knowledge,
      Knowledge totals,
      Suppression.Result chosen,
      boolean[] hiddenBefore,
      boolean[] knownBefore) {
    BandSuppression suppression =
        new BandSuppression(knowledge, totals, chosen, hiddenBefore, knownBefore);
    suppression.protect();
    return suppression.result();
  }

  private void protect() {
    List<SmallCount> counts =
        knowledge.smallCounts().stream()
            .filter(count -> table.isOfABand(count.amounts()[0]))
            .toList();
    // What needs a program hides more: what it hides serves the others.
    List<Runnable> rest = new ArrayList<>();
    for (SmallCount count : counts) {
      for (boolean isUp : new boolean[] {true, false}) {
        double target = isUp ? knowledge.threshold() : 1;
        double size = count.of(knowledge.values());
        if (isUp ? size >= target - Relation.TOLERANCE : size <= target + Relation.TOLERANCE) {
          continue;
        }
        if (moves.cheapest(count, target, knowledge.values()).isPresent()) {
          rest.add(() -> protect(count, target));
        } else {
          protect(count, target);
        }
      }
    }
    rest.forEach(Runnable::run);
  }

  private void protect(SmallCount count, double target) {
    Optional<Set<Integer>> differing =
        moves.cheapest(count, target, knowledge.values()).map(move -> move.keySet());
    if (differing.isEmpty()) {
      differing = withItsTotal(count, target);
    }
    if (differing.isEmpty()) {
      differing = byProgram(count, target);
    }
    if (differing.isPresent()) {
      hide(differing.get());
    } else {
      hideFamily(count, target);
    }
  }

  /** The count of the total that a band's count is part of, where that is hidden and too small. */
  private Optional<SmallCount> smallTotal(SmallCount count, double target) {
    int[] amounts = new int[count.amounts().length];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = table.totalOf(count.amounts()[i]);
      if (amounts[i] < 0) {
        return Optional.empty();
      }
    }
    SmallCount total = new SmallCount(amounts, count.weights());
    return total.of(knowledge.values()) < target - Relation.TOLERANCE
        ? Optional.of(total)
        : Optional.empty();
  }

  private Optional<Set<Integer>> withItsTotal(SmallCount count, double target) {
    return smallTotal(count, target)
        .flatMap(total -> worlds.inBand(total, target, count.amounts()[0]))
        .flatMap(
            base ->
                isReached(count, target, base)
                    ? Optional.of(Set.of())
                    : moves.cheapest(count, target, base).map(move -> move.keySet()));
  }

  private static boolean isReached(SmallCount count, double target, double[] values) {
    return Math.abs(count.of(values) - target) <= Relation.TOLERANCE;
  }

  private Optional<Set<Integer>> byProgram(SmallCount count, double target) {
    String breakdown = table.breakdown(count.amounts()[0]);
    for (int room : ROOM) {
      if (roomTaken + room > ROOM_OF_ALL) {
        return Optional.empty();
      }
      Neighbourhood around =
          Neighbourhood.of(
              knowledge,
              count,
              room,
              amount ->
                  !isKnown[amount]
                      && table.isOfABand(amount)
                      && table.breakdown(amount).equals(breakdown),
              this::cost);
      roomTaken += around.amounts().size();
      Optional<double[]> values =
          LinearProgram.cheapest(knowledge, around, count, target, this::cost);
      if (values.isPresent() && isBeyond(count, target, values.get())) {
        Set<Integer> differing = new TreeSet<>();
        for (int amount : around.amounts()) {
          if (values.get()[amount] != knowledge.values()[amount]) {
            differing.add(amount);
          }
        }
        return Optional.of(differing);
      }
      if (around.isWhole()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean isBeyond(SmallCount count, double target, double[] values) {
    double size = count.of(values);
    return target > 1 ? size >= target - Relation.TOLERANCE : size <= target + Relation.TOLERANCE;
  }

  /**
   * Hides all bands related to a count: all that is in them could be in its band, or in another.
   */
  private void hideFamily(SmallCount count, double target) {
    Set<Integer> family = table.family(boxed(count.amounts()));
    hide(family);
    String band = table.band(count.amounts()[0]);
    boolean isUp = target > 1;
    double[] after =
        smallTotal(count, target)
            .flatMap(total -> worlds.inBand(total, target, count.amounts()[0]))
            .orElseGet(() -> knowledge.values().clone());
    boolean isSafe = false;
    for (String into : isUp ? List.of(band) : bandsBeside(count)) {
      worlds.gather(family, into, after);
      isSafe |= holds(family, after) && isBeyond(count, target, after);
    }
    if (!isSafe || family.stream().anyMatch(amount -> isKnown[amount])) {
      open++;
    }
  }

  private List<String> bandsBeside(SmallCount count) {
    int first = count.amounts()[0];
    return table.parts(first).stream().filter(part -> part != first).map(table::band).toList();
  }

  private boolean holds(Collection<Integer> amounts, double[] values) {
    Set<Relation> relations = new LinkedHashSet<>();
    amounts.forEach(amount -> relations.addAll(knowledge.relationsOf(amount)));
    return relations.stream().allMatch(relation -> relation.holds(values));
  }

  private static List<Integer> boxed(int[] amounts) {
    List<Integer> all = new ArrayList<>();
    for (int amount : amounts) {
      all.add(amount);
    }
    return all;
  }

  /** What hiding an amount costs: the worth of the figures that show it. */
  private double cost(int amount) {
    double cost = 0;
    for (int f : knowledge.amounts().figures(amount)) {
      cost += hidden[f] ? 0 : knowledge.figures().get(f).worth();
    }
    return cost;
  }

  private void hide(Collection<Integer> amounts) {
    for (int amount : amounts) {
      for (int f : knowledge.amounts().figures(amount)) {
        hidden[f] = true;
      }
    }
  }

  private Result result() {
    int small = 0;
    int besides = 0;
    for (int f = 0; f < hidden.length; f++) {
      if (!knowledge.figures().get(f).isTotal()) {
        small += knowledge.isSmall(f) ? 1 : 0;
        besides += hidden[f] && !knowledge.isSmall(f) ? 1 : 0;
      }
    }
    return new Result(hidden, small, besides, open);
  }
}
