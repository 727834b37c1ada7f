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
 * @param neighbourModel year of the model that says who they are; 0 for others
 */
record Comparison(
    String comparator,
    @Nullable BigDecimal value,
    String status,
    @Nullable LocalDate periodEnd,
    @Nullable String edition,
    @Nullable LocalDate publishedOn,
    int neighboursWithValue,
    int neighbourModel) {

  static Comparison of(Cells row) {
    return new Comparison(
        row.text("comparator"),
        row.number("value"),
        row.text("status"),
        row.dayOrNull("period_end"),
        row.orNull("edition"),
        row.dayOrNull("published_on"),
        numberOrZero(row, "neighbours_with_value"),
        numberOrZero(row, "neighbour_model"));
  }

  private static int numberOrZero(Cells row, String column) {
    return row.orNull(column) == null ? 0 : Integer.parseInt(row.text(column));
  }
}
