package kith.simulate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of the source system over its whole life.
 *
 * @param table the file it is in
 * @param knownFrom the first night that shows it
 * @param until the day its matter ended, after which it ages out of the window; null while it goes
 *     on
 * @param owner the person without whom the row is not extracted; null if it does not depend on a
 *     person
 * @param cells one value per column: text, number, date, time or {@link Known}
 */
record Row(
    Table table,
    LocalDate knownFrom,
    @Nullable LocalDate until,
    @Nullable Person owner,
    Object[] cells) {

  boolean isShown(LocalDate night, LocalDate windowStart) {
    return !knownFrom.isAfter(night)
        && (until == null || !until.isBefore(windowStart))
        && (owner == null || owner.isShown(night, windowStart));
  }

  /** The date in a column as a night shows it; null where it is blank. */
  @Nullable LocalDate day(int column, LocalDate night) {
    Object cell = cells[column] instanceof Known known ? known.on(night) : cells[column];
    if (cell instanceof LocalDateTime time) {
      return time.toLocalDate();
    }
    return cell instanceof LocalDate day ? day : null;
  }
}
