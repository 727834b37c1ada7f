package kith.benchmark;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code benchmark_series}: a figure of a series for an area and a period in one edition.
 *
 * @param numerator null where there is none or it is not published; likewise the denominator and
 *     the value
 * @param status why there is a value or none
 * @param fillsGap true where it counts only if no other file has the period
 */
record SeriesRow(
    String kpi,
    Area area,
    LocalDate periodEnd,
    Edition edition,
    LocalDate firstPublishedOn,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable BigDecimal value,
    String unit,
    String status,
    boolean fillsGap) {

  /** The order of the file: one series after the other, its areas, its periods. */
  static final Comparator<SeriesRow> ORDER =
      Comparator.comparing(SeriesRow::kpi)
          .thenComparing(row -> row.area().level())
          .thenComparing(row -> row.area().code())
          .thenComparing(SeriesRow::periodEnd)
          .thenComparing(row -> row.edition().name());

  /** What identifies it. */
  record Key(String kpi, String areaCode, LocalDate periodEnd, String edition) {}

  Key key() {
    return new Key(kpi, area.code(), periodEnd, edition.name());
  }
}
