package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each figure of one authority whether tonight's is shown, the one that readers saw
 * before goes on, or none is, so that two nights' publications together give no small number away.
 *
 * <ul>
 *   <li>A figure that changed by a small count, in its numerator, denominator or rest, goes on as
 *       it was. It changes once it differs by more.
 *   <li>A figure that was hidden stays hidden.
 *   <li>A figure that readers saw, and that is still the same, is known to them: hiding it protects
 *       nothing.
 *   <li>Where a figure of tonight beside figures that go on would show by how little these changed,
 *       it goes on too or, where it is new, is hidden.
 * </ul>
 */
public final class Revision {

  /** What readers see of a figure. */
  public enum Shown {
    TONIGHT,
    AS_BEFORE,
    HIDDEN
  }

  /**
   * What the publication before showed of a figure.
   *
   * @param numerator null where it was hidden
   * @param denominator null where it was hidden, or has none
   */
  public record Before(@Nullable Double numerator, @Nullable Double denominator) {

    boolean isHidden() {
      return numerator == null;
    }
  }

  /**
   * What was decided.
   *
   * @param shown one per figure
   * @param small figures hidden because they show a small count
   * @param besides figures hidden besides
   * @param open small counts that earlier publications give away, whatever is hidden tonight
   */
  public record Result(Shown[] shown, int small, int besides, int open) {}

  private final List<Figure> figures;
  private final List<@Nullable Before> before;
  private final Knowledge knowledge;
  private final RelatedKpis related;
  private final int threshold;
  private final boolean[] goesOn;
  private final boolean[] isHidden;
  private final boolean[] isKnown;

  private Revision(
      List<Figure> figures, List<@Nullable Before> before, RelatedKpis related, int threshold) {
    this.figures = figures;
    this.before = before;
    this.related = related;
    this.threshold = threshold;
    knowledge = new Knowledge(figures, related, threshold);
    goesOn = new boolean[figures.size()];
    isHidden = new boolean[figures.size()];
    isKnown = new boolean[figures.size()];
  }

  /**
   * Decides.
   *
   * @param before one per figure, null where the publication before did not have it
   * @param threshold the largest count that is hidden
   */
  public static Result of(
      List<Figure> figures, List<@Nullable Before> before, RelatedKpis related, int threshold) {
    Revision revision = new Revision(figures, before, related, threshold);
    revision.compare();
    revision.keepTogether();
    return revision.decide();
  }

  private void compare() {
    for (int f = 0; f < figures.size(); f++) {
      Before earlier = before.get(f);
      if (earlier == null) {
        continue;
      }
      isHidden[f] = earlier.isHidden();
      if (earlier.numerator() != null) {
        double numerator = figures.get(f).numerator() - earlier.numerator();
        double denominator = difference(figures.get(f).denominator(), earlier.denominator());
        goesOn[f] = isSmall(numerator) || isSmall(denominator) || isSmall(denominator - numerator);
        isKnown[f] = goesOn[f] || (numerator == 0 && denominator == 0);
      }
    }
  }

  private static double difference(@Nullable Double now, @Nullable Double before) {
    return now == null || before == null ? 0 : now - before;
  }

  private boolean isSmall(double change) {
    return Math.abs(change) > Relation.TOLERANCE
        && Math.abs(change) <= threshold + Relation.TOLERANCE;
  }

  /** Goes on until no sum of figures that are shown is out by a small count. */
  private void keepTogether() {
    double[] seen = knowledge.values().clone();
    Arrays.setAll(seen, this::seen);
    boolean isDone = false;
    while (!isDone) {
      isDone = true;
      for (Relation relation : knowledge.relations()) {
        OptionalInt yielding =
            relation.isEquation() && isSmall(relation.sum(seen))
                ? yielding(relation)
                : OptionalInt.empty();
        if (yielding.isPresent()) {
          giveWay(yielding.getAsInt(), seen);
          isDone = false;
        }
      }
    }
  }

  /** What readers see of an amount: NaN where they see nothing of it. */
  private double seen(int amount) {
    double seen = Double.NaN;
    for (int f : knowledge.amounts().figures(amount)) {
      Before earlier = before.get(f);
      if (isHidden[f]) {
        continue;
      }
      if (!goesOn[f] || earlier == null) {
        return knowledge.values()[amount];
      }
      Double value =
          knowledge.amounts().numerator(f) == amount ? earlier.numerator() : earlier.denominator();
      seen = value == null ? seen : value;
    }
    return seen;
  }

  /** A figure of tonight in a relation: one that readers saw before, or else a new one. */
  private OptionalInt yielding(Relation relation) {
    for (boolean isNew : new boolean[] {false, true}) {
      for (int amount : relation.amounts()) {
        for (int f : knowledge.amounts().figures(amount)) {
          if (!isHidden[f] && !goesOn[f] && !isKnown[f] && (before.get(f) == null) == isNew) {
            return OptionalInt.of(f);
          }
        }
      }
    }
    return OptionalInt.empty();
  }

  /** Lets a figure go on as it was or, where it is new, hides it. */
  private void giveWay(int f, double[] seen) {
    boolean isNew = before.get(f) == null;
    goesOn[f] = !isNew;
    isKnown[f] = !isNew;
    isHidden[f] = isNew;
    for (int amount :
        new int[] {knowledge.amounts().numerator(f), knowledge.amounts().denominator(f)}) {
      if (amount >= 0) {
        seen[amount] = seen(amount);
      }
    }
  }

  private Result decide() {
    Knowledge seen = new Knowledge(figuresSeen(), related, threshold);
    Suppression.Result chosen = Suppression.of(seen, isHidden, isKnown);
    int open = chosen.open();
    if (open > 0) {
      // What readers know already cannot be called back. Tonight's publication is safe by itself.
      chosen = Suppression.of(seen, isHidden, new boolean[figures.size()]);
    }
    Shown[] shown = new Shown[figures.size()];
    for (int f = 0; f < shown.length; f++) {
      Shown instead = goesOn[f] ? Shown.AS_BEFORE : Shown.TONIGHT;
      shown[f] = chosen.hidden()[f] ? Shown.HIDDEN : instead;
    }
    return new Result(shown, chosen.small(), chosen.besides(), open);
  }

  /** Tonight's figures, but for those that go on as they were. */
  private List<Figure> figuresSeen() {
    List<Figure> seen = new ArrayList<>();
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      Before earlier = before.get(f);
      seen.add(
          goesOn[f] && earlier != null && earlier.numerator() != null
              ? figure.with(earlier.numerator(), earlier.denominator())
              : figure);
    }
    return seen;
  }
}
