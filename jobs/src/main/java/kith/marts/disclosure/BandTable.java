package kith.marts.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The amounts of bands: which add up to one total, and which are related within a band. Bands of
 * one breakdown are related to those of another by their totals alone.
 */
final class BandTable {

  private record Total(String kpi, String periodType, int quarter) {

    static Total of(Figure figure) {
      return new Total(figure.kpi(), figure.periodType(), figure.quarter());
    }
  }

  /** One sum of a KPI in one breakdown. */
  private record Sum(Total total, boolean isNumerator, String breakdown) {}

  private final Knowledge knowledge;
  private final int[] totalOf;
  private final List<Map<String, Integer>> partsOf;
  private final Map<Integer, Map<String, List<Map<String, Integer>>>> bandsOf =
      new LinkedHashMap<>();
  private final List<List<Relation>> withinBands = new ArrayList<>();
  private final Map<Integer, List<Integer>> bandFigures = new HashMap<>();

  BandTable(Knowledge knowledge) {
    this.knowledge = knowledge;
    Amounts amounts = knowledge.amounts();
    totalOf = new int[amounts.size()];
    Arrays.fill(totalOf, -1);
    partsOf = new ArrayList<>(Collections.nCopies(amounts.size(), Map.of()));
    List<Figure> figures = knowledge.figures();
    Map<Total, Integer> totals = new HashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      if (figures.get(f).isTotal()) {
        totals.put(Total.of(figures.get(f)), f);
      }
    }
    Map<Sum, Map<String, Integer>> bandsOfSums = new LinkedHashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      Integer total = totals.get(Total.of(figure));
      if (!figure.isTotal() && total != null) {
        bandFigures.computeIfAbsent(total, none -> new ArrayList<>()).add(f);
        add(bandsOfSums, figure, true, amounts.numerator(f));
        if (amounts.denominator(total) >= 0 && amounts.denominator(f) >= 0) {
          add(bandsOfSums, figure, false, amounts.denominator(f));
        }
      }
    }
    bandsOfSums.forEach(
        (sum, bands) -> {
          int total = Objects.requireNonNull(totals.get(sum.total()));
          add(
              sum.isNumerator() ? amounts.numerator(total) : amounts.denominator(total),
              sum.breakdown(),
              bands);
        });
    for (int amount = 0; amount < amounts.size(); amount++) {
      withinBands.add(
          knowledge.relationsOf(amount).stream()
              .filter(relation -> IntStream.of(relation.amounts()).allMatch(this::isOfABand))
              .toList());
    }
  }

  private static void add(
      Map<Sum, Map<String, Integer>> bandsOfSums, Figure figure, boolean isNumerator, int amount) {
    String breakdown = Objects.requireNonNull(figure.breakdown());
    bandsOfSums
        .computeIfAbsent(
            new Sum(Total.of(figure), isNumerator, breakdown), none -> new LinkedHashMap<>())
        .put(Objects.requireNonNull(figure.band()), amount);
  }

  /**
   * Adds the bands of a sum. Sums that are one in all their bands share them; where only their
   * totals are one, each has its own.
   */
  private void add(int total, String breakdown, Map<String, Integer> bands) {
    List<Map<String, Integer>> ofTotal =
        bandsOf
            .computeIfAbsent(total, none -> new LinkedHashMap<>())
            .computeIfAbsent(breakdown, none -> new ArrayList<>());
    Map<String, Integer> known =
        ofTotal.stream().filter(other -> isPartOf(bands, other)).findFirst().orElse(bands);
    if (known == bands) {
      ofTotal.add(bands);
    }
    known.putAll(bands);
    for (int amount : bands.values()) {
      if (totalOf[amount] < 0) {
        totalOf[amount] = total;
        partsOf.set(amount, known);
      }
    }
  }

  private static boolean isPartOf(Map<String, Integer> bands, Map<String, Integer> other) {
    return bands.entrySet().stream()
            .allMatch(
                band -> band.getValue().equals(other.getOrDefault(band.getKey(), band.getValue())))
        && bands.values().stream().anyMatch(other::containsValue);
  }

  boolean isOfABand(int amount) {
    return knowledge.amounts().place(amount).breakdown() != null;
  }

  /** The breakdown of a band's amount. */
  String breakdown(int amount) {
    return Objects.requireNonNull(knowledge.amounts().place(amount).breakdown());
  }

  /** The band of a band's amount. */
  String band(int amount) {
    return Objects.requireNonNull(knowledge.amounts().place(amount).band());
  }

  /** The total that a band's amount is part of; -1 where there is none. */
  int totalOf(int amount) {
    return totalOf[amount];
  }

  /** The breakdowns of a total's amount, and in each the bands of every sum that it is of. */
  Map<String, List<Map<String, Integer>>> bandsOf(int total) {
    return bandsOf.getOrDefault(total, Map.of());
  }

  /** The amounts that add up to the same total, in the same breakdown, itself among them. */
  Collection<Integer> parts(int amount) {
    return totalOf[amount] < 0 ? List.of(amount) : partsOf.get(amount).values();
  }

  /** The same sum in another band of the breakdown; null where there is none. */
  @Nullable Integer inBand(int amount, String band) {
    return partsOf.get(amount).get(band);
  }

  /** The relations of an amount within its band. */
  List<Relation> within(int amount) {
    return withinBands.get(amount);
  }

  /** The band rows of a total's row. */
  List<Integer> bandFigures(int total) {
    return bandFigures.getOrDefault(total, List.of());
  }

  /** All amounts of a breakdown that these are related to, whatever their band. */
  Set<Integer> family(Collection<Integer> of) {
    return family(of, relation -> true);
  }

  /** The same by some relations within bands only. */
  Set<Integer> family(Collection<Integer> of, Predicate<Relation> by) {
    Set<Integer> family = new LinkedHashSet<>();
    Deque<Integer> next = new ArrayDeque<>(of);
    while (!next.isEmpty()) {
      int amount = next.remove();
      if (family.add(amount)) {
        next.addAll(parts(amount));
        within(amount).stream()
            .filter(by)
            .forEach(relation -> IntStream.of(relation.amounts()).forEach(next::add));
      }
    }
    return family;
  }
}
