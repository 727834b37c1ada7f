package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Yaml;
import kith.table.TableSpecs;

/**
 * What a definition needs from the sources (R19): {@code needs} and {@code any_of} in its YAML, as
 * staging tables and columns.
 *
 * @param all each entry is a list of alternatives, each a list of staging tables and columns; a
 *     plain need is a single alternative with one entry
 */
public record Needs(List<List<List<String>>> all) {

  /** The needs that a definition names. */
  public static Needs of(JsonNode definition) {
    List<List<List<String>>> needs = new ArrayList<>();
    for (JsonNode need : definition.path("needs")) {
      needs.add(
          need.isObject() ? alternatives(need.path("any_of")) : List.of(List.of(need.asText())));
    }
    if (definition.has("any_of")) {
      needs.add(alternatives(definition.get("any_of")));
    }
    return new Needs(List.copyOf(needs));
  }

  private static List<List<String>> alternatives(JsonNode anyOf) {
    List<List<String>> alternatives = new ArrayList<>();
    anyOf.forEach(one -> alternatives.add(one.isArray() ? Yaml.texts(one) : List.of(one.asText())));
    return alternatives;
  }

  /** Every table and column named, whether alone or as an alternative. */
  public List<String> named() {
    return all.stream().flatMap(List::stream).flatMap(List::stream).toList();
  }

  /**
   * Rejects a need of a table or column that staging does not have.
   *
   * @param file the definition with these needs, for the message
   */
  public void requireIn(TableSpecs specs, String file) {
    for (String need : named()) {
      String[] parts = need.replaceFirst("=.*", "").split("\\.");
      String table = "stg_" + parts[0];
      boolean isThere =
          specs.contains(table)
              && (parts.length == 1
                  || specs.get(table).columns().stream()
                      .anyMatch(column -> column.name().equals(parts[1])));
      if (!isThere) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            file + " needs " + need + ", which staging does not have.",
            "Nothing was run.",
            "Name a table of sql/staging without its stg_, or one of its columns, then run the command again.");
      }
    }
  }

  /** True when the sources carry everything needed. */
  public boolean met(Carried carried) {
    return unmet(carried).isEmpty();
  }

  /**
   * What is needed and not carried, each need in the words of the definition: alternatives joined
   * by "or", what must be there together by "and".
   */
  public List<String> unmet(Carried carried) {
    return all.stream()
        .filter(
            alternatives ->
                alternatives.stream().noneMatch(named -> named.stream().allMatch(carried::meets)))
        .map(
            alternatives ->
                alternatives.stream()
                    .map(named -> String.join(" and ", named))
                    .collect(Collectors.joining(" or ")))
        .toList();
  }
}
