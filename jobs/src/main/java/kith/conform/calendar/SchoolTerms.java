package kith.conform.calendar;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/** The school terms of the authority, which are dated data. */
final class SchoolTerms {

  /** The first days of the terms, by their last days. */
  private final TreeMap<LocalDate, LocalDate> terms = new TreeMap<>();

  /**
   * @param file with the columns term, first_on and last_on
   */
  SchoolTerms(Path file) {
    for (Map<String, @Nullable String> term : CodeLists.read(file)) {
      LocalDate first = LocalDate.parse(CodeLists.filled(term, "first_on"));
      LocalDate last = LocalDate.parse(CodeLists.filled(term, "last_on"));
      if (!last.isAfter(first)) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "The school term " + term.get("term") + " ends before it begins.",
            "Nothing was run.",
            "Correct its days in conf/calendar/school_terms.csv.");
      }
      terms.put(last, first);
    }
  }

  /**
   * The first day of the latest term that had ended by this day, the last day of a term included;
   * null where the calendar has no such term, or none that ends later.
   */
  @Nullable LocalDate endedFrom(LocalDate day) {
    Map.Entry<LocalDate, LocalDate> ended = terms.floorEntry(day);
    return ended == null || terms.higherKey(day) == null ? null : ended.getValue();
  }
}
