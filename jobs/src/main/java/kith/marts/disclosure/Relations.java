package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import kith.marts.disclosure.FigureLines.Line;

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
  private final FoundRelations found;
  private final KpiRelations kpis;

  Relations(
      List<Figure> figures, Amounts amounts, RelatedKpis related, List<EqualRests.Pair> rests) {
    this.figures = figures;
    this.amounts = amounts;
    values = amounts.values();
    found = new FoundRelations(values);
    lines = new FigureLines(figures);
    withinFigures();
    bands();
    windows();
    kpis = new KpiRelations(figures, amounts, lines, related, found);
    for (int f = 0; f < figures.size(); f++) {
      for (EqualRests.Pair pair : rests) {
        if (pair.isOf(figures.get(f))) {
          kpis.rests(
              lines.beside(figures.get(f), pair.other(), pair.periodType(), quarter(f)), f, true);
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
    return kpis.remainders();
  }

  /** The two figures of which a figure is the change; not those of which either is missing. */
  Map<Integer, List<Integer>> changed() {
    return kpis.changed();
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
              found.sum(
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

  private int quarter(int f) {
    return figures.get(f).quarter();
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
            found.sum(
                side.applyAsInt(whole), parts.stream().map(side::applyAsInt).toList(), true, true),
        whole,
        parts.get(0));
  }
}
