package kith.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param columns in the order in which readers see them: none goes or changes without another
 *     version of the model
 */
public record PublishedTable(
    String name, String grain, List<String> key, List<ColumnSpec> columns, String sql) {

  private static final String FOLDER = "published";

  /** The tables of the model, by name. */
  public static List<PublishedTable> of(Project project) {
    return sql(project.sql().resolve(FOLDER)).map(PublishedTable::read).toList();
  }

  /** The queries of the views that the model's DuckDB file has beside its tables, by name. */
  static Map<String, String> views(Project project) {
    Map<String, String> views = new TreeMap<>();
    sql(project.sql().resolve(FOLDER).resolve("views"))
        .forEach(file -> views.put(name(file), text(file)));
    return views;
  }

  /** The version of the model: the last that {@code released.yaml} lists. */
  public static String modelVersion(Project project) {
    JsonNode versions = Yaml.read(project.sql().resolve(FOLDER).resolve("released.yaml"));
    return versions.get(versions.size() - 1).required("major").asText();
  }

  private static Stream<Path> sql(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String name(Path sql) {
    return sql.getFileName().toString().replaceFirst("\\.sql$", "");
  }

  private static String text(Path sql) {
    try {
      return Files.readString(sql);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
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
    Path file = sql.resolveSibling(name(sql) + ".yaml");
    JsonNode node = Yaml.read(file);
    return new PublishedTable(
        node.required("table").asText(),
        node.required("grain").asText(),
        Yaml.texts(node.required("key")),
        ColumnSpec.all(file, node),
        text(sql));
  }
}
