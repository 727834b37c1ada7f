package kith.marts.disclosure;

import java.util.List;

/**
 * How the members of different KPIs are related, as their definitions say. What can be read from
 * the figures is not in it: sums that are equal, windows, bands.
 *
 * @param apart KPIs that count no member twice
 * @param within KPIs whose members are all among those of another
 * @param rests KPIs that count what the numerator of another leaves of its denominator
 * @param changes KPIs that say how a count changed since the quarter before
 * @param flows KPIs that say how many came to those counted and how many left
 * @param ofBands KPIs of which a sum is that of some bands of another
 */
public record RelatedKpis(
    List<Apart> apart,
    List<Within> within,
    List<Within> rests,
    List<Within> changes,
    List<Flow> flows,
    List<OfBands> ofBands) {

  /**
   * Shares of one denominator that no member is counted in twice. Those in none of them are a count
   * too.
   */
  public record Apart(List<String> kpis) {}

  /** Every member counted by {@code kpi} is counted by {@code of}. */
  public record Within(String kpi, String of) {}

  /** {@code count} is what it was before the window, and {@code came} less {@code left}. */
  public record Flow(String count, String came, String left) {}

  /** Some bands of {@code of} in this breakdown add up to a sum of {@code kpi}. */
  public record OfBands(String kpi, String of, String breakdown) {}

  /** No KPI is related to another. */
  public static final RelatedKpis NONE =
      new RelatedKpis(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
}
