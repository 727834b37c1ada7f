package kith.extract;

import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kith.source.SourceContract;
import org.jspecify.annotations.Nullable;

/**
 * Finds the days on which a table's records begin, and by which they leave the extract's rolling
 * window.
 */
final class WindowDays implements Serializable {

  private final @Nullable String begins;
  private final ArrayList<String> leaves;

  WindowDays(SourceContract contract) {
    List<String> window = contract.window();
    this.begins = window.isEmpty() ? null : window.get(window.size() - 1);
    boolean endsFirst =
        !window.isEmpty()
            && contract.periods().stream().anyMatch(period -> period.ends().equals(window.get(0)));
    // A period without an end is open, whenever it began.
    this.leaves = new ArrayList<>(endsFirst ? window.subList(0, 1) : window);
  }

  /**
   * The day on which a record's matter began; null where it does not say.
   *
   * @param dates its dates, by column
   */
  @Nullable Date begins(Map<String, java.util.Date> dates) {
    return day(dates.get(begins));
  }

  /** The day by which a record leaves the window; null while its matter is open. */
  @Nullable Date leaves(Map<String, java.util.Date> dates) {
    for (String column : leaves) {
      if (dates.get(column) != null) {
        return day(dates.get(column));
      }
    }
    return null;
  }

  private static @Nullable Date day(java.util.@Nullable Date date) {
    return date == null
        ? null
        : Date.valueOf(new Timestamp(date.getTime()).toLocalDateTime().toLocalDate());
  }
}
