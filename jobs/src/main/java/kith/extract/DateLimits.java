package kith.extract;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Date;
import kith.source.SourceColumn;

/** Which dates in a night's records are possible (R17a, R17b). */
final class DateLimits implements Serializable {

  /** The kinds of date. */
  enum Verdict {
    POSSIBLE,
    /** Before 1900, or so far ahead that it is a typing error. */
    IMPOSSIBLE,
    /** After the night, in a column for what has already happened. */
    AHEAD
  }

  private static final LocalDate FIRST_POSSIBLE = LocalDate.of(1900, 1, 1);

  /**
   * More than a year after the night a date is a typing error; up to a year, the extract was taken
   * on a later day.
   */
  private static final int YEARS_POSSIBLE = 1;

  private static final int YEARS_AHEAD = 30;

  private final long firstPossible;
  private final long lastKnown;
  private final long lastPossible;
  private final long lastAhead;

  DateLimits(LocalDate businessDate) {
    this.firstPossible = startOf(FIRST_POSSIBLE);
    this.lastKnown = endOf(businessDate);
    this.lastPossible = endOf(businessDate.plusYears(YEARS_POSSIBLE));
    this.lastAhead = endOf(businessDate.plusYears(YEARS_AHEAD));
  }

  private static long startOf(LocalDate day) {
    return Timestamp.valueOf(day.atStartOfDay()).getTime();
  }

  private static long endOf(LocalDate day) {
    return startOf(day.plusDays(1)) - 1;
  }

  Verdict of(SourceColumn column, Date date) {
    long time = date.getTime();
    if (time < firstPossible || time > (column.mayLieAhead() ? lastAhead : lastPossible)) {
      return Verdict.IMPOSSIBLE;
    }
    return time > lastKnown && !column.mayLieAhead() ? Verdict.AHEAD : Verdict.POSSIBLE;
  }
}
