package kith.simulate;

import java.time.LocalDate;

/**
 * What every part of the invented authority's history needs: how large the authority is, from when
 * to when it is simulated, its random numbers and the numbers of its rows.
 */
final class World {

  private static final LocalDate CARE_BEGINS = LocalDate.of(2001, 1, 1);
  private static final LocalDate CASES_BEGIN = LocalDate.of(2016, 1, 1);

  private final long seed;
  private final String authorityCode;
  private final double scale;
  private final LocalDate careBegins;
  private final LocalDate casesBegin;
  private final LocalDate lastMonthEnd;
  private final Ids ids;

  /**
   * The world of one authority.
   *
   * @param authorityCode the three-digit number of the authority, used in pupil numbers
   * @param childrenInCare how many are looked after on the last night
   */
  World(long seed, String authorityCode, int childrenInCare, Nights nights) {
    LocalDate earliestWindowStart = nights.earliestWindowStart();
    this.seed = seed;
    this.authorityCode = authorityCode;
    this.scale = Rates.scale(childrenInCare, nights.last());
    this.careBegins = Calendar.earlier(CARE_BEGINS, earliestWindowStart.minusYears(17));
    this.casesBegin =
        Calendar.earlier(CASES_BEGIN, earliestWindowStart.minusYears(2).withDayOfYear(1));
    this.lastMonthEnd = Calendar.monthEnd(nights.last());
    this.ids = new Ids(seed);
  }

  Dice dice(String purpose, long... numbers) {
    return Dice.of(seed, purpose, numbers);
  }

  Ids ids() {
    return ids;
  }

  /** The number of the next row of this table about this person. */
  Long rowId(Table table, Person person) {
    return rowId(table, person, 0);
  }

  /**
   * The number of the next row of one of up to seven series of this table about this person. Each
   * series only ever grows at its end, so the numbers of its rows stay.
   */
  Long rowId(Table table, Person person, int series) {
    return ids.row(table, person.number, 512 * series + person.nextPlace(table, series));
  }

  String authorityCode() {
    return authorityCode;
  }

  /** The factor for counts that are given for 1,200 children in care. */
  double scale() {
    return scale;
  }

  LocalDate careBegins() {
    return careBegins;
  }

  LocalDate casesBegin() {
    return casesBegin;
  }

  /** The end of the month of the last night: what begins later is not simulated. */
  LocalDate lastMonthEnd() {
    return lastMonthEnd;
  }

  /**
   * The last month in which children still come into care: some of them are known before, since a
   * referral may come more than a year earlier.
   */
  LocalDate careHorizon() {
    return lastMonthEnd.plusMonths(18);
  }
}
