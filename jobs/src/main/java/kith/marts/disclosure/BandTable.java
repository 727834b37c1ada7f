package kith.marts.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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

  private final Knowledge knowledge;
  private final int[] totalOf;
  private final Map<Integer, Map<String, Map<String, Integer>>> bandsOf = new LinkedHashMap<>();
  private final List<List<Relation>> withinBands = new ArrayList<>();
  private final Map<Integer, List<Integer>> bandFigures = new HashMap<>();

  BandTable(Knowledge knowledge) {
    this.knowledge = knowledge;
    Amounts amounts = knowledge.amounts();
    totalOf = new int[amounts.size()];
    Arrays.fill(totalOf, -1);
    List<Figure> figures = knowledge.figures();
    Map<Total, Integer> totals = new HashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      if (figures.get(f).isTotal()) {
        totals.put(Total.of(figures.get(f)), f);
      }
    }
    for (int f = 0; f < figures.size(); f++) {
      Integer total = totals.get(Total.of(figures.get(f)));
      if (!figures.get(f).isTotal() && total != null) {
        bandFigures.computeIfAbsent(total, none -> new ArrayList<>()).add(f);
        add(figures.get(f), amounts.numerator(total), amounts.numerator(f));
        add(figures.get(f), amounts.denominator(total), amounts.denominator(f));
      }
    }
    for (int amount = 0; amount < amounts.size(); amount++) {
      withinBands.add(
          knowledge.relationsOf(amount).stream()
              .filter(relation -> IntStream.of(relation.amounts()).allMatch(this::isOfABand))
              .toList());
    }
  }

  private void add(Figure figure, int total, int amount) {
    if (total >= 0 && amount >= 0 && totalOf[amount] < 0) {
      totalOf[amount] = total;
      bandsOf
          .computeIfAbsent(total, none -> new LinkedHashMap<>())
          .computeIfAbsent(
              Objects.requireNonNull(figure.breakdown()), none -> new LinkedHashMap<>())
          .put(Objects.requireNonNull(figure.band()), amount);
    }
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

  /** The breakdowns of a total's amount, and in each the amounts of its bands. */
  Map<String, Map<String, Integer>> bandsOf(int total) {
    return bandsOf.getOrDefault(total, Map.of());
  }

  /** The amounts that add up to the same total, in the same breakdown, itself among them. */
  Collection<Integer> parts(int amount) {
    return totalOf[amount] < 0
        ? List.of(amount)
        : bandsOf(totalOf[amount]).getOrDefault(breakdown(amount), Map.of()).values();
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
