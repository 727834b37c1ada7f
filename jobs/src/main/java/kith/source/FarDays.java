package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import java.util.stream.Collectors;
import kith.project.Yaml;

/**
 * The days that a source writes as the end of what has not ended, such as 9999-12-31.
 *
 * @param from the first date read this way
 * @param daysOfYear the days of a year that are used for it
 */
public record FarDays(LocalDate from, Set<MonthDay> daysOfYear) implements Serializable {

  /**
   * Reads {@code open_ends} of {@code source.yaml}; a source without this setting has no far days.
   */
  static FarDays of(JsonNode node) {
    return node.isMissingNode()
        ? new FarDays(LocalDate.MAX, Set.of())
        : new FarDays(
            LocalDate.parse(node.required("from").asText()),
            Yaml.texts(node.required("days_of_year")).stream()
                .map(day -> MonthDay.parse("--" + day))
                .collect(Collectors.toSet()));
  }

  /** Whether a day means "still open". */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && daysOfYear.contains(MonthDay.from(day));
  }
}
