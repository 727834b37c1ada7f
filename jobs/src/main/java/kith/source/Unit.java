package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a column count, from {@code units} of {@code source.yaml}: 37 hours a week
 * are one full-time post if the unit says so, but 37 posts for one worker are always wrong.
 *
 * @param one the number that means one
 * @param least the lowest valid value, once divided by {@code one}
 * @param most the highest valid value
 */
public record Unit(BigDecimal one, BigDecimal least, BigDecimal most) implements Serializable {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static Map<String, Unit> of(JsonNode units) {
    Map<String, Unit> byName = new TreeMap<>();
    units
        .properties()
        .forEach(
            unit -> {
              JsonNode node = unit.getValue();
              byName.put(
                  unit.getKey(),
                  new Unit(number(node, "one_is"), number(node, "least"), number(node, "most")));
            });
    return byName;
  }

  private static BigDecimal number(JsonNode node, String name) {
    return new BigDecimal(node.required(name).asText());
  }

  /** The value of a number in this unit; of a percentage whatever the unit. Null: out of range. */
  @Nullable BigDecimal value(BigDecimal number, boolean isPercentage) {
    BigDecimal value = number.divide(isPercentage ? HUNDRED : one, MathContext.DECIMAL64);
    return value.compareTo(least) < 0 || value.compareTo(most) > 0 ? null : value;
  }
}
