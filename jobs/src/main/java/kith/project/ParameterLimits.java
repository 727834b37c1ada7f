package kith.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter may be, from {@code kith-parameters.yaml}: found before a night begins, and not
 * by the first query that reads it.
 */
final class ParameterLimits {

  private final JsonNode limits;

  ParameterLimits() {
    limits = Yaml.builtIn("kith-parameters.yaml");
  }

  /** What is wrong with a value, as the end of a sentence; empty where nothing is. */
  Optional<String> wrong(String name, JsonNode value) {
    JsonNode limit = limits.get(name);
    if (limit == null) {
      return Optional.empty();
    }
    List<String> among = Yaml.texts(limit.path("among"));
    if (!among.isEmpty()) {
      return among.contains(value.asText())
          ? Optional.empty()
          : Optional.of("is none of: " + String.join(", ", among));
    }
    boolean isWhole = limit.path("whole").asBoolean();
    boolean isOfItsKind = isWhole ? value.isInt() : value.isNumber();
    boolean isWithin =
        isOfItsKind
            && value.asDouble() >= limit.path("least").asDouble()
            && (!limit.has("most") || value.asDouble() <= limit.get("most").asDouble());
    return isWithin ? Optional.empty() : Optional.of("is not " + wanted(limit, isWhole));
  }

  private static String wanted(JsonNode limit, boolean isWhole) {
    @Nullable JsonNode most = limit.get("most");
    return (isWhole ? "a whole number" : "a number")
        + " of at least "
        + limit.path("least").asText()
        + (most == null ? "" : " and at most " + most.asText());
  }
}
