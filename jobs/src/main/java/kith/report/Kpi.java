package kith.report;

import org.jspecify.annotations.Nullable;

/**
 * What a KPI means: a row of {@code dim_kpi}.
 *
 * @param better higher, lower or none
 * @param notAvailableBecause what no source carries; null where the figure can be made
 */
record Kpi(
    String id,
    String title,
    String shortTitle,
    String meaning,
    String unit,
    int decimals,
    String better,
    String comparedPeriod,
    @Nullable String notAvailableBecause) {

  static Kpi of(Cells row) {
    return new Kpi(
        row.text("kpi"),
        row.text("title"),
        row.text("short_title"),
        row.text("meaning"),
        row.text("unit"),
        Integer.parseInt(row.text("decimals")),
        row.text("better"),
        row.text("comparable_period_type"),
        row.orNull("not_available_because"));
  }

  boolean isPercent() {
    return unit.startsWith("percent");
  }

  /** Whether it is a number of children, incidents or others, and no share, rate or average. */
  boolean isCount() {
    return decimals == 0;
  }

  /** Counts of two authorities are not compared: authorities differ in size. */
  boolean isComparedWithOthers() {
    return !isCount();
  }
}
