package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;

/**
 * The limits at which a quality gate holds the night back, in percent; 100 means never.
 *
 * @param fewerRowsPercent fewer records than the night before by this percentage
 * @param quarantinedPercent more than this percentage of the records quarantined
 * @param unusablePercent more than this percentage of a column's filled cells not of its type
 * @param unknownCodePercent more than this percentage of a column's filled cells with a code that
 *     is in no list
 * @param emptiedPercent more than this percentage of a column's filled cells lost since the night
 *     before, by record
 * @param undeclaredPercent more than this percentage of the cases of a shape's convention
 *     contradict it
 * @param aheadPercent more than this percentage of a column's filled cells are dates after the
 *     night that cannot be known yet (R17b)
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

  /** Reads the limits of a contract; those it does not name are as in {@code source.yaml}. */
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
