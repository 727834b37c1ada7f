package kith.cases;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of the relation {@code period} for the cases, from the definition of the windows (R1). */
final class CasePeriods {

  private CasePeriods() {}

  /** The rows of one period type; the last of the as-at dates is the latest quarter end. */
  static List<Map<String, Object>> rows(
      String periodType, List<LocalDate> asAtDates, LocalDate historyFrom) {
    return asAtDates.stream()
        .map(
            asAt -> {
              Map<String, Object> row = row(periodType, asAt, historyFrom);
              row.put("is_latest", asAt.equals(Collections.max(asAtDates)));
              return row;
            })
        .toList();
  }

  /** The windows of one period type and as-at date. */
  static Map<String, Object> row(String periodType, LocalDate asAt, LocalDate historyFrom) {
    LocalDate quarter = asAt.withMonth((asAt.getMonthValue() - 1) / 3 * 3 + 1).withDayOfMonth(1);
    LocalDate year = LocalDate.of(asAt.getYear() - (asAt.getMonthValue() < 4 ? 1 : 0), 4, 1);
    // A year before 29 February is 28 February, so the window begins on 1 March (R8).
    LocalDate months12 = asAt.minusYears(1).plusDays(1);
    LocalDate months24 = asAt.minusYears(2).plusDays(1);
    LocalDate months36 = asAt.minusYears(3).plusDays(1);
    LocalDate start =
        switch (periodType) {
          case "POINT" -> asAt;
          case "QTR" -> quarter;
          case "YTD" -> year;
          case "R12" -> months12;
          case "R24" -> months24;
          case "R36" -> months36;
          default -> throw new IllegalArgumentException("no period type " + periodType);
        };
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("period_type", periodType);
    row.put("as_at", asAt);
    row.put("window_start", start);
    row.put("quarter_start", quarter);
    row.put("ytd_start", year);
    row.put("r12_start", months12);
    row.put("r24_start", months24);
    row.put("r36_start", months36);
    row.put("history_from", historyFrom);
    row.put("has_full_history", !start.isBefore(historyFrom));
    return row;
  }
}
