package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each figure of one authority whether tonight's is shown, the one that readers saw
 * before goes on, or none is, so that the publications of several nights together give no small
 * number away.
 *
 * <ul>
 *   <li>A figure that changed by a small count, in its numerator, denominator or rest, goes on as
 *       it was, and one of days, sessions or working time that changed by what a few members have.
 *       It changes once it differs by more from what each publication showed that readers may hold.
 *   <li>A figure that was hidden stays hidden.
 *   <li>A figure that readers saw, and that is still the same, is known to them: hiding it protects
 *       nothing.
 *   <li>Where a figure of tonight beside figures that go on would show by how little these changed,
 *       it goes on too or, where it is new, is hidden.
 *   <li>The bands of a total and breakdown go on together: where one of them, or what is hidden of
 *       them in all, changed by a small count since they were last worked out, or their total goes
 *       on. Bands that are new beside a total that goes on are hidden, but for zeros.
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
   * What was decided.
   *
   * @param shown one per figure
   * @param small figures hidden because they show a small count
   * @param besides figures hidden besides
   * @param open small counts that earlier publications give away, whatever is hidden tonight
   */
  public record Result(Shown[] shown, int small, int besides, int open) {}

  private final List<Figure> figures;
  private final List<List<@Nullable Before>> publications;
  private final SmallChanges changes;

  /** What the last publication that had a figure showed of it. */
  private final List<@Nullable Before> before = new ArrayList<>();

  private final List<Integer> totals = new ArrayList<>();
  private final List<Bands> tables;
  private final Knowledge knowledge;
  private final RelatedKpis related;
  private final int threshold;
  private final boolean[] goesOn;
  private final boolean[] isHidden;
  private final boolean[] isKnown;

  /** Tables whose bands go on since those that are hidden tonight would change by a few. */
  private final Set<Bands> toGoOn = new HashSet<>();

  private Revision(
      List<Figure> figures,
      List<List<@Nullable Before>> publications,
      RelatedKpis related,
      int threshold) {
    this.figures = figures;
    this.publications = publications;
    this.changes = new SmallChanges(figures, publications, threshold);
    this.related = related;
    this.threshold = threshold;
    for (int f = 0; f < figures.size(); f++) {
      before.add(last(f));
      if (figures.get(f).isTotal()) {
        totals.add(f);
      }
    }
    tables = Bands.among(figures);
    knowledge = new Knowledge(of(figures), figures, related, threshold);
    goesOn = new boolean[figures.size()];
    isHidden = new boolean[figures.size()];
    isKnown = new boolean[figures.size()];
  }

  private @Nullable Before last(int f) {
    Before last = null;
    for (List<@Nullable Before> publication : publications) {
      last = publication.get(f) == null ? last : publication.get(f);
    }
    return last;
  }

  /**
   * Decides.
   *
   * @param publications what each publication that readers may hold showed, the one that they see
   *     at the end: one per figure, null where it did not have it
   * @param threshold the largest count that is hidden
   */
  public static Result of(
      List<Figure> figures,
      List<List<@Nullable Before>> publications,
      RelatedKpis related,
      int threshold) {
    Revision revision = new Revision(figures, publications, related, threshold);
    revision.compare();
    Result result;
    do {
      revision.keepTogether();
      revision.keepBandsTogether();
      result = revision.decide();
    } while (revision.letMoreGoOn(result));
    return result;
  }

  private void compare() {
    for (int f = 0; f < figures.size(); f++) {
      Before earlier = before.get(f);
      if (earlier != null) {
        isHidden[f] = earlier.isHidden();
        goesOn[f] = !isHidden[f] && changes.of(f);
        isKnown[f] = goesOn[f] || (!earlier.isHidden() && isUnchanged(f, earlier));
      }
    }
    for (Bands table : tables) {
      Integer whole = table.whole();
      if (whole != null && isShownBefore(whole) && changes.ofTotal(whole, table.bands())) {
        goesOn[whole] = true;
        isKnown[whole] = true;
      }
    }
  }

  private boolean isShownBefore(int f) {
    Before earlier = before.get(f);
    return earlier != null && !earlier.isHidden();
  }

  private boolean isUnchanged(int f, Before earlier) {
    return earlier.numerator() != null
        && figures.get(f).numerator() == earlier.numerator()
        && SmallChanges.difference(figures.get(f).denominator(), earlier.denominator()) == 0;
  }

  /** Goes on until no sum of figures that are shown is out by a small count. */
  private void keepTogether() {
    double[] seen = knowledge.values().clone();
    Arrays.setAll(seen, this::seen);
    boolean isDone = false;
    while (!isDone) {
      isDone = true;
      for (int amount = 0; amount < seen.length; amount++) {
        // One amount shows one value: a figure of tonight beside one that goes on tells the change.
        if (seen[amount] != knowledge.values()[amount] && !Double.isNaN(seen[amount])) {
          Optional<Integer> yielding = yielding(amount);
          yielding.ifPresent(number -> giveWay(number, seen));
          isDone &= yielding.isEmpty();
        }
      }
      for (Relation relation : knowledge.relations()) {
        Optional<Integer> yielding =
            relation.isEquation() && changes.isSmall(relation.sum(seen))
                ? yielding(relation.amounts())
                : Optional.empty();
        yielding.ifPresent(number -> giveWay(number, seen));
        isDone &= yielding.isEmpty();
      }
    }
  }

  /** What readers see of an amount, an earlier value first: NaN where they see nothing of it. */
  private double seen(int amount) {
    double seen = Double.NaN;
    for (int number : knowledge.amounts().figures(amount)) {
      int f = totals.get(number);
      Before earlier = before.get(f);
      if (isHidden[f]) {
        continue;
      }
      Double value = goesOn[f] && earlier != null ? shown(number, amount, earlier) : null;
      if (value != null && value != knowledge.values()[amount]) {
        return value;
      }
      seen = knowledge.values()[amount];
    }
    return seen;
  }

  private @Nullable Double shown(int number, int amount, Before shown) {
    return knowledge.amounts().numerator(number) == amount
        ? shown.numerator()
        : shown.denominator();
  }

  /** A figure of tonight that shows one of these amounts: one seen before, or else a new one. */
  private Optional<Integer> yielding(int... amounts) {
    for (boolean isNew : new boolean[] {false, true}) {
      for (int amount : amounts) {
        for (int number : knowledge.amounts().figures(amount)) {
          int f = totals.get(number);
          if (!isHidden[f] && !goesOn[f] && !isKnown[f] && (before.get(f) == null) == isNew) {
            return Optional.of(number);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Lets a figure go on as it was or, where it is new, hides it. */
  private void giveWay(int number, double[] seen) {
    int f = totals.get(number);
    boolean isNew = before.get(f) == null;
    goesOn[f] = !isNew;
    isKnown[f] = !isNew;
    isHidden[f] = isNew;
    for (int amount :
        new int[] {
          knowledge.amounts().numerator(number), knowledge.amounts().denominator(number)
        }) {
      if (amount >= 0) {
        seen[amount] = seen(amount);
      }
    }
  }

  private void keepBandsTogether() {
    for (Bands table : tables) {
      if (doGoOn(table)) {
        toGoOn.add(table);
      }
      table.bands().forEach(band -> keep(band, toGoOn.contains(table)));
    }
  }

  private boolean doGoOn(Bands table) {
    return (table.whole() != null && goesOn[table.whole()])
        || table.bands().stream().anyMatch(changes::of)
        || changes.ofHiddenPart(table, isHidden);
  }

  private void keep(int band, boolean doesGoOn) {
    boolean isNew = before.get(band) == null;
    boolean isNothing =
        figures.get(band).numerator() == 0
            && SmallChanges.difference(figures.get(band).denominator(), 0.0) == 0;
    goesOn[band] = doesGoOn && isShownBefore(band);
    isKnown[band] |= goesOn[band];
    isHidden[band] |= doesGoOn && isNew && !isNothing;
  }

  /**
   * Where figures that are hidden tonight changed by a few together, as their total and the others
   * show, the others go on; says whether there were any.
   */
  private boolean letMoreGoOn(Result result) {
    boolean[] hidden = new boolean[figures.size()];
    for (int f = 0; f < hidden.length; f++) {
      hidden[f] = result.shown()[f] == Shown.HIDDEN;
    }
    boolean isAny = false;
    for (Bands table : tables) {
      boolean isTotalSeen = table.whole() != null && !hidden[table.whole()];
      if (isTotalSeen && !toGoOn.contains(table) && changes.ofHiddenPart(table, hidden)) {
        toGoOn.add(table);
        isAny = true;
      }
    }
    for (List<@Nullable Before> publication : publications) {
      for (Relation relation : knowledge.relations()) {
        if (relation.isEquation()
            && changes.isSmall(visibleChange(relation, publication, hidden))) {
          isAny |= letGoOn(relation, hidden);
        }
      }
      for (Relation rest : knowledge.remainders()) {
        if (changes.isSmall(change(rest, publication, hidden).sum())) {
          isAny |= letGoOn(rest, hidden);
        }
      }
    }
    return isAny;
  }

  /** Lets what readers have seen of a sum go on; says whether there was any. */
  private boolean letGoOn(Relation relation, boolean[] hidden) {
    boolean isAny = false;
    for (int amount : relation.amounts()) {
      for (int number : knowledge.amounts().figures(amount)) {
        int f = totals.get(number);
        if (!hidden[f] && !goesOn[f] && !isKnown[f] && isShownBefore(f)) {
          goesOn[f] = true;
          isKnown[f] = true;
          isAny = true;
        }
      }
    }
    return isAny;
  }

  /**
   * By how much the part of a sum changed that is seen in a publication and tonight. The rest of
   * the sum, which is hidden in one of them, changed by as much.
   */
  private double visibleChange(
      Relation relation, List<@Nullable Before> publication, boolean[] hidden) {
    return change(relation, publication, hidden).filter(change -> !Double.isNaN(change)).sum();
  }

  /** By how much each part of a sum changed; NaN where it is not seen in both. */
  private DoubleStream change(
      Relation relation, List<@Nullable Before> publication, boolean[] hidden) {
    return IntStream.range(0, relation.amounts().length)
        .mapToDouble(
            i -> relation.weights()[i] * change(relation.amounts()[i], publication, hidden));
  }

  private double change(int amount, List<@Nullable Before> publication, boolean[] hidden) {
    Double earlier = null;
    Double now = null;
    for (int number : knowledge.amounts().figures(amount)) {
      int f = totals.get(number);
      Before shown = publication.get(f);
      Before last = before.get(f);
      earlier = shown == null || earlier != null ? earlier : shown(number, amount, shown);
      if (!hidden[f] && now == null) {
        now =
            goesOn[f] && last != null
                ? shown(number, amount, last)
                : Double.valueOf(knowledge.values()[amount]);
      }
    }
    return earlier == null || now == null ? Double.NaN : now - earlier;
  }

  private Result decide() {
    List<Figure> all = figuresSeen();
    Knowledge seen = new Knowledge(of(all), figures, related, threshold);
    Suppression.Result chosen = Suppression.of(seen, ofTotals(isHidden), ofTotals(isKnown));
    int open = chosen.open();
    if (open > 0) {
      // What readers know already cannot be called back. Tonight's publication is safe by itself.
      chosen = Suppression.of(seen, ofTotals(isHidden), new boolean[totals.size()]);
    }
    BandSuppression.Result bands =
        BandSuppression.of(
            new Knowledge(all, figures, related, threshold), seen, chosen, isHidden, isKnown);
    Shown[] shown = new Shown[figures.size()];
    for (int f = 0; f < shown.length; f++) {
      Shown instead = goesOn[f] ? Shown.AS_BEFORE : Shown.TONIGHT;
      shown[f] = bands.hidden()[f] ? Shown.HIDDEN : instead;
    }
    return new Result(
        shown,
        chosen.small() + bands.small(),
        chosen.besides() + bands.besides(),
        open + bands.open());
  }

  private List<Figure> of(List<Figure> all) {
    return totals.stream().map(all::get).toList();
  }

  private boolean[] ofTotals(boolean[] all) {
    boolean[] ofTotals = new boolean[totals.size()];
    for (int number = 0; number < ofTotals.length; number++) {
      ofTotals[number] = all[totals.get(number)];
    }
    return ofTotals;
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
