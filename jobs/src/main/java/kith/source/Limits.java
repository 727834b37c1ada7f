package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/**
 * When a quality gate holds the night back.
 *
 * @param fewerRowsPercent so many percent fewer records than the night before; 100 never
 * @param quarantinedPercent more than so many percent of the records quarantined; 100 never
 * @param unusablePercent more than so many percent of the filled cells of one column not of their
 *     type; 100 never
 * @param unknownCodePercent more than so many percent of the filled cells of one column a code that
 *     no list has; 100 never
 * @param emptiedPercent more than so many percent of the filled cells of one column gone since the
 *     night before, by record; 100 never
 * @param undeclaredPercent more than so many percent of what a convention of the shape is about say
 *     otherwise; 100 never
 * @param aheadPercent more than so many percent of the filled cells of one column a day after the
 *     night that cannot be known yet (R17b); 100 never
 */
public record Limits(
    int fewerRowsPercent,
    int quarantinedPercent,
    int unusablePercent,
    int unknownCodePercent,
    int emptiedPercent,
    int undeclaredPercent,
    int aheadPercent)
    implements Serializable {

  /** Those of a contract; what it does not name is as in {@code source.yaml}. */
  static Limits read(JsonNode contract, JsonNode source) {
    return new Limits(
        limit("fewer_rows_percent", contract, source),
        limit("quarantined_percent", contract, source),
        limit("unusable_percent", contract, source),
        limit("unknown_code_percent", contract, source),
        limit("emptied_percent", contract, source),
        limit("undeclared_percent", contract, source),
        limit("ahead_percent", contract, source));
  }

  private static int limit(String name, JsonNode contract, JsonNode source) {
    JsonNode own = contract.path("limits").path(name);
    return own.isMissingNode() ? source.required("limits").required(name).asInt() : own.asInt();
  }
}
