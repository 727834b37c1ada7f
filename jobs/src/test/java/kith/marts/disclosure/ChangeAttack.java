package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds two publications side by side and looks for changes by a small count: of a figure that both
 * show, and of what is left of a total when the bands that both show are taken off it.
 */
public final class ChangeAttack {

  /** What tells one figure from another; breakdown and band are null on a total. */
  public record Key(
      String kpi,
      String periodType,
      int quarter,
      @Nullable String breakdown,
      @Nullable String band) {

    static Key of(Figure figure) {
      return new Key(
          figure.kpi(), figure.periodType(), figure.quarter(), figure.breakdown(), figure.band());
    }
  }

  /**
   * What was found.
   *
   * @param changed sums of figures that are not the same in both
   * @param changedRests sums of what is left of totals that are not the same in both
   * @param small what changed by a small count
   */
  public record Finding(int changed, int changedRests, List<String> small) {}

  private final Map<Key, Before> earlier;
  private final Map<Key, Before> later;
  private final int threshold;
  private final List<String> small = new ArrayList<>();
  private int changed;
  private int changedRests;

  private ChangeAttack(Map<Key, Before> earlier, Map<Key, Before> later, int threshold) {
    this.earlier = earlier;
    this.later = later;
    this.threshold = threshold;
  }

  /** Attacks two publications; what a publication does not have is not in its map. */
  public static Finding on(
      Map<Key, Before> earlier, Map<Key, Before> later, RelatedKpis related, int threshold) {
    ChangeAttack attack = new ChangeAttack(earlier, later, threshold);
    attack.figures();
    attack.remainders(related);
    attack.rests();
    attack.totalsOfBands();
    return new Finding(attack.changed, attack.changedRests, attack.small);
  }

  /** Attacks every two of these publications. */
  public static Finding on(
      List<Map<Key, Before>> publications, RelatedKpis related, int threshold) {
    int changed = 0;
    int changedRests = 0;
    List<String> small = new ArrayList<>();
    for (int later = 1; later < publications.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        Finding finding =
            on(publications.get(earlier), publications.get(later), related, threshold);
        changed += finding.changed();
        changedRests += finding.changedRests();
        small.addAll(finding.small());
      }
    }
    return new Finding(changed, changedRests, small);
  }

  private void figures() {
    later.forEach(
        (key, now) -> {
          Before before = earlier.get(key);
          if (before != null && !before.isHidden() && !now.isHidden()) {
            changed +=
                compare(
                    key,
                    value(now.numerator()) - value(before.numerator()),
                    value(now.denominator()) - value(before.denominator()));
          }
        });
  }

  /**
   * What totals leave of each other: of a share by one within it, of a denominator by those apart.
   */
  private void remainders(RelatedKpis related) {
    for (Key key : later.keySet()) {
      if (key.breakdown() != null) {
        continue;
      }
      related
          .of(RelatedKpis.Kind.WITHIN, key.kpi())
          .forEach(of -> remainder(key, List.of(beside(key, of), key), false));
      for (RelatedKpis.Apart apart : related.apart()) {
        if (apart.kpis().get(0).equals(key.kpi())) {
          remainder(key, apart.kpis().stream().map(kpi -> beside(key, kpi)).toList(), true);
        }
      }
    }
  }

  private static Key beside(Key key, String kpi) {
    return new Key(kpi, key.periodType(), key.quarter(), null, null);
  }

  /** The first numerator, or the denominator of all, without the other numerators. */
  private void remainder(Key of, List<Key> keys, boolean isOfDenominator) {
    double before = remainder(keys, earlier, isOfDenominator);
    double now = remainder(keys, later, isOfDenominator);
    if (before >= 0 && now >= 0) {
      changedRests += compare(of, now - before, 0);
    }
  }

  /** Below 0 where a figure is hidden or missing, or the first does not count all of the others. */
  private static double remainder(
      List<Key> keys, Map<Key, Before> publication, boolean isOfDenominator) {
    double sum = 0;
    for (Key key : keys) {
      Before shown = publication.get(key);
      if (shown == null || shown.isHidden()) {
        return -1;
      }
      boolean isFirst = key.equals(keys.get(0));
      sum += isFirst && isOfDenominator ? value(shown.denominator()) : 0;
      sum += isFirst && !isOfDenominator ? value(shown.numerator()) : -value(shown.numerator());
    }
    return sum;
  }

  /** One publication may tell what a total was: beside the total, the one that bands add up to. */
  private void totalsOfBands() {
    later.forEach(
        (key, band) -> {
          Before total = later.get(new Key(key.kpi(), key.periodType(), key.quarter(), null, null));
          if (band.ofTotal() != null && total != null && !total.isHidden()) {
            compare(
                key,
                value(total.numerator()) - value(band.ofTotal().numerator()),
                value(total.denominator()) - value(band.ofTotal().denominator()));
          }
        });
  }

  private void rests() {
    Map<Key, Set<Key>> tables = new LinkedHashMap<>();
    for (Map<Key, Before> publication : List.of(earlier, later)) {
      for (Key key : publication.keySet()) {
        if (key.breakdown() != null) {
          Key table = new Key(key.kpi(), key.periodType(), key.quarter(), key.breakdown(), null);
          tables.computeIfAbsent(table, none -> new HashSet<>()).add(key);
        }
      }
    }
    tables.forEach(this::rest);
  }

  private void rest(Key table, Set<Key> bands) {
    Before totalBefore = total(table, bands, earlier);
    Before totalNow = total(table, bands, later);
    if (totalBefore == null || totalNow == null) {
      return;
    }
    double numerator = value(totalNow.numerator()) - value(totalBefore.numerator());
    double denominator = value(totalNow.denominator()) - value(totalBefore.denominator());
    boolean isAnyHidden = false;
    boolean isAnyShown = false;
    for (Key band : bands) {
      Before before = earlier.get(band);
      Before now = later.get(band);
      if ((before != null && before.isHidden()) || (now != null && now.isHidden())) {
        isAnyHidden = true;
      } else {
        isAnyShown = true;
        numerator -= numerator(now) - numerator(before);
        denominator -= denominator(now) - denominator(before);
      }
    }
    if (isAnyHidden && isAnyShown) {
      changedRests += compare(table, numerator, denominator);
    }
  }

  /** The total that the shown bands add up to with the others; null where it cannot be seen. */
  private static @Nullable Before total(Key table, Set<Key> bands, Map<Key, Before> publication) {
    Set<Before> totals = new HashSet<>();
    for (Key band : bands) {
      Before shown = publication.get(band);
      if (shown != null && !shown.isHidden() && shown.ofTotal() != null) {
        totals.add(shown.ofTotal());
      }
    }
    assertThat(totals).as("totals of " + table).hasSizeLessThanOrEqualTo(1);
    Before total =
        totals.isEmpty()
            ? publication.get(new Key(table.kpi(), table.periodType(), table.quarter(), null, null))
            : totals.iterator().next();
    return total == null || total.isHidden() ? null : total;
  }

  /** Notes which of these changes are small; returns how many there are. */
  private int compare(Key of, double numerator, double denominator) {
    Map<String, Double> changes = new HashMap<>();
    changes.put("numerator", numerator);
    if (denominator != 0) {
      changes.put("denominator", denominator);
      changes.put("rest", denominator - numerator);
    }
    int some = 0;
    for (Map.Entry<String, Double> change : changes.entrySet()) {
      double size = Math.abs(change.getValue());
      some += size > Relation.TOLERANCE ? 1 : 0;
      if (size > Relation.TOLERANCE && size <= threshold) {
        small.add("%s of %s changed by %.1f".formatted(change.getKey(), of, size));
      }
    }
    return some;
  }

  private static double numerator(@Nullable Before band) {
    return band == null ? 0 : value(band.numerator());
  }

  private static double denominator(@Nullable Before band) {
    return band == null ? 0 : value(band.denominator());
  }

  private static double value(@Nullable Double number) {
    return number == null ? 0 : number;
  }
}
