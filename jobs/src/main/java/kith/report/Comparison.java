package kith.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The published figure of others beside one of ours: a row of {@code kpi_comparison}, as known at
 * the cut-off.
 *
 * @param comparator england, region or neighbours
 * @param periodEnd last day of the period of their figure
 * @param neighboursWithValue how many of ten neighbours have a figure; 0 for others
 */
record Comparison(
    String comparator,
    @Nullable BigDecimal value,
    String status,
    @Nullable LocalDate periodEnd,
    @Nullable String edition,
    @Nullable LocalDate publishedOn,
    int neighboursWithValue) {

  static Comparison of(Cells row) {
    return new Comparison(
        row.text("comparator"),
        row.number("value"),
        row.text("status"),
        row.dayOrNull("period_end"),
        row.orNull("edition"),
        row.dayOrNull("published_on"),
        row.orNull("neighbours_with_value") == null
            ? 0
            : Integer.parseInt(row.text("neighbours_with_value")));
  }
}
