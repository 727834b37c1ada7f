package kith.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the title of a chart: the first rule that the figures hold to, and the plain name where
 * none does. A rule speaks only of what chance cannot explain.
 */
final class ChartTitles {

  /** A title has at most this many words. */
  static final int WORDS = 10;

  /** Fewer quarters in one direction are no streak. */
  private static final int STREAK = 3;

  private final Sheet sheet;

  ChartTitles(Sheet sheet) {
    this.sheet = sheet;
  }

  /** The title of a trend. */
  String trend(Kpi kpi, String periodType) {
    Optional<Figure> found = sheet.figure(kpi.id(), periodType, sheet.asAt());
    String name = sheet.words().ofKpi(kpi.id(), "name");
    if (found.isEmpty()) {
      return name;
    }
    Figure now = found.get();
    // A change within the last quarter says more than that it went on for several.
    return moved(kpi, now, sheet.quarterBefore(), "quarter")
        .or(() -> streak(kpi, now))
        .or(() -> moved(kpi, now, sheet.yearAgo(), "year"))
        .or(() -> moved(kpi, now, sheet.twoYearsAgo(), "two_years"))
        .or(() -> target(now, name))
        .or(() -> england(now, name))
        .filter(ChartTitles::isShort)
        .orElse(name);
  }

  private static boolean isShort(String title) {
    return title.split("\\s+").length <= WORDS;
  }

  private Optional<String> streak(Kpi kpi, Figure now) {
    List<LocalDate> quarters = sheet.quarters();
    int length = 0;
    int direction = 0;
    Figure first = now;
    for (int i = quarters.size() - 2; i >= 0; i--) {
      Optional<Figure> earlier = sheet.figure(kpi.id(), now.periodType(), quarters.get(i));
      if (earlier.isEmpty()) {
        break;
      }
      int step = Sheet.value(first).compareTo(Sheet.value(earlier.get()));
      if (step == 0 || (direction != 0 && step != direction)) {
        break;
      }
      direction = step;
      first = earlier.get();
      length++;
    }
    return length >= STREAK && sheet.changed(now, first)
        ? Optional.of(
            sheet
                .words()
                .say(
                    "titles.streak",
                    Map.of(
                        "moves", moves(kpi, direction > 0), "nth", sheet.words().ordinal(length))))
        : Optional.empty();
  }

  private Optional<String> moved(Kpi kpi, Figure now, LocalDate then, String rule) {
    return sheet
        .figure(kpi.id(), now.periodType(), then)
        .filter(earlier -> sheet.changed(now, earlier))
        .map(
            earlier ->
                sheet
                    .words()
                    .say(
                        "titles." + rule,
                        Map.of(
                            "moves",
                            moves(kpi, Sheet.value(now).compareTo(Sheet.value(earlier)) > 0))));
  }

  private String moves(Kpi kpi, boolean isUp) {
    return sheet.words().ofKpi(kpi.id(), isUp ? "up" : "down");
  }

  private Optional<String> target(Figure now, String name) {
    return switch (Judgement.of(sheet, now).key()) {
      case "red" -> said("off_target", name);
      case "amber" -> said("near_target", name);
      case "green" -> said("on_target", name);
      default -> Optional.empty();
    };
  }

  /** Above or below England; the neighbours are named where they are on the other side of us. */
  private Optional<String> england(Figure now, String name) {
    Optional<BigDecimal> england =
        sheet.ofOthers(now, "england").filter(other -> sheet.differs(now, other));
    if (england.isEmpty()) {
      return Optional.empty();
    }
    int side = Sheet.value(now).compareTo(england.get());
    boolean neighboursDiffer =
        sheet
            .ofOthers(now, "neighbours")
            .filter(other -> sheet.differs(now, other))
            .filter(other -> Sheet.value(now).compareTo(other) != side)
            .isPresent();
    if (neighboursDiffer) {
      return said("between", name);
    }
    boolean isSoForAll =
        Sheet.COMPARATORS.stream()
            .allMatch(
                comparator ->
                    sheet
                        .ofOthers(now, comparator)
                        .filter(other -> sheet.differs(now, other))
                        .filter(other -> Sheet.value(now).compareTo(other) == side)
                        .isPresent());
    return said((side > 0 ? "above" : "below") + (isSoForAll ? "_all" : ""), name);
  }

  private Optional<String> said(String rule, String name) {
    return Optional.of(sheet.words().say("titles." + rule, Map.of("name", name)));
  }

  /**
   * The title of several lines: which of the first two is higher, where chance cannot explain it.
   */
  String lines(PackPlan.Chart plan, List<Optional<Figure>> now) {
    String plain = plan.title() == null ? plan.id() : plan.title();
    if (now.size() < 2 || now.get(0).isEmpty() || now.get(1).isEmpty()) {
      return plain;
    }
    Figure first = now.get(0).get();
    Figure second = now.get(1).get();
    if (!sheet.areApart(first, second)) {
      return plain;
    }
    String above =
        Sheet.value(first).compareTo(Sheet.value(second)) > 0
            ? plan.firstAbove()
            : plan.secondAbove();
    return above == null ? plain : above;
  }

  /** The title of bands: which is the highest, where chance and hidden bands cannot explain it. */
  String bands(BandFigures bands) {
    PackPlan.Chart plan = bands.plan();
    String plain = plan.title() == null ? plan.id() : plan.title();
    Optional<Figure> highest = bands.highest();
    if (plan.highest() == null || highest.isEmpty() || bands.areMostHidden()) {
      return plain;
    }
    String title = Wording.fill(plan.highest(), Map.of("band", bands.title(highest.get())));
    return isShort(title) ? title : plain;
  }
}
