package kith.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The figures of a chart of bands.
 *
 * @param all the bands in their order; of a count whose bands are all hidden, its total where
 *     another count stands beside it
 * @param shown those with a figure, the highest first
 * @param hidden those of small numbers, and others that would give them away
 */
record BandFigures(
    Sheet sheet, PackPlan.Chart plan, List<Figure> all, List<Figure> shown, List<Figure> hidden) {

  /** With more hidden bands for each that is shown, a chart would compare a chance few. */
  private static final int MOST_HIDDEN = 3;

  private static final double HALF_AS_HIGH_AGAIN = 1.5;

  /** The figures that are published for a chart. */
  static BandFigures of(Sheet sheet, PackPlan.Chart plan) {
    List<Figure> all = new ArrayList<>();
    for (PackPlan.Line line : plan.lines()) {
      List<Figure> bands = sheet.published().bands(line.kpi(), plan.breakdown(), sheet.asAt());
      Optional<Figure> total = total(sheet, line, bands).filter(Sheet::canBeShown);
      if (plan.lines().size() > 1
          && bands.stream().allMatch(Figure::isHidden)
          && total.isPresent()) {
        all.add(total.get());
      } else {
        all.addAll(bands);
      }
    }
    boolean isPercent = kpi(sheet, plan).isPercent();
    List<Figure> shown =
        all.stream()
            .filter(Sheet::canBeShown)
            .filter(
                band ->
                    Sheet.value(band).signum() != 0
                        || isPercent
                        || (plan.inOrder() && !"unknown".equals(band.band())))
            .sorted(
                Comparator.comparing((Figure band) -> Sheet.value(band))
                    .reversed()
                    .thenComparing(band -> title(sheet, plan, band)))
            .toList();
    return new BandFigures(sheet, plan, all, shown, all.stream().filter(Figure::isHidden).toList());
  }

  Kpi kpi() {
    return kpi(sheet, plan);
  }

  /** What a band is called. */
  String title(Figure band) {
    return title(sheet, plan, band);
  }

  /** Why there is no chart; empty where a band has a figure. */
  Optional<String> whyNone() {
    if (!shown.isEmpty()) {
      return Optional.empty();
    }
    String title = plan.title() == null ? plan.id() : plan.title();
    return Optional.of(
        sheet.words().say("bands_not_shown", Map.of("title", title, "why", whyNoBand())));
  }

  private String whyNoBand() {
    if (!hidden.isEmpty()) {
      return sheet.words().text("band.small");
    }
    String periodType = kpi().comparedPeriod();
    return sheet.figure(kpi().id(), periodType, sheet.asAt()).isPresent()
        ? sheet.words().text("band.not_published")
        : sheet.why(kpi().id(), periodType, sheet.asAt()).toLowerCase(Locale.UK);
  }

  /** Whether so few bands have a figure that they cannot be compared. */
  boolean areMostHidden() {
    return hidden.size() > MOST_HIDDEN * shown.size();
  }

  /** Whether a picture would show too few bands beside hidden ones to say anything. */
  boolean areTooFewToDraw() {
    return areMostHidden() || (shown.size() == 1 && !hidden.isEmpty());
  }

  /** The band that is clearly higher than all others. None where hidden bands could be as high. */
  Optional<Figure> highest() {
    if (shown.isEmpty()
        || (shown.size() > 1 && !isAbove(shown.get(0), shown.get(1)))
        || !isAboveHidden(shown.get(0))) {
      return Optional.empty();
    }
    return Optional.of(shown.get(0));
  }

  /** By more than chance; where no chance is known, by half as much again. */
  private boolean isAbove(Figure first, Figure second) {
    return sheet.areApart(first, second)
        || (isOfEvents(first) && isHalfAsHighAgain(first, Sheet.value(second)));
  }

  private boolean isOfEvents(Figure figure) {
    return figure.low() == null && kpi().isCount();
  }

  /** Also by more than separate events would differ by chance: those of one child differ more. */
  private static boolean isHalfAsHighAgain(Figure first, BigDecimal other) {
    double more = Sheet.value(first).doubleValue();
    double less = other.doubleValue();
    return more >= HALF_AS_HIGH_AGAIN * less && more - less > 2 * Math.sqrt(more + less);
  }

  private boolean isAboveHidden(Figure first) {
    if (hidden.isEmpty()) {
      return true;
    }
    Optional<BigDecimal> all = total();
    if (all.isEmpty()) {
      return false;
    }
    BigDecimal rest = all.get();
    for (Figure band : shown) {
      rest = rest.subtract(Sheet.value(band));
    }
    return isOfEvents(first)
        ? isHalfAsHighAgain(first, rest)
        : first.low() != null && first.low().compareTo(rest) > 0;
  }

  /** The sum of all bands of a count; none of a share, and where a total is hidden. */
  Optional<BigDecimal> total() {
    if (kpi().isPercent()) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (PackPlan.Line line : plan.lines()) {
      Optional<Figure> total =
          total(sheet, line, sheet.published().bands(line.kpi(), plan.breakdown(), sheet.asAt()))
              .filter(Sheet::canBeShown);
      if (total.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(Sheet.value(total.get()));
    }
    return Optional.of(sum);
  }

  /** What the bands say, as sentences of the so what. */
  List<String> sentences(Sayings sayings) {
    return Stream.of(summary(sayings), ofHighest(sayings)).flatMap(Optional::stream).toList();
  }

  /** How many are in each group of bands; empty where a band of a group is hidden. */
  private Optional<String> summary(Sayings sayings) {
    Optional<BigDecimal> total = total();
    if (plan.summary() == null || all.isEmpty() || total.isEmpty()) {
      return Optional.empty();
    }
    Map<String, BigDecimal> values = new HashMap<>();
    all.stream()
        .filter(Sheet::canBeShown)
        .forEach(
            band -> values.put(Objects.requireNonNullElse(band.band(), ""), Sheet.value(band)));
    Map<String, String> places = new HashMap<>();
    places.put("all", Numbers.shown(kpi(), total.get()));
    for (Map.Entry<String, List<String>> group : plan.groups().entrySet()) {
      if (!values.keySet().containsAll(group.getValue())) {
        return Optional.empty();
      }
      BigDecimal sum =
          group.getValue().stream()
              .map(band -> Objects.requireNonNull(values.get(band)))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      places.put(group.getKey(), Numbers.shown(kpi(), sum));
    }
    return Optional.of(sayings.dated(Wording.fill(plan.summary(), places), all.get(0)));
  }

  /** What the highest band says; empty where none is clear. */
  private Optional<String> ofHighest(Sayings sayings) {
    Optional<Figure> highest = highest();
    Optional<BigDecimal> all = total();
    if (plan.sentence() == null || highest.isEmpty() || all.isEmpty()) {
      return Optional.empty();
    }
    String statement =
        Wording.fill(
            Objects.requireNonNull(plan.sentence()),
            Map.of(
                "band", title(highest.get()),
                "n", Numbers.shown(kpi(), Sheet.value(highest.get())),
                "all", Numbers.shown(kpi(), all.get())));
    return Optional.of(sayings.dated(statement, highest.get()));
  }

  private static Optional<Figure> total(Sheet sheet, PackPlan.Line line, List<Figure> bands) {
    return bands.stream()
        .findFirst()
        .flatMap(any -> sheet.published().total(line.kpi(), any.periodType(), any.asAt()));
  }

  private static Kpi kpi(Sheet sheet, PackPlan.Chart plan) {
    return sheet.published().kpi(plan.lines().get(0).kpi());
  }

  private static String title(Sheet sheet, PackPlan.Chart plan, Figure band) {
    return band.breakdown() != null
        ? sheet.bandTitle(band)
        : plan.lines().stream()
            .filter(line -> line.kpi().equals(band.kpi()))
            .map(PackPlan.Line::label)
            .findFirst()
            .orElse(band.kpi());
  }
}
