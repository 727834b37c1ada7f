package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns that reports rely on, by major version, and what differs from them. */
public final class Released {

  private Released() {}

  /** The versions in a file, each as its columns with their types. */
  public static List<Map<String, String>> versions(JsonNode file) {
    List<Map<String, String>> versions = new ArrayList<>();
    for (JsonNode version : file) {
      versions.add(new LinkedHashMap<>());
      assertThat(version.required("major").asInt())
          .as("versions are numbered from 1 and none is left out")
          .isEqualTo(versions.size());
      version
          .required("columns")
          .properties()
          .forEach(
              column ->
                  versions
                      .get(versions.size() - 1)
                      .put(column.getKey(), column.getValue().asText()));
    }
    return versions;
  }

  /** What is not as released, as one sentence a column. */
  public static List<String> differences(Map<String, String> released, Map<String, String> now) {
    List<String> differences = breaks(released, now);
    now.keySet().stream()
        .filter(column -> !released.containsKey(column))
        .forEach(column -> differences.add(column + " is new: add it to its version"));
    return differences;
  }

  /** What would break a report that was written for the released columns. */
  public static List<String> breaks(Map<String, String> released, Map<String, String> now) {
    List<String> breaks = new ArrayList<>();
    released.forEach(
        (column, type) -> {
          if (!now.containsKey(column)) {
            breaks.add(column + " is gone: that needs a new major version");
          } else if (!now.get(column).equals(type)) {
            breaks.add(column + " was " + type + ": that needs a new major version");
          }
        });
    return breaks;
  }

  /** Fails where a later version breaks nothing. */
  public static void requireBreaks(String what, List<Map<String, String>> versions) {
    for (int i = 1; i < versions.size(); i++) {
      assertThat(breaks(versions.get(i - 1), versions.get(i)))
          .as(what + ", major " + (i + 1))
          .isNotEmpty();
    }
  }
}
