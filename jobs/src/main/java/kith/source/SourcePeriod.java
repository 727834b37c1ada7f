package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * A pair of dates; a row that ends before it starts is quarantined (R17a).
 *
 * @param endsAtNextOf columns that identify the next record of the same kind: a row with an
 *     unreadable end ends on that record's first day; if empty, such a row is open
 * @param follow true if one period of a person usually begins where the last one ended
 * @param goesOn the reason for an end after which another period must follow, or null
 * @param endsOnLastDay true if the source writes the last day, not the day after it
 */
public record SourcePeriod(
    String starts,
    String ends,
    List<String> endsAtNextOf,
    boolean follow,
    @Nullable GoesOn goesOn,
    boolean endsOnLastDay)
    implements Serializable {

  SourcePeriod endsOn(boolean lastDay) {
    return new SourcePeriod(starts, ends, endsAtNextOf, follow, goesOn, lastDay);
  }

  static SourcePeriod read(JsonNode node) {
    return new SourcePeriod(
        node.required("starts").asText(),
        node.required("ends").asText(),
        Yaml.texts(node.path("ends_at_next_of")),
        node.path("follow").asBoolean(false),
        GoesOn.read(node.path("goes_on")),
        false);
  }
}
