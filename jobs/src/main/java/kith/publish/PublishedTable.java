package kith.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import kith.project.Yaml;
import kith.table.ColumnSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A table of the published model: two files of {@code sql/published}, its columns as YAML and the
 * query that makes it from marts, dimensions and {@code conf/report}.
 *
 * @param key columns that tell rows apart; none is ever null
 * @param columns in the order in which readers see them: none goes or changes without another first
 *     number of the model's version
 */
public record PublishedTable(
    String name, String grain, List<String> key, List<ColumnSpec> columns, String sql) {

  private static final String FOLDER = "published";

  /** The tables of the model, by name. */
  public static List<PublishedTable> of(Project project) {
    try (Stream<Path> files = Files.list(project.sql().resolve(FOLDER))) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted()
          .map(PublishedTable::read)
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The version of the model, such as 1.0. */
  public static String modelVersion(Project project) {
    return Yaml.read(project.sql().resolve(FOLDER).resolve("model.yaml"))
        .required("version")
        .asText();
  }

  /** The Spark schema of its rows. */
  StructType schema() {
    StructType schema = new StructType();
    for (ColumnSpec column : columns) {
      schema = schema.add(column.name(), DataType.fromDDL(column.type()), true, column.meaning());
    }
    return schema;
  }

  private static PublishedTable read(Path sql) {
    String file = sql.getFileName().toString();
    String name = file.substring(0, file.length() - ".sql".length());
    JsonNode node = Yaml.read(sql.resolveSibling(name + ".yaml"));
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
    try {
      return new PublishedTable(
          node.required("table").asText(),
          node.required("grain").asText(),
          Yaml.texts(node.required("key")),
          columns,
          Files.readString(sql));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
