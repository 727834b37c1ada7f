package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the relations between figures of several KPIs, as their definitions name them. */
final class KpiRelations {

  private final List<Figure> figures;
  private final Amounts amounts;
  private final double[] values;
  private final FigureLines lines;
  private final RelatedKpis related;
  private final FoundRelations found;
  private final List<Relation> remainders = new ArrayList<>();
  private final Map<Integer, List<Integer>> changed = new HashMap<>();

  KpiRelations(
      List<Figure> figures,
      Amounts amounts,
      FigureLines lines,
      RelatedKpis related,
      FoundRelations found) {
    this.figures = figures;
    this.amounts = amounts;
    this.values = amounts.values();
    this.lines = lines;
    this.related = related;
    this.found = found;
    kpis();
  }

  List<Relation> remainders() {
    return remainders;
  }

  Map<Integer, List<Integer>> changed() {
    return changed;
  }

  private void kpis() {
    for (int number = 0; number < figures.size(); number++) {
      int f = number;
      Figure figure = figures.get(f);
      for (RelatedKpis.Apart apart : related.apart()) {
        List<Integer> together = together(apart, f).stream().map(amounts::numerator).toList();
        if (!together.isEmpty()) {
          found.atLeast(List.of(amounts.denominator(f)), together).ifPresent(remainders::add);
          related
              .atMost(apart)
              .map(more -> lines.beside(figure, more, figure.periodType(), figure.quarter()))
              .filter(Objects::nonNull)
              .forEach(more -> found.atLeast(List.of(amounts.numerator(more)), together));
        }
      }
      for (RelatedKpis.Flow flow : related.flows()) {
        if (flow.came().equals(figure.kpi())) {
          flow(f, flow);
        }
      }
      for (RelatedKpis.Kind kind : RelatedKpis.Kind.values()) {
        related.of(kind, figure.kpi()).forEach(of -> pair(f, kind, of));
      }
    }
  }

  private void pair(int f, RelatedKpis.Kind kind, String kpi) {
    Figure figure = figures.get(f);
    int numerator = amounts.numerator(f);
    Integer of = lines.beside(figure, kpi, figure.periodType(), figure.quarter());
    switch (kind) {
      case WITHIN -> {
        if (of != null) {
          found
              .atLeast(List.of(amounts.numerator(of)), List.of(numerator))
              .ifPresent(remainders::add);
        }
      }
      case PART_OF -> {
        if (of != null) {
          found.atLeast(List.of(asked(of)), List.of(asked(f)));
        }
      }
      case MEMBERS_OF -> {
        if (of != null) {
          found
              .atLeast(List.of(amounts.numerator(of)), List.of(asked(f)))
              .ifPresent(remainders::add);
        }
      }
      case AT_MOST -> {
        if (of != null) {
          found.atLeast(List.of(amounts.numerator(of)), List.of(numerator));
        }
      }
      case REST_WITHIN -> rests(of, f, false);
      case ASKED_BY ->
          asking(figure, kpi)
              .ifPresent(other -> found.atLeast(List.of(asked(other)), List.of(asked(f))));
      case ASKS_APART -> {
        if (of != null) {
          related
              .askAboutBoth(figure.kpi(), kpi)
              .flatMap(both -> asking(figure, both).stream())
              .forEach(both -> found.atLeast(List.of(asked(both)), List.of(asked(f), asked(of))));
        }
      }
      case REPEATS_OF -> {
        if (of != null && amounts.denominator(f) >= 0) {
          found.atLeast(List.of(amounts.numerator(of)), List.of(amounts.denominator(f), numerator));
        }
      }
      case HAS_TWO_OF -> {
        if (of != null) {
          found.atLeast(List.of(amounts.numerator(of)), List.of(numerator, numerator));
        }
      }
      case IN_WINDOW_OF -> inWindow(f, kpi);
      case REST_OF -> {
        if (of != null && amounts.denominator(of) >= 0) {
          found.relate(
              List.of(amounts.denominator(of)), List.of(amounts.numerator(of), numerator), true);
        }
      }
      case CHANGE_OF -> {
        Integer now = lines.beside(figure, kpi, "POINT", figure.quarter());
        Integer before = lines.beside(figure, kpi, "POINT", figure.quarter() - 1);
        if (now != null && before != null) {
          changed.put(f, List.of(now, before));
          found.relate(
              List.of(amounts.numerator(now)), List.of(amounts.numerator(before), numerator), true);
        }
      }
      case YEARS_OF -> years(f, kpi);
    }
  }

  /** The figure of a KPI that asks in the same window, or at its end. */
  private Optional<Integer> asking(Figure figure, String kpi) {
    return Stream.of(figure.periodType(), "POINT", "R12")
        .map(window -> lines.beside(figure, kpi, window, figure.quarter()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Those of a window are no fewer than those at its end, and no more than these and who left. */
  private void inWindow(int f, String count) {
    Figure figure = figures.get(f);
    Integer atEnd = lines.beside(figure, count, "POINT", figure.quarter());
    if (atEnd == null) {
      return;
    }
    found.atLeast(List.of(asked(f)), List.of(amounts.numerator(atEnd)));
    for (RelatedKpis.Flow flow : related.flows()) {
      Integer left = lines.beside(figure, flow.left(), figure.periodType(), figure.quarter());
      if (flow.count().equals(count) && left != null) {
        found.atLeast(
            List.of(amounts.numerator(atEnd), amounts.numerator(left)), List.of(asked(f)));
      }
    }
  }

  /** What one share leaves of its denominator is what another leaves, or a part of it. */
  void rests(@Nullable Integer more, int less, boolean isEquation) {
    if (more != null && amounts.denominator(more) >= 0 && amounts.denominator(less) >= 0) {
      found.relate(
          List.of(amounts.denominator(more), amounts.numerator(less)),
          List.of(amounts.numerator(more), amounts.denominator(less)),
          isEquation);
    }
  }

  /** Those whom a KPI asks about: its denominator, or itself where it is a count. */
  private int asked(int f) {
    return amounts.denominator(f) >= 0 ? amounts.denominator(f) : amounts.numerator(f);
  }

  private void years(int f, String kpi) {
    Figure figure = figures.get(f);
    int length = FigureLines.length(figure.periodType(), figure.quarter());
    List<Integer> years = new ArrayList<>();
    for (int end = figure.quarter();
        end > figure.quarter() - length;
        end -= FigureLines.QUARTERS_OF_A_YEAR) {
      Integer year = lines.beside(figure, kpi, "R12", end);
      if (year != null) {
        years.add(amounts.numerator(year));
      }
    }
    if (!years.isEmpty()) {
      found.sum(asked(f), years, years.size() * FigureLines.QUARTERS_OF_A_YEAR == length, true);
    }
  }

  /** A count is what it was before the window, and those who came less those who left. */
  private void flow(int came, RelatedKpis.Flow flow) {
    Optional<List<List<Integer>>> ofItself = sides(came, flow);
    Integer total = lines.total(came);
    boolean isMetInTotal =
        total == null || sides(total, flow).filter(sides -> sum(sides) == 0).isPresent();
    if (isMetInTotal) {
      ofItself.ifPresent(sides -> found.relate(sides.get(0), sides.get(1), true));
    }
  }

  private Optional<List<List<Integer>>> sides(int came, RelatedKpis.Flow flow) {
    Figure figure = figures.get(came);
    int length = FigureLines.length(figure.periodType(), figure.quarter());
    Integer left = lines.beside(figure, flow.left(), figure.periodType(), figure.quarter());
    Integer now = lines.beside(figure, flow.count(), "POINT", figure.quarter());
    Integer before = lines.beside(figure, flow.count(), "POINT", figure.quarter() - length);
    if (length == 0 || left == null || now == null || before == null) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            List.of(amounts.numerator(now), amounts.numerator(left)),
            List.of(amounts.numerator(before), amounts.numerator(came))));
  }

  private double sum(List<List<Integer>> sides) {
    return sides.get(0).stream().mapToDouble(amount -> values[amount]).sum()
        - sides.get(1).stream().mapToDouble(amount -> values[amount]).sum();
  }

  /** The figures of KPIs that are apart, beside that of the first; empty where one is missing. */
  private List<Integer> together(RelatedKpis.Apart apart, int first) {
    Figure figure = figures.get(first);
    if (!figure.kpi().equals(apart.kpis().get(0)) || amounts.denominator(first) < 0) {
      return List.of();
    }
    List<Integer> together = new ArrayList<>();
    for (String kpi : apart.kpis()) {
      Integer beside = lines.beside(figure, kpi, figure.periodType(), figure.quarter());
      if (beside == null) {
        return List.of();
      }
      together.add(beside);
    }
    return together;
  }
}
