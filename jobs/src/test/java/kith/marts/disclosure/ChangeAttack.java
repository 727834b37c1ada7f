package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.marts.disclosure.Revision.Before;
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
   * @param changed figures and rests that are not the same in both
   * @param small what changed by a small count
   */
  public record Finding(int changed, List<String> small) {}

  private final Map<Key, Before> earlier;
  private final Map<Key, Before> later;
  private final int threshold;
  private final List<String> small = new ArrayList<>();
  private int changed;

  private ChangeAttack(Map<Key, Before> earlier, Map<Key, Before> later, int threshold) {
    this.earlier = earlier;
    this.later = later;
    this.threshold = threshold;
  }

  /** Attacks two publications; what a publication does not have is not in its map. */
  public static Finding on(Map<Key, Before> earlier, Map<Key, Before> later, int threshold) {
    ChangeAttack attack = new ChangeAttack(earlier, later, threshold);
    attack.figures();
    attack.rests();
    return new Finding(attack.changed, attack.small);
  }

  /** Attacks every two of these publications. */
  public static Finding on(List<Map<Key, Before>> publications, int threshold) {
    int changed = 0;
    List<String> small = new ArrayList<>();
    for (int later = 1; later < publications.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        Finding finding = on(publications.get(earlier), publications.get(later), threshold);
        changed += finding.changed();
        small.addAll(finding.small());
      }
    }
    return new Finding(changed, small);
  }

  private void figures() {
    later.forEach(
        (key, now) -> {
          Before before = earlier.get(key);
          if (before != null && !before.isHidden() && !now.isHidden()) {
            compare(
                key,
                value(now.numerator()) - value(before.numerator()),
                value(now.denominator()) - value(before.denominator()));
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
      compare(table, numerator, denominator);
    }
  }

  /** The total that the shown bands add up to with the others; null where it cannot be seen. */
  private static @Nullable Before total(Key table, Set<Key> bands, Map<Key, Before> publication) {
    Before total =
        publication.get(new Key(table.kpi(), table.periodType(), table.quarter(), null, null));
    for (Key band : bands) {
      Before shown = publication.get(band);
      if (shown != null && !shown.isHidden() && shown.ofTotal() != null) {
        total = shown.ofTotal();
      }
    }
    return total == null || total.isHidden() ? null : total;
  }

  private void compare(Key of, double numerator, double denominator) {
    Map<String, Double> changes = new HashMap<>();
    changes.put("numerator", numerator);
    changes.put("denominator", denominator);
    changes.put("rest", denominator - numerator);
    changes.forEach(
        (name, change) -> {
          double size = Math.abs(change);
          boolean isOfNumerator = name.equals("rest") && denominator == 0;
          changed += size > Relation.TOLERANCE ? 1 : 0;
          if (size > Relation.TOLERANCE && size <= threshold && !isOfNumerator) {
            small.add("%s of %s changed by %.1f".formatted(name, of, size));
          }
        });
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
