package kith.marts.disclosure;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which sums of tonight differ by a small count from what publications showed of them. */
final class SmallChanges {

  private final List<Figure> figures;
  private final List<List<@Nullable Before>> publications;
  private final int threshold;

  /**
   * @param publications what each publication that readers may hold showed of each figure
   */
  SmallChanges(List<Figure> figures, List<List<@Nullable Before>> publications, int threshold) {
    this.figures = figures;
    this.publications = publications;
    this.threshold = threshold;
  }

  /** Whether a figure changed by a small count since any publication. */
  boolean of(int f) {
    return publications.stream().anyMatch(publication -> of(f, publication.get(f)));
  }

  /** Whether a figure differs by a small count from what was shown. */
  boolean of(int f, @Nullable Before shown) {
    if (shown == null || shown.numerator() == null) {
      return false;
    }
    return isSmall(
        figures.get(f),
        figures.get(f).numerator() - shown.numerator(),
        difference(figures.get(f).denominator(), shown.denominator()));
  }

  /**
   * Whether the total of a table differs by a small count from one that bands of it were shown
   * beside.
   */
  boolean ofTotal(int whole, List<Integer> bands) {
    return publications.stream()
        .flatMap(publication -> bands.stream().map(publication::get))
        .anyMatch(band -> band != null && !band.isHidden() && of(whole, band.ofTotal()));
  }

  /**
   * Whether what readers can tell of the hidden bands of a table together changed by a small count
   * since the bands of any publication were worked out.
   *
   * @param hidden the figures that are hidden tonight
   */
  boolean ofHiddenPart(Bands table, boolean[] hidden) {
    Integer whole = table.whole();
    return whole != null
        && publications.stream()
            .anyMatch(publication -> ofHiddenPart(whole, table.bands(), hidden, publication));
  }

  private boolean ofHiddenPart(
      int whole, List<Integer> bands, boolean[] hidden, List<@Nullable Before> publication) {
    Before total = totalOf(bands, publication).orElse(publication.get(whole));
    if (total == null || total.isHidden()) {
      return false;
    }
    boolean isAnyHidden = false;
    double numerator = numeratorSince(whole, total);
    double denominator = denominatorSince(whole, total);
    for (int band : bands) {
      Before shown = publication.get(band);
      if (hidden[band] || (shown != null && shown.isHidden())) {
        isAnyHidden = true;
      } else {
        numerator -= numeratorSince(band, shown);
        denominator -= denominatorSince(band, shown);
      }
    }
    return isAnyHidden && isSmall(figures.get(whole), numerator, denominator);
  }

  /** The total that the bands that a publication showed add up to. */
  private static Optional<Before> totalOf(List<Integer> bands, List<@Nullable Before> publication) {
    for (int band : bands) {
      Before shown = publication.get(band);
      if (shown != null && !shown.isHidden() && shown.ofTotal() != null) {
        return Optional.of(shown.ofTotal());
      }
    }
    return Optional.empty();
  }

  /** The change of a figure that was shown, or all of one that is new. */
  private double numeratorSince(int f, @Nullable Before shown) {
    return figures.get(f).numerator() - value(shown == null ? null : shown.numerator());
  }

  private double denominatorSince(int f, @Nullable Before shown) {
    return value(figures.get(f).denominator()) - value(shown == null ? null : shown.denominator());
  }

  /** Whether a change of sums is one of few members, or of a few in the rest. */
  private boolean isSmall(Figure figure, double numerator, double denominator) {
    return isSmall(numerator)
        || isSmall(denominator)
        || isSmall(denominator - numerator)
        || isSmall(figure.numeratorInMembers(numerator))
        || isSmall(figure.denominatorInMembers(denominator));
  }

  /** Whether a change is one of few. */
  boolean isSmall(double change) {
    return Math.abs(change) > Relation.TOLERANCE
        && Math.abs(change) <= threshold + Relation.TOLERANCE;
  }

  /** The change of a denominator; 0 where one of the two is not known. */
  static double difference(@Nullable Double now, @Nullable Double before) {
    return now == null || before == null ? 0 : now - before;
  }

  private static double value(@Nullable Double number) {
    return number == null ? 0 : number;
  }
}
