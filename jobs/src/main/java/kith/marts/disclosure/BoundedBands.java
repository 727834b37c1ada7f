package kith.marts.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds bands that say by themselves how much each member adds to a sum of another KPI: social
 * workers by the number of children whom they hold, beside all children held. Few workers could
 * then be in each hidden band in few ways only. Such bands are left out where the sum leaves no
 * room: where as many members as the threshold asks for could not be in any other band.
 */
public final class BoundedBands {

  private BoundedBands() {}

  /**
   * What members of the bands of a breakdown add to a sum.
   *
   * @param kpi the KPI whose numerator is that sum
   * @param ofBands the least and the most that a member adds, by band
   */
  public record Bounds(String breakdown, String kpi, Map<String, Limits> ofBands) {}

  /**
   * The least and the most that a member adds.
   *
   * @param most null where there is no most
   */
  public record Limits(double least, @Nullable Double most) {}

  /** Which figures are such bands, one per figure. */
  public static boolean[] among(List<Figure> figures, List<Bounds> bounds, int threshold) {
    boolean[] isBounded = new boolean[figures.size()];
    for (Bounds one : bounds) {
      Map<Day, Sums> sums = new HashMap<>();
      for (Figure figure : figures) {
        if (one.breakdown().equals(figure.breakdown())) {
          sums.computeIfAbsent(Day.of(figure), none -> new Sums()).add(figure, one);
        }
      }
      double room = (threshold - 1) * widest(one);
      for (Figure figure : figures) {
        if (figure.isTotal() && figure.kpi().equals(one.kpi())) {
          Optional.ofNullable(sums.get(Day.of(figure)))
              .ifPresent(of -> of.isNarrow = of.isNarrow(figure.numerator(), room));
        }
      }
      for (int f = 0; f < isBounded.length; f++) {
        Figure figure = figures.get(f);
        isBounded[f] |=
            one.breakdown().equals(figure.breakdown())
                && sums.getOrDefault(Day.of(figure), new Sums()).isNarrow;
      }
    }
    return isBounded;
  }

  /** By how much a sum could change when a member moved from one band to another. */
  private static double widest(Bounds bounds) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Limits limits : bounds.ofBands().values()) {
      least = Math.min(least, limits.least());
      most = Math.max(most, limits.most() == null ? limits.least() : limits.most());
    }
    return most - least;
  }

  private record Day(String periodType, int quarter) {

    static Day of(Figure figure) {
      return new Day(figure.periodType(), figure.quarter());
    }
  }

  /** The least and the most that all members of one day can add. */
  private static final class Sums {

    private double least;
    private double most;
    private boolean isNarrow;

    void add(Figure figure, Bounds bounds) {
      Limits limits = bounds.ofBands().get(figure.band());
      double members = figure.numerator();
      if (members == 0) {
        return;
      }
      least += limits == null ? 0 : members * limits.least();
      most +=
          limits == null || limits.most() == null
              ? Double.POSITIVE_INFINITY
              : members * limits.most();
    }

    /** A sum of which a part is not known lies below the least: then it says nothing of it. */
    boolean isNarrow(double sum, double room) {
      return (sum >= least && sum - least < room) || (sum <= most && most - sum < room);
    }
  }
}
