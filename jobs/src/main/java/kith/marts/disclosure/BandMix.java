package kith.marts.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Protects a small count of one band without a linear program, where one would take too long: by
 * moving a part of everything that is counted in another band of the breakdown into it, or a part
 * of its own out. Relations within a band hold for any sum of two bands, and bands still add up. It
 * hides more than a program would: both bands, in all figures that are related to the count.
 */
final class BandMix {

  private record Key(
      String kpi,
      String periodType,
      int quarter,
      @Nullable String breakdown,
      @Nullable String band) {

    static Key of(Figure figure, @Nullable String band) {
      return new Key(figure.kpi(), figure.periodType(), figure.quarter(), figure.breakdown(), band);
    }
  }

  /** The values of all amounts, and which of them differ from the exact ones. */
  record Mixed(List<Integer> amounts, double[] values) {}

  private final Knowledge knowledge;
  private final Map<Key, Integer> places = new HashMap<>();
  private final Map<String, Set<String>> bands = new HashMap<>();

  BandMix(Knowledge knowledge) {
    this.knowledge = knowledge;
    List<Figure> figures = knowledge.figures();
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      places.put(Key.of(figure, figure.band()), f);
      if (figure.breakdown() != null && figure.band() != null) {
        bands.computeIfAbsent(figure.breakdown(), none -> new LinkedHashSet<>()).add(figure.band());
      }
    }
  }

  /**
   * Values for which the count has the target, if another band holds enough of it.
   *
   * @param target more or less than the count
   */
  Optional<Mixed> mixed(SmallCount count, double target) {
    Figure figure = figure(count.amounts()[0]);
    if (figure.breakdown() == null || figure.band() == null) {
      return Optional.empty();
    }
    List<Integer> family = family(count, figure);
    return bands.getOrDefault(figure.breakdown(), Set.of()).stream()
        .filter(band -> !band.equals(figure.band()))
        .flatMap(band -> mirrored(family, band).stream())
        .sorted(Comparator.comparingDouble(other -> -inOther(count, other)))
        .flatMap(other -> mix(count, target, family, other).stream())
        .findFirst();
  }

  private Figure figure(int amount) {
    return knowledge.figures().get(knowledge.amounts().figures(amount).get(0));
  }

  /** The amounts of the count's band that are related to it, by relations within the band. */
  private List<Integer> family(SmallCount count, Figure of) {
    Set<Integer> family = new LinkedHashSet<>();
    Deque<Integer> next = new ArrayDeque<>();
    IntStream.of(count.amounts()).forEach(next::add);
    while (!next.isEmpty()) {
      int amount = next.remove();
      if (family.add(amount)) {
        for (Relation relation : knowledge.relationsOf(amount)) {
          boolean isWithin =
              IntStream.of(relation.amounts())
                  .mapToObj(this::figure)
                  .allMatch(
                      beside ->
                          of.breakdown() != null
                              && of.breakdown().equals(beside.breakdown())
                              && of.band() != null
                              && of.band().equals(beside.band()));
          if (isWithin) {
            IntStream.of(relation.amounts()).forEach(next::add);
          }
        }
      }
    }
    return List.copyOf(family);
  }

  /** For each amount the one of another band that is counted in the same way. */
  private Optional<Map<Integer, Integer>> mirrored(List<Integer> family, String band) {
    Map<Integer, Integer> other = new HashMap<>();
    for (int amount : family) {
      int f = knowledge.amounts().figures(amount).get(0);
      Integer beside = places.get(Key.of(knowledge.figures().get(f), band));
      if (beside == null) {
        return Optional.empty();
      }
      int mirror =
          knowledge.amounts().numerator(f) == amount
              ? knowledge.amounts().numerator(beside)
              : knowledge.amounts().denominator(beside);
      if (mirror < 0) {
        return Optional.empty();
      }
      other.put(amount, mirror);
    }
    return Optional.of(other);
  }

  private double inOther(SmallCount count, Map<Integer, Integer> other) {
    double sum = 0;
    for (int i = 0; i < count.amounts().length; i++) {
      Integer mirror = other.get(count.amounts()[i]);
      sum += mirror == null ? 0 : count.weights()[i] * knowledge.values()[mirror];
    }
    return sum;
  }

  private Optional<Mixed> mix(
      SmallCount count, double target, List<Integer> family, Map<Integer, Integer> other) {
    double[] exact = knowledge.values();
    double size = count.of(exact);
    // The part of the other band that comes in, or of the own one that goes.
    double part = target > size ? (target - size) / inOther(count, other) : (size - target) / size;
    if (!(part > 0 && part <= 1)) {
      return Optional.empty();
    }
    double[] values = exact.clone();
    List<Integer> amounts = new ArrayList<>();
    for (int amount : family) {
      Integer mirror = other.get(amount);
      if (mirror != null) {
        double moved = part * exact[target > size ? mirror : amount];
        values[amount] = exact[amount] + (target > size ? moved : -moved);
        values[mirror] = exact[mirror] + (target > size ? -moved : moved);
        amounts.add(amount);
        amounts.add(mirror);
      }
    }
    boolean holds = Neighbourhood.of(knowledge, amounts).holds(values, knowledge.amounts());
    return holds ? Optional.of(new Mixed(amounts, values)) : Optional.empty();
  }
}
