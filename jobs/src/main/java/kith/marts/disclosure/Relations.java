package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import kith.marts.disclosure.FigureLines.Line;
import org.jspecify.annotations.Nullable;

/**
 * Finds the relations between the amounts of figures: between bands and their total, between
 * windows, within a share, and between KPIs.
 *
 * <p>A window is taken as the sum of its quarters wherever it is: also for counts of children who
 * may be in several quarters, since an attacker would guess so. Where it is not the sum, it is at
 * least each part and at most their sum. A relation that the exact figures do not meet is left out.
 */
final class Relations {

  private final List<Figure> figures;
  private final Amounts amounts;
  private final double[] values;
  private final FigureLines lines;
  private final RelatedKpis related;
  private final FoundRelations found;
  private final List<Relation> remainders = new ArrayList<>();
  private final Map<Integer, List<Integer>> changed = new HashMap<>();

  Relations(
      List<Figure> figures, Amounts amounts, RelatedKpis related, List<EqualRests.Pair> rests) {
    this.figures = figures;
    this.related = related;
    this.amounts = amounts;
    values = amounts.values();
    found = new FoundRelations(values);
    lines = new FigureLines(figures);
    withinFigures();
    bands();
    windows();
    kpis();
    for (int f = 0; f < figures.size(); f++) {
      for (EqualRests.Pair pair : rests) {
        if (pair.isOf(figures.get(f))) {
          rests(lines.beside(figures.get(f), pair.other(), pair.periodType(), quarter(f)), f, true);
        }
      }
    }
  }

  List<Relation> all() {
    return found.all();
  }

  /**
   * What is left of a denominator beside the shares that are apart, and of a numerator beside one
   * within it, as sums of at least 0.
   */
  List<Relation> remainders() {
    return remainders;
  }

  /** The two figures of which a figure is the change; not those of which either is missing. */
  Map<Integer, List<Integer>> changed() {
    return changed;
  }

  private void withinFigures() {
    for (int f = 0; f < figures.size(); f++) {
      Figure.Parts parts = figures.get(f).parts();
      int denominator = amounts.denominator(f);
      if (denominator < 0) {
        continue;
      }
      if (parts == Figure.Parts.SHARE || parts == Figure.Parts.PART_OF_TIME) {
        found.atLeast(List.of(denominator), List.of(amounts.numerator(f)));
      } else if (parts == Figure.Parts.AVERAGE_OF_CHILDREN) {
        found.atLeast(List.of(amounts.numerator(f)), List.of(denominator));
      }
    }
  }

  private void bands() {
    record Total(String kpi, String periodType, int quarter, String breakdown) {}
    Map<Total, List<Integer>> bands = new LinkedHashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      if (figure.breakdown() != null) {
        bands
            .computeIfAbsent(
                new Total(figure.kpi(), figure.periodType(), figure.quarter(), figure.breakdown()),
                none -> new ArrayList<>())
            .add(f);
      }
    }
    bands.forEach(
        (total, parts) -> {
          Integer whole =
              lines.at(new Line(total.kpi(), total.periodType(), null, null)).get(total.quarter());
          if (whole != null) {
            bothSums(whole, parts);
          }
        });
  }

  private void windows() {
    for (Map.Entry<Line, Map<Integer, Integer>> entry : lines.all().entrySet()) {
      Line line = entry.getKey();
      entry
          .getValue()
          .forEach(
              (quarter, whole) -> {
                int length = FigureLines.length(line.periodType(), quarter);
                for (String part : List.of("QTR", "YTD", "R12")) {
                  Map<Integer, Integer> parts =
                      lines.at(new Line(line.kpi(), part, line.breakdown(), line.band()));
                  if (length > 0 && !part.equals(line.periodType())) {
                    window(whole, quarter, length, part, parts);
                  }
                }
                Integer before = entry.getValue().get(quarter - 1);
                if (before != null && line.periodType().equals("YTD") && length > 1) {
                  each(
                      part ->
                          found.atLeast(
                              List.of(part.applyAsInt(whole)), List.of(part.applyAsInt(before))),
                      whole,
                      before);
                }
              });
    }
  }

  /** Relates a window to those of another period type that lie within it. */
  private void window(
      int whole, int quarter, int length, String partType, Map<Integer, Integer> parts) {
    List<Integer> quarters = new ArrayList<>();
    for (int end = quarter; end > quarter - length; end--) {
      Integer part = parts.get(end);
      int partLength = FigureLines.length(partType, end);
      if (part == null || end - partLength < quarter - length) {
        continue;
      }
      if (partLength == 1) {
        quarters.add(part);
      }
      if (partLength == length) {
        bothSums(whole, List.of(part));
      } else {
        each(
            side -> found.atLeast(List.of(side.applyAsInt(whole)), List.of(side.applyAsInt(part))),
            whole,
            part);
      }
    }
    if (length > 1 && partType.equals("QTR") && !quarters.isEmpty()) {
      each(
          side ->
              sum(
                  side.applyAsInt(whole),
                  quarters.stream().map(side::applyAsInt).toList(),
                  quarters.size() == length,
                  addUpInTotal(side, whole, quarters)),
          whole,
          quarters.get(0));
    }
  }

  /** Whether the total's window is the sum of its quarters: a band's may be by chance. */
  private boolean addUpInTotal(IntUnaryOperator side, int whole, List<Integer> quarters) {
    Integer total = lines.total(whole);
    List<Integer> parts = quarters.stream().map(lines::total).filter(Objects::nonNull).toList();
    return total == null
        || parts.size() < quarters.size()
        || values[side.applyAsInt(total)]
            == parts.stream().mapToDouble(part -> values[side.applyAsInt(part)]).sum();
  }

  private void kpis() {
    for (int number = 0; number < figures.size(); number++) {
      int f = number;
      Figure figure = figures.get(f);
      for (RelatedKpis.Apart apart : related.apart()) {
        List<Integer> together = together(apart, f);
        if (!together.isEmpty()) {
          found
              .atLeast(
                  List.of(amounts.denominator(f)),
                  together.stream().map(amounts::numerator).toList())
              .ifPresent(remainders::add);
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
          Stream.of(figure.periodType(), "POINT", "R12")
              .map(window -> lines.beside(figure, kpi, window, figure.quarter()))
              .filter(Objects::nonNull)
              .findFirst()
              .ifPresent(other -> found.atLeast(List.of(asked(other)), List.of(asked(f))));
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
  private void rests(@Nullable Integer more, int less, boolean isEquation) {
    if (more != null && amounts.denominator(more) >= 0 && amounts.denominator(less) >= 0) {
      found.relate(
          List.of(amounts.denominator(more), amounts.numerator(less)),
          List.of(amounts.numerator(more), amounts.denominator(less)),
          isEquation);
    }
  }

  private int quarter(int f) {
    return figures.get(f).quarter();
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
      sum(asked(f), years, years.size() * FigureLines.QUARTERS_OF_A_YEAR == length, true);
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

  /** The same for numerators and, where both figures have one, denominators. */
  private void each(Consumer<IntUnaryOperator> relate, int one, int other) {
    relate.accept(amounts::numerator);
    if (amounts.denominator(one) >= 0 && amounts.denominator(other) >= 0) {
      relate.accept(amounts::denominator);
    }
  }

  private void bothSums(int whole, List<Integer> parts) {
    each(
        side ->
            sum(side.applyAsInt(whole), parts.stream().map(side::applyAsInt).toList(), true, true),
        whole,
        parts.get(0));
  }

  /** A whole is the sum of its parts or, where none is missing, at most that. */
  private void sum(int whole, List<Integer> parts, boolean isComplete, boolean mayBeSum) {
    boolean isSum = mayBeSum && found.relate(List.of(whole), parts, true).isPresent();
    if (!isSum && isComplete) {
      found.atLeast(parts, List.of(whole));
    }
  }
}
