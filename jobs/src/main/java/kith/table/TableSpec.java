package kith.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.project.Yaml;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What a table of Kith holds: its grain, its key, its columns in order. Read from the YAML file of
 * the table's name under {@code sql/}, from which documentation is made too.
 *
 * @param flags the codes that the column {@code flags} may hold, each with its meaning; with those
 *     of the tables in {@code flags_from}, whose rows pass their flags on to this table
 * @param codeLists the lists of {@code conf/codes} whose attributes decide its rows or columns:
 *     which types of placement are temporary, which activities are education
 */
public record TableSpec(
    TableName table,
    String grain,
    List<String> key,
    List<ColumnSpec> columns,
    Map<String, String> flags,
    List<String> codeLists) {

  /** The column that lists what was odd about the source. */
  public static final String FLAGS = "flags";

  /** The column that is true for a row that other tables name and the source did not describe. */
  public static final String IS_PLACEHOLDER = "is_placeholder";

  /** A table whose rows have no flags and depend on no code list. */
  public TableSpec(TableName table, String grain, List<String> key, List<ColumnSpec> columns) {
    this(table, grain, key, columns, Map.of(), List.of());
  }

  /** Reads one specification; a malformed one is a wrong configuration. */
  public static TableSpec read(Path file) {
    JsonNode node = Yaml.read(file);
    TableName table =
        new TableName(Zone.of(node.required("zone").asText()), node.required("table").asText());
    return new TableSpec(
        table,
        node.required("grain").asText(),
        Yaml.texts(node.required("key")),
        ColumnSpec.all(file, node),
        flags(file, node),
        Yaml.texts(node.path("code_lists")));
  }

  private static Map<String, String> flags(Path file, JsonNode node) {
    Map<String, String> flags = new TreeMap<>();
    for (String table : Yaml.texts(node.path("flags_from"))) {
      flags.putAll(read(file.resolveSibling(table + ".yaml")).flags());
    }
    node.path(FLAGS)
        .properties()
        .forEach(flag -> flags.put(flag.getKey(), flag.getValue().asText()));
    return flags;
  }

  /**
   * The Spark schema. Every column is nullable there: required ones are checked when a table is
   * built.
   */
  public StructType schema() {
    StructType schema = new StructType();
    for (ColumnSpec column : columns) {
      schema = schema.add(column.name(), DataType.fromDDL(column.type()), true, column.meaning());
    }
    return schema;
  }

  /** The columns that are never null. */
  public List<String> requiredColumns() {
    return columns.stream().filter(ColumnSpec::required).map(ColumnSpec::name).toList();
  }

  /** True when the table has a column of that name. */
  public boolean has(String column) {
    return columns.stream().anyMatch(known -> known.name().equals(column));
  }
}
