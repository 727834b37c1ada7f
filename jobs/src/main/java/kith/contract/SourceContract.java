package kith.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one table of a source promises: its file, its columns, what tells its rows apart, and which
 * of its columns are never landed. Read from {@code conf/sources/<system>/<table>.yaml}.
 *
 * @param person column that holds a person id, or null; a row of an unknown person is quarantined
 * @param personColumn column of the person table that {@code person} refers to
 */
public record SourceContract(
    String system,
    String table,
    String file,
    String grain,
    String person,
    String personColumn,
    List<String> businessKey,
    List<Period> periods,
    List<Column> columns)
    implements Serializable {

  /** A pair of dates; a row that ends before it starts is quarantined (R17a). */
  public record Period(String starts, String ends) implements Serializable {}

  /** One column as the source delivers it. */
  public record Column(
      String name,
      Type type,
      boolean required,
      boolean isVolatile,
      boolean personal,
      boolean notNeeded,
      String codes,
      String meaning)
      implements Serializable {}

  /** What the text of a cell stands for. */
  public enum Type {
    TEXT,
    INTEGER,
    DECIMAL,
    DATE,
    TIMESTAMP,
    FLAG,
    CODE
  }

  /** Reads one contract; a malformed one is a wrong configuration. */
  public static SourceContract read(String system, Path path) {
    JsonNode node = Yaml.read(path);
    List<Column> columns = new ArrayList<>();
    node.required("columns")
        .properties()
        .forEach(column -> columns.add(column(column.getKey(), column.getValue())));
    List<Period> periods = new ArrayList<>();
    node.path("periods")
        .forEach(
            period ->
                periods.add(
                    new Period(
                        period.required("starts").asText(), period.required("ends").asText())));
    return new SourceContract(
        system,
        node.required("table").asText(),
        node.required("file").asText(),
        node.required("grain").asText(),
        node.path("person").asText(null),
        node.path("person_id").asText("pers_person_id"),
        Yaml.texts(node.required("business_key")),
        periods,
        columns);
  }

  private static Column column(String name, JsonNode node) {
    return new Column(
        name,
        Type.valueOf(node.required("type").asText().toUpperCase(java.util.Locale.ROOT)),
        node.path("required").asBoolean(false),
        node.path("volatile").asBoolean(false),
        node.path("personal").asBoolean(false),
        node.path("not_needed").asBoolean(false),
        node.path("codes").asText(null),
        node.required("meaning").asText());
  }

  /** The table in {@code raw}, and in {@code quarantine}: named after system and table. */
  public TableName in(Zone zone) {
    return new TableName(zone, viewName());
  }

  /** The plain name that SQL uses, such as {@code ssd_cla_episodes}. */
  public String viewName() {
    return system + "_" + table;
  }

  /** The columns that are landed. */
  public List<Column> landed() {
    return columns.stream().filter(column -> !column.notNeeded()).toList();
  }
}
