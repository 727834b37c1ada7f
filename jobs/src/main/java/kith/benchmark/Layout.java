package kith.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a publisher's files name the period and the area, from {@code layouts.yaml}.
 *
 * @param time the column of the period
 * @param level the column that says what kind of area a row is about; null where a number does
 * @param levels what that column may say, and the columns of such an area
 * @param number the column with one number for areas of every level; null where there is none
 * @param authorityLevel the level of a number that is an authority's
 * @param otherColumns further columns of such files that are not read
 */
record Layout(
    String time,
    @Nullable String level,
    Map<String, Level> levels,
    @Nullable String number,
    String authorityLevel,
    List<String> otherColumns) {

  static final String FILE = "layouts.yaml";

  /**
   * The columns of areas of one level.
   *
   * @param authority the column of an authority's number; null where areas have none
   */
  record Level(@Nullable String authority, String code, String name) {}

  static Map<String, Layout> read(Path folder) {
    Map<String, Layout> layouts = new LinkedHashMap<>();
    Yaml.read(folder.resolve(FILE))
        .fields()
        .forEachRemaining(entry -> layouts.put(entry.getKey(), of(entry.getValue())));
    return layouts;
  }

  private static Layout of(JsonNode node) {
    Map<String, Level> levels = new LinkedHashMap<>();
    node.path("levels")
        .fields()
        .forEachRemaining(
            entry -> {
              JsonNode level = entry.getValue();
              levels.put(
                  entry.getKey(),
                  new Level(
                      level.path("authority").asText(null),
                      level.path("code").asText(),
                      level.path("name").asText()));
            });
    return new Layout(
        node.path("time").asText(),
        node.path("level").asText(null),
        levels,
        node.path("number").asText(null),
        node.path("authority_level").asText(),
        Yaml.texts(node.path("other_columns")));
  }

  /** Every column that such a file may have beside its labels and figures. */
  Stream<String> columns() {
    return Stream.of(
            Stream.of(time, level, number).filter(Objects::nonNull),
            levels.values().stream()
                .flatMap(one -> Stream.of(one.authority(), one.code(), one.name()))
                .filter(Objects::nonNull),
            otherColumns.stream())
        .flatMap(columns -> columns);
  }
}
