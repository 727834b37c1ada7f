package kith.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * What a table of Kith holds: its grain, its key, its columns in order. Read from the YAML file of
 * the table's name under {@code sql/}, from which documentation is made too.
 */
public record TableSpec(TableName table, String grain, List<String> key, List<ColumnSpec> columns) {

  /** Reads one specification; a malformed one is a wrong configuration. */
  public static TableSpec read(Path file) {
    JsonNode node = Yaml.read(file);
    List<ColumnSpec> columns = new ArrayList<>();
    node.required("columns")
        .properties()
        .forEach(
            column ->
                columns.add(
                    new ColumnSpec(
                        column.getKey(),
                        column.getValue().required("type").asText(),
                        column.getValue().path("required").asBoolean(false),
                        column.getValue().required("meaning").asText())));
    TableName table =
        new TableName(Zone.of(node.required("zone").asText()), node.required("table").asText());
    return new TableSpec(
        table, node.required("grain").asText(), Yaml.texts(node.required("key")), columns);
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
}
