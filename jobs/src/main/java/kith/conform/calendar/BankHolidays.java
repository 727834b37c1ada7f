package kith.conform.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * The bank holidays of England: the rules that the Jollyday library knows, corrected by dated
 * one-off changes, so that a newly proclaimed holiday needs a line of data and no new library (R9).
 */
final class BankHolidays {

  private final HolidayManager england =
      HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM));
  private final List<Map<String, @Nullable String>> changes;

  /**
   * @param changes a file with the columns date, name and kind, which is added or removed
   */
  BankHolidays(Path changes) {
    this.changes = CodeLists.read(changes);
  }

  /** The bank holidays of all years from the first to the last, both included. */
  Set<LocalDate> between(int firstYear, int lastYear) {
    Set<LocalDate> holidays = new TreeSet<>();
    for (int year = firstYear; year <= lastYear; year++) {
      england.getHolidays(Year.of(year), "eng").stream()
          .map(Holiday::getDate)
          .forEach(holidays::add);
    }
    for (Map<String, @Nullable String> change : changes) {
      LocalDate day = LocalDate.parse(change.get("date"));
      switch (CodeLists.filled(change, "kind")) {
        case "added" -> holidays.add(day);
        case "removed" -> holidays.remove(day);
        default ->
            throw new KithException(
                ExitCode.WRONG_USAGE,
                "The bank holidays have a change of the kind " + change.get("kind") + ".",
                "Nothing was run.",
                "Write added or removed in conf/calendar/bank_holidays.csv.");
      }
    }
    return holidays;
  }
}
