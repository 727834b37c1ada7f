package kith.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What something needs of the source (R19), as {@code needs} and {@code any_of} of its YAML say.
 *
 * @param all each entry is a list of alternatives, each a list of tables and fields; a plain need
 *     is one alternative of one
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

  /** Every table and field named, whether alone or as an alternative. */
  public List<String> named() {
    return all.stream().flatMap(List::stream).flatMap(List::stream).toList();
  }

  /**
   * True when the source carries them.
   *
   * @param tablesWithRows the optional tables, by plain name, that have rows tonight
   */
  public boolean met(Availability availability, Set<String> tablesWithRows) {
    return all.stream()
        .allMatch(
            alternatives ->
                alternatives.stream()
                    .anyMatch(
                        named ->
                            named.stream()
                                .allMatch(need -> availability.meets(need, tablesWithRows))));
  }
}
