package kith.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param type a Spark SQL type, such as {@code decimal(18,4)}
 * @param required true when the column is never null
 * @param meaning what a value says, with its unit and what null means
 * @param secondary true for a column of staging that figures can do without: problems in it hold no
 *     night back, unless a KPI names it
 * @param references the column of another table that holds every value of this one, such as {@code
 *     dim_worker.worker_key}; null if it refers to none
 */
public record ColumnSpec(
    String name,
    String type,
    boolean required,
    boolean secondary,
    String meaning,
    @Nullable String references) {

  /** A column that refers to no other table. */
  public ColumnSpec(String name, String type, boolean required, String meaning) {
    this(name, type, required, false, meaning, null);
  }

  /** The columns that a table's YAML describes, in order. */
  public static List<ColumnSpec> all(JsonNode table) {
    return table.required("columns").properties().stream()
        .map(
            column ->
                new ColumnSpec(
                    column.getKey(),
                    column.getValue().required("type").asText(),
                    column.getValue().path("required").asBoolean(false),
                    column.getValue().path("secondary").asBoolean(false),
                    column.getValue().required("meaning").asText(),
                    column.getValue().path("references").asText(null)))
        .toList();
  }
}
