package kith.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The rates at which events happen, tuned so that the indicators are close to those that the
 * Department for Education publishes for County Durham. Counts are for an authority of 1,200
 * children in care; everything else scales them.
 */
final class Rates {

  /** The size of authority that every count below is for. */
  static final int REFERENCE_CHILDREN_IN_CARE = 1200;

  /** Children looked after, at dates between which the number is interpolated. */
  private static final NavigableMap<LocalDate, Double> CHILDREN_IN_CARE =
      new TreeMap<>(
          Map.ofEntries(
              on(2001, 1, 1, 0),
              on(2005, 1, 1, 500),
              on(2010, 3, 31, 560),
              on(2014, 3, 31, 640),
              on(2017, 3, 31, 770),
              on(2019, 3, 31, 845),
              on(2020, 3, 31, 914),
              on(2021, 3, 31, 950),
              on(2022, 3, 31, 984),
              on(2023, 3, 31, 1065),
              on(2024, 3, 31, 1208),
              on(2025, 3, 31, 1185),
              on(2026, 3, 31, 1200)));

  /**
   * From this day on the number of children in care stays level, so that later runs continue the
   * same history.
   */
  private static final LocalDate LEVEL_FROM = LocalDate.of(2024, 3, 31);

  static final ByYear STARTS = ByYear.from(2019, 388, 413, 336, 388, 450, 532, 450, 450);

  /** Referrals per year, relative to the latest year's. */
  static final ByYear REFERRALS =
      ByYear.from(2017, 0.74, 0.74, 0.70, 0.70, 0.84, 0.85, 0.84, 0.96, 1.0, 1.0);

  static final int NEW_FAMILIES_A_YEAR = 5100;

  /**
   * How often children go missing in a year, relative to the propensity that {@link Missing} gives
   * them.
   */
  static final ByYear MISSING = ByYear.from(2019, 0.22, 0.27, 0.44, 0.72, 0.82, 0.88, 0.74, 0.72);

  /** Shares of new starts by age band: under 1, 1 to 4, 5 to 9, 10 to 15, 16 and over. */
  static final ByYear START_UNDER_1 = ByYear.from(2019, 27, 29, 30, 25, 22, 23, 24, 24);

  static final ByYear START_1_TO_4 = ByYear.from(2019, 28, 23, 20, 20, 23, 19, 19, 18);
  static final ByYear START_5_TO_9 = ByYear.from(2019, 21, 21, 21, 21, 17, 21, 20, 20);
  static final ByYear START_10_TO_15 = ByYear.from(2019, 17, 23, 22, 20, 22, 23, 23, 23);
  static final ByYear START_16_PLUS = ByYear.from(2019, 7, 5, 8, 14, 17, 14, 15, 15);

  /** Share of starters of 16 and over who came to the country alone. */
  static final ByYear UNACCOMPANIED = ByYear.from(2019, 0.05, 0.1, 0.2, 0.4, 0.7, 0.6, 0.4, 0.4);

  static final ByYear SUITABLE_17_18 = ByYear.from(2019, 86, 90, 95, 94, 88, 94, 93, 93);
  static final ByYear SUITABLE_19_21 = ByYear.from(2019, 86, 83, 90, 86, 84, 80, 86, 86);
  static final ByYear OCCUPIED_17_18 = ByYear.from(2019, 61, 65, 75, 68, 65, 65, 60, 60);
  static final ByYear OCCUPIED_19_21 = ByYear.from(2019, 52, 54, 56, 60, 56, 48, 44, 45);

  static final double CASES_PER_FULL_TIME_WORKER = 16.1;
  static final double INITIAL_HEALTH_IN_TIME = 0.80;
  static final double REVIEW_HEALTH_LATE = 0.38;

  private Rates() {}

  static double childrenInCare(LocalDate day) {
    var before = CHILDREN_IN_CARE.floorEntry(day);
    var after = CHILDREN_IN_CARE.ceilingEntry(day);
    if (before == null) {
      return 0;
    }
    if (after == null || after.getKey().equals(before.getKey())) {
      return before.getValue();
    }
    double days = ChronoUnit.DAYS.between(before.getKey(), after.getKey());
    double passed = ChronoUnit.DAYS.between(before.getKey(), day);
    return before.getValue() + (after.getValue() - before.getValue()) * passed / days;
  }

  /**
   * The factor for every count, so that the given number of children is looked after on the
   * business date.
   */
  static double scale(int childrenInCare, LocalDate businessDate) {
    double reference =
        businessDate.isBefore(LEVEL_FROM) && childrenInCare(businessDate) > 0
            ? childrenInCare(businessDate)
            : REFERENCE_CHILDREN_IN_CARE;
    return childrenInCare / reference;
  }

  private static Map.Entry<LocalDate, Double> on(int year, int month, int day, double children) {
    return Map.entry(LocalDate.of(year, month, day), children);
  }

  /** A figure for each year ended 31 March; the first and the last also apply before and after. */
  record ByYear(int firstYear, double[] values) {

    static ByYear from(int firstYear, double... values) {
      return new ByYear(firstYear, values);
    }

    double on(LocalDate day) {
      int place = Calendar.financialYear(day) - firstYear;
      return values[Math.max(0, Math.min(values.length - 1, place))];
    }
  }
}
