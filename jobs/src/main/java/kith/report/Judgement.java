package kith.report;

import java.util.Optional;
import java.util.Set;

/**
 * What a figure says against its target, and against the quarter before, in a word. A colour needs
 * evidence: there is none where the target lies inside the margin of chance, whatever the figure
 * itself says. Nor has a figure that still comes in missed its target yet.
 *
 * @param key of the word in {@code words.yaml}
 * @param tone green, amber, red or none
 */
record Judgement(String key, String tone) {

  private static final Set<String> COLOURS = Set.of("green", "amber", "red");

  static Judgement of(Sheet sheet, Figure figure) {
    Judgement judgement = of(figure);
    boolean isMissed = judgement.tone().equals("red") || judgement.tone().equals("amber");
    return isMissed && sheet.provisional(figure.kpi()).isPresent()
        ? new Judgement("so_far", "none")
        : judgement;
  }

  private static Judgement of(Figure figure) {
    if (figure.target() == null) {
      return new Judgement("none", "none");
    }
    if (figure.rag().equals("too_few")) {
      return new Judgement("too_few", "none");
    }
    if (figure.low() == null) {
      return new Judgement("not_judged", "none");
    }
    if (!figure.differsFrom(figure.target()) || !COLOURS.contains(figure.rag())) {
      return new Judgement("unclear", "none");
    }
    return new Judgement(figure.rag(), figure.rag());
  }

  /**
   * The key of the word for a change: better or worse, and up or down where neither is better.
   *
   * @param before the same figure a quarter before
   */
  static String change(Sheet sheet, Figure now, Optional<Figure> before) {
    boolean hasDirection = !now.direction().equals("not_applicable");
    boolean hasPolarity = !sheet.published().kpi(now.kpi()).better().equals("none");
    if (before.isPresent()
        && now.low() != null
        && (sheet.provisional(now.kpi()).isPresent() || (hasPolarity && !hasDirection))) {
      return "not_compared";
    }
    if (hasDirection) {
      return now.direction();
    }
    if (before.isEmpty() && now.low() != null) {
      return "no_earlier";
    }
    if (hasPolarity || before.isEmpty() || now.low() == null) {
      return "not_applicable";
    }
    if (sheet.isOfTooFew(now) || sheet.isOfTooFew(before.get())) {
      return "too_few";
    }
    if (!sheet.areApart(now, before.get())) {
      return "no_clear_change";
    }
    return Sheet.value(now).compareTo(Sheet.value(before.get())) > 0 ? "up" : "down";
  }
}
