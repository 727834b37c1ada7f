package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One column as the source delivers it.
 *
 * @param required a record without a value in it is quarantined
 * @param isNeededWhenFilled the record's own day, or the start of its period: a blank has its own
 *     meaning (planned, not held), but an unreadable cell must not count as blank, so such a record
 *     is quarantined (R17a)
 * @param isVolatile the source generates it again in each run, so it says nothing about the content
 * @param mayLieAhead a date that may be after the night, such as a due date or a planned end
 * @param codes the list that its codes are of; null for a column that holds none
 * @param unit what the source counts in: a key of {@code units} of {@code source.yaml}, or null
 *     where a number has one unit only
 * @param countedIn for readers: what a number counts, such as miles; null for what is no quantity
 * @param isCarried false if the source has no such column; then it is null
 * @param readFrom the source's column that holds the value, nearly always the one with this name
 * @param farDays days that mean "still open"; null unless a period ends here
 * @param comparedAs the kind of identifier by which persons are compared, so that one child under
 *     two numbers is found; null for other columns
 */
public record SourceColumn(
    String name,
    ColumnType type,
    boolean required,
    boolean isNeededWhenFilled,
    boolean isVolatile,
    boolean mayLieAhead,
    boolean personal,
    boolean notNeeded,
    @Nullable String codes,
    String meaning,
    @Nullable String unit,
    boolean isCarried,
    String readFrom,
    @Nullable FarDays farDays,
    @Nullable String comparedAs,
    @Nullable String countedIn)
    implements Serializable {

  boolean isNamed(@Nullable String other) {
    return name.equals(other);
  }

  /** Whether an unusable cell quarantines its record; otherwise the cell counts as blank (R17a). */
  public boolean carriesTheRecord() {
    return required || isNeededWhenFilled;
  }

  /** The same column as optional. */
  SourceColumn read() {
    return new SourceColumn(
        name,
        type,
        required,
        isNeededWhenFilled,
        isVolatile,
        mayLieAhead,
        personal,
        false,
        codes,
        meaning,
        unit,
        isCarried,
        readFrom,
        farDays,
        comparedAs,
        countedIn);
  }

  SourceColumn with(boolean carried, String from, @Nullable String inUnit) {
    return new SourceColumn(
        name,
        type,
        required,
        isNeededWhenFilled,
        isVolatile,
        mayLieAhead,
        personal,
        notNeeded,
        codes,
        meaning,
        inUnit,
        carried,
        from,
        farDays,
        comparedAs,
        countedIn);
  }

  /** Reads a column of a contract. */
  static SourceColumn of(String name, JsonNode node, @Nullable FarDays farDays) {
    return new SourceColumn(
        name,
        ColumnType.of(node.required("type").asText()),
        node.path("required").asBoolean(false),
        node.path("required").asText("").equals("when_filled"),
        node.path("volatile").asBoolean(false),
        node.path("may_lie_ahead").asBoolean(false),
        node.path("personal").asBoolean(false),
        node.path("not_needed").asBoolean(false),
        node.path("codes").asText(null),
        node.required("meaning").asText(),
        node.path("unit").asText(null),
        true,
        name,
        farDays,
        node.path("compared_as").asText(null),
        node.path("counted_in").asText(null));
  }
}
