package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
   * What the publication before showed of a figure.
   *
   * @param numerator null where it was hidden
   * @param denominator null where it was hidden, or has none
   * @param ofTotal the total that a shown band adds up to with the other bands: where bands went on
   *     as they were beside a total that changed, the one before it
   */
  public record Before(
      @Nullable Double numerator, @Nullable Double denominator, @Nullable Before ofTotal) {

    /** A total, or a band whose total is the one beside it. */
    public Before(@Nullable Double numerator, @Nullable Double denominator) {
      this(numerator, denominator, null);
    }

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

  /** What each publication showed of each figure; the last is the one that readers see. */
  private final List<List<@Nullable Before>> publications;

  private final List<@Nullable Before> before;
  private final List<Integer> totals = new ArrayList<>();
  private final Knowledge knowledge;
  private final RelatedKpis related;
  private final int threshold;
  private final boolean[] goesOn;
  private final boolean[] isHidden;
  private final boolean[] isKnown;

  private Revision(
      List<Figure> figures,
      List<List<@Nullable Before>> publications,
      RelatedKpis related,
      int threshold) {
    this.figures = figures;
    this.publications = publications;
    this.before = publications.get(publications.size() - 1);
    this.related = related;
    this.threshold = threshold;
    for (int f = 0; f < figures.size(); f++) {
      if (figures.get(f).isTotal()) {
        totals.add(f);
      }
    }
    knowledge = new Knowledge(of(figures), figures, related, threshold);
    goesOn = new boolean[figures.size()];
    isHidden = new boolean[figures.size()];
    isKnown = new boolean[figures.size()];
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
    revision.keepTogether();
    revision.keepBandsTogether();
    return revision.decide();
  }

  private void compare() {
    for (int f = 0; f < figures.size(); f++) {
      Before earlier = before.get(f);
      if (earlier != null) {
        isHidden[f] = earlier.isHidden();
        goesOn[f] = !isHidden[f] && hasSmallChange(f);
        isKnown[f] = goesOn[f] || (!earlier.isHidden() && isUnchanged(f, earlier));
      }
    }
  }

  private boolean isUnchanged(int f, Before earlier) {
    return earlier.numerator() != null
        && figures.get(f).numerator() == earlier.numerator()
        && difference(figures.get(f).denominator(), earlier.denominator()) == 0;
  }

  private boolean hasSmallChange(int f) {
    return publications.stream().anyMatch(earlier -> hasSmallChange(f, earlier.get(f)));
  }

  private boolean hasSmallChange(int f, @Nullable Before earlier) {
    if (earlier == null || earlier.numerator() == null) {
      return false;
    }
    double numerator = figures.get(f).numerator() - earlier.numerator();
    double denominator = difference(figures.get(f).denominator(), earlier.denominator());
    return isSmall(figures.get(f), numerator, denominator);
  }

  /** Whether a change of sums is one of few members, or of a few in the rest. */
  private boolean isSmall(Figure figure, double numerator, double denominator) {
    return isSmall(numerator)
        || isSmall(denominator)
        || isSmall(denominator - numerator)
        || isSmall(figure.numeratorInMembers(numerator))
        || isSmall(figure.denominatorInMembers(denominator));
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
    for (int number : knowledge.amounts().figures(amount)) {
      int f = totals.get(number);
      Before earlier = before.get(f);
      if (isHidden[f]) {
        continue;
      }
      if (!goesOn[f] || earlier == null) {
        return knowledge.values()[amount];
      }
      Double value =
          knowledge.amounts().numerator(number) == amount
              ? earlier.numerator()
              : earlier.denominator();
      seen = value == null ? seen : value;
    }
    return seen;
  }

  /** A figure of tonight in a relation: one that readers saw before, or else a new one. */
  private OptionalInt yielding(Relation relation) {
    for (boolean isNew : new boolean[] {false, true}) {
      for (int amount : relation.amounts()) {
        for (int number : knowledge.amounts().figures(amount)) {
          int f = totals.get(number);
          if (!isHidden[f] && !goesOn[f] && !isKnown[f] && (before.get(f) == null) == isNew) {
            return OptionalInt.of(number);
          }
        }
      }
    }
    return OptionalInt.empty();
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
    record Table(String kpi, String periodType, int quarter, @Nullable String breakdown) {}
    Map<Table, Integer> wholes = new HashMap<>();
    Map<Table, List<Integer>> bands = new LinkedHashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      Table table =
          new Table(figure.kpi(), figure.periodType(), figure.quarter(), figure.breakdown());
      if (figure.isTotal()) {
        wholes.put(table, f);
      } else {
        bands.computeIfAbsent(table, none -> new ArrayList<>()).add(f);
      }
    }
    bands.forEach(
        (table, parts) -> {
          Integer whole =
              wholes.get(new Table(table.kpi(), table.periodType(), table.quarter(), null));
          boolean doGoOn =
              (whole != null && goesOn[whole])
                  || parts.stream().anyMatch(this::hasSmallChange)
                  || (whole != null
                      && publications.stream()
                          .anyMatch(earlier -> isHiddenPartChangedByFew(whole, parts, earlier)));
          parts.forEach(part -> keep(part, doGoOn));
        });
  }

  private void keep(int band, boolean doesGoOn) {
    Before earlier = before.get(band);
    boolean isNew = earlier == null;
    boolean wasShown = earlier != null && !earlier.isHidden();
    boolean isNothing =
        figures.get(band).numerator() == 0 && difference(figures.get(band).denominator(), 0.0) == 0;
    goesOn[band] = doesGoOn && wasShown;
    isKnown[band] |= goesOn[band];
    isHidden[band] |= doesGoOn && isNew && !isNothing;
  }

  /**
   * Whether what readers can tell of the hidden bands together changed by a small count since the
   * bands of a publication were worked out. The total may have changed since then.
   */
  private boolean isHiddenPartChangedByFew(
      int whole, List<Integer> bands, List<@Nullable Before> publication) {
    Before earlier = ofTotal(bands, publication).orElse(publication.get(whole));
    boolean isAnyHidden = false;
    double numerator = change(whole, earlier, true);
    double denominator = change(whole, earlier, false);
    for (int band : bands) {
      Before ofBand = publication.get(band);
      if (isHidden[band] || (ofBand != null && ofBand.isHidden())) {
        isAnyHidden = true;
      } else {
        numerator -= change(band, ofBand, true);
        denominator -= change(band, ofBand, false);
      }
    }
    return isAnyHidden
        && earlier != null
        && !earlier.isHidden()
        && isSmall(figures.get(whole), numerator, denominator);
  }

  /** The total that the bands that readers saw add up to. */
  private static Optional<Before> ofTotal(List<Integer> bands, List<@Nullable Before> publication) {
    for (int band : bands) {
      Before ofBand = publication.get(band);
      if (ofBand != null && !ofBand.isHidden() && ofBand.ofTotal() != null) {
        return Optional.of(ofBand.ofTotal());
      }
    }
    return Optional.empty();
  }

  /** The change of a figure that readers saw, or all of one that is new. */
  private double change(int f, @Nullable Before earlier, boolean isNumerator) {
    return isNumerator
        ? figures.get(f).numerator() - value(earlier == null ? null : earlier.numerator())
        : value(figures.get(f).denominator())
            - value(earlier == null ? null : earlier.denominator());
  }

  private static double value(@Nullable Double number) {
    return number == null ? 0 : number;
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
