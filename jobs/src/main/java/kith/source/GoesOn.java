package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A column and the code in it that means that another period follows. */
public record GoesOn(String column, String code) implements Serializable {

  /** Reads the setting; null where a contract has none. */
  static @Nullable GoesOn read(JsonNode node) {
    return node.isMissingNode()
        ? null
        : new GoesOn(node.required("column").asText(), node.required("code").asText());
  }
}
