package kith.extract;

import java.io.Serializable;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Date;
import kith.source.SourceColumn;

/** Which dates of a night's records can be (R17a, R17b). */
final class DateLimits implements Serializable {

  /** What a date can be. */
  enum Verdict {
    POSSIBLE,
    /** Before 1900, or so far ahead that it is a slip of the pen. */
    IMPOSSIBLE,
    /** After the night, in a column that tells what has happened. */
    AHEAD
  }

  private static final LocalDate FIRST_POSSIBLE = LocalDate.of(1900, 1, 1);

  /** Beyond a year a date is a slip of the pen; before, the extract was taken on a later day. */
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
