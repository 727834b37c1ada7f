package kith.marts.disclosure;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the members of different KPIs are related, as their definitions say. What can be read from
 * the figures is not in it: sums that are equal, windows, bands.
 *
 * @param apart KPIs that count no member twice
 * @param pairs how the members of one KPI are related to those of another
 * @param flows KPIs that say how many came to those counted and how many left
 * @param ofBands KPIs of which a sum is that of some bands of another
 */
public record RelatedKpis(
    List<Apart> apart, List<Pair> pairs, List<Flow> flows, List<OfBands> ofBands) {

  /** No KPI is related to another. */
  public static final RelatedKpis NONE =
      new RelatedKpis(List.of(), List.of(), List.of(), List.of());

  /**
   * Shares of one denominator that no member is counted in twice. Those in none of them are a count
   * too.
   */
  public record Apart(List<String> kpis) {}

  /** What a KPI is to another. */
  public enum Kind {
    /** Every member that it counts is counted by the other. */
    WITHIN,
    /** All whom it asks about (denominator, or count) are among those that the other asks about. */
    PART_OF,
    /** Its denominator is nearly the numerator of the other, and never more. */
    MEMBERS_OF,
    /** It never counts more than the other, which asks about others too. */
    AT_MOST,
    /** What its numerator leaves of its denominator is within what that of the other leaves. */
    REST_WITHIN,
    /** All whom it asks about are asked about by the other: in the same window, or at its end. */
    ASKED_BY,
    /** Nobody is asked about by both. */
    ASKS_APART,
    /** It counts those of whom it asks who have at least two of what the other counts. */
    REPEATS_OF,
    /** Each whom it counts has at least two of what the other counts. */
    HAS_TWO_OF,
    /** It asks about those whom the other counts at the window's end, and those who left it. */
    IN_WINDOW_OF,
    /** It counts what the numerator of the other leaves of its denominator. */
    REST_OF,
    /** It is the change of the other, a count, since the quarter before. */
    CHANGE_OF,
    /** It asks about those whom the other, a count of twelve months, counts in its years. */
    YEARS_OF
  }

  /** {@code kpi} is this to {@code of}. */
  public record Pair(Kind kind, String kpi, String of) {}

  /** {@code count} is what it was before the window, and {@code came} less {@code left}. */
  public record Flow(String count, String came, String left) {}

  /** Some bands of {@code of} in this breakdown add up to a sum of {@code kpi}. */
  public record OfBands(String kpi, String of, String breakdown) {}

  /** KPIs that none of these counts more than: nor do all together, since they are apart. */
  Stream<String> atMost(Apart apart) {
    return of(Kind.AT_MOST, apart.kpis().get(0))
        .filter(
            more ->
                apart.kpis().stream()
                    .allMatch(kpi -> of(Kind.AT_MOST, kpi).anyMatch(more::equals)));
  }

  /** KPIs that ask about all whom each of these asks about. */
  Stream<String> askAboutBoth(String kpi, String other) {
    List<String> ofOther = askAboutAllOf(other).toList();
    return askAboutAllOf(kpi).filter(ofOther::contains);
  }

  private Stream<String> askAboutAllOf(String kpi) {
    return Stream.concat(of(Kind.PART_OF, kpi), of(Kind.ASKED_BY, kpi));
  }

  /** The KPIs to which one is related so. */
  Stream<String> of(Kind kind, String kpi) {
    return pairs.stream()
        .filter(pair -> pair.kind() == kind && pair.kpi().equals(kpi))
        .map(Pair::of);
  }
}
