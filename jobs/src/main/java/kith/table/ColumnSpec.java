package kith.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param type a Spark SQL type, such as {@code decimal(18,4)}
 * @param required true when the column is never null
 * @param meaning what a value says, and what null means
 * @param unit what a quantity counts or is measured in, of those that {@link Units} lists; null for
 *     a column that is none
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
    @Nullable String unit,
    @Nullable String references) {

  /** What the YAML may say of a column. */
  private static final Set<String> PROPERTIES =
      Set.of("type", "required", "secondary", "unit", "meaning", "references");

  /** A column without a unit that refers to no other table. */
  public ColumnSpec(String name, String type, boolean required, String meaning) {
    this(name, type, required, false, meaning, null, null);
  }

  /**
   * The columns that a table's YAML describes, in order.
   *
   * @param file where the YAML is, for its mistakes
   */
  public static List<ColumnSpec> all(Path file, JsonNode table) {
    List<String> key = Yaml.texts(table.required("key"));
    return table.required("columns").properties().stream()
        .map(column -> one(file, key, column.getKey(), column.getValue()))
        .toList();
  }

  private static ColumnSpec one(Path file, List<String> key, String name, JsonNode column) {
    column
        .fieldNames()
        .forEachRemaining(
            property -> {
              if (!PROPERTIES.contains(property)) {
                throw malformed(
                    file,
                    name,
                    "has the unknown property \"%s\" (a meaning with a comma needs quotes)"
                        .formatted(property));
              }
            });
    String type = column.required("type").asText();
    String unit = column.path("unit").asText(null);
    String references = column.path("references").asText(null);
    String problem = Units.problem(name, type, unit, key.contains(name) || references != null);
    if (problem != null) {
      throw malformed(file, name, problem);
    }
    return new ColumnSpec(
        name,
        type,
        column.path("required").asBoolean(false),
        column.path("secondary").asBoolean(false),
        column.required("meaning").asText(),
        Units.NONE.equals(unit) ? null : unit,
        references);
  }

  private static KithException malformed(Path file, String column, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "Cannot use %s: column %s %s.".formatted(file, column, problem),
        "Nothing was run.",
        "Correct the file, then run the command again.");
  }
}
