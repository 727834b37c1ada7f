package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.Yaml;

/**
 * What a source is declared to carry (R19): which tables, and which fields of them it leaves empty.
 *
 * <p>A field may be declared with a code ({@code cla_placement.clap_cla_placement_type=T0}) that it
 * does not tell apart, or an event ({@code =return}) that it does not tell. A field is carried
 * unless it, or its table, is declared not to be. An optional table is declared available, yet is
 * carried only on a night on which it has rows.
 */
public final class Availability {

  /** How a table or field is declared. */
  public enum State {
    CARRIED,
    OPTIONAL,
    NOT_CARRIED
  }

  private final Map<String, State> tables;
  private final Map<String, State> fields;
  private final Set<String> withoutHistory;
  private final LocalDate historyFrom;

  private Availability(
      Map<String, State> tables,
      Map<String, State> fields,
      Set<String> withoutHistory,
      LocalDate historyFrom) {
    this.tables = tables;
    this.fields = fields;
    this.withoutHistory = withoutHistory;
    this.historyFrom = historyFrom;
  }

  /** Reads {@code conf/sources/<system>/availability.yaml}. */
  public static Availability of(Project project, String system) {
    return read(project.conf().resolve("sources").resolve(system).resolve("availability.yaml"));
  }

  /**
   * The declaration for a source folder: {@code availability-<source name>.yaml} where there is one
   * of the folder's name, else the system's own.
   */
  public static Availability of(Project project, String system, String sourceName) {
    Path own =
        project
            .conf()
            .resolve("sources")
            .resolve(system)
            .resolve("availability-" + sourceName + ".yaml");
    return Files.exists(own) ? read(own) : of(project, system);
  }

  /** Reads an availability from any file of that form. */
  public static Availability read(Path file) {
    JsonNode node = Yaml.read(file);
    return new Availability(
        states(file, node.path("tables")),
        states(file, node.path("fields")),
        Set.of(),
        historyFrom(file, node.path("history_from").asText("")));
  }

  private static LocalDate historyFrom(Path file, String day) {
    try {
      return day.isEmpty() ? null : LocalDate.parse(day);
    } catch (DateTimeParseException malformed) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          file.getFileName() + " says \"" + day + "\" of history_from.",
          "Nothing was run.",
          "Write a day such as 2017-04-01, then run the command again.");
    }
  }

  /**
   * The same declaration without what a shape does not have. What a shape finds in another way,
   * such as the person of a record, is carried.
   */
  public Availability in(SourceShape shape) {
    Map<String, State> tablesInShape = new TreeMap<>(tables);
    shape.tablesNotCarried().keySet().forEach(name -> tablesInShape.put(name, State.NOT_CARRIED));
    Map<String, State> fieldsInShape = new TreeMap<>(fields);
    shape.columnsNotCarried().keySet().forEach(name -> fieldsInShape.put(name, State.NOT_CARRIED));
    return new Availability(
        tablesInShape, fieldsInShape, Set.copyOf(shape.latestOnly().keySet()), historyFrom);
  }

  /**
   * The same declaration without fields that hold no usable value tonight (R19).
   *
   * @param names of fields, as {@code table.field}
   */
  public Availability without(Set<String> names) {
    Map<String, State> carried = new TreeMap<>(fields);
    names.forEach(name -> carried.put(name, State.NOT_CARRIED));
    return new Availability(tables, carried, withoutHistory, historyFrom);
  }

  private static Map<String, State> states(Path file, JsonNode entries) {
    Map<String, State> states = new TreeMap<>();
    entries
        .properties()
        .forEach(
            entry -> states.put(entry.getKey(), state(file, entry.getKey(), entry.getValue())));
    return states;
  }

  /** An entry is a state, or a map of a state and the reason why. */
  private static State state(Path file, String name, JsonNode entry) {
    String text = entry.isObject() ? entry.path("state").asText() : entry.asText();
    return switch (text) {
      case "carried" -> State.CARRIED;
      case "optional" -> State.OPTIONAL;
      case "not_carried" -> State.NOT_CARRIED;
      default ->
          throw new KithException(
              ExitCode.WRONG_USAGE,
              file.getFileName() + " says \"" + text + "\" of " + name + ".",
              "Nothing was run.",
              "Write carried, optional or not_carried, then run the command again.");
    };
  }

  /**
   * The day from which the source holds history, where its extracts do not say so (R17c); null when
   * it is not declared.
   */
  public LocalDate historyFrom() {
    return historyFrom;
  }

  /** How a table is declared; one that is not named is not carried. */
  public State table(String table) {
    return tables.getOrDefault(table, State.NOT_CARRIED);
  }

  /** True when a night without the table is a broken contract. */
  public boolean carried(String table) {
    return table(table) == State.CARRIED;
  }

  /**
   * True when a table, or a field of one, is carried tonight.
   *
   * @param name {@code table}, {@code table.field} or {@code table.field=code}
   * @param tablesWithRows the optional tables, by plain name, that have rows tonight
   */
  public boolean carries(String name, Set<String> tablesWithRows) {
    String table = name.replaceFirst("\\..*", "");
    boolean isField = name.length() > table.length();
    if (withoutHistory.contains(table)
        || (isField && (isNotCarried(name) || isNotCarried(SourceShape.column(name))))) {
      return false;
    }
    return switch (table(table)) {
      case CARRIED -> true;
      case OPTIONAL -> tablesWithRows.contains(table);
      case NOT_CARRIED -> false;
    };
  }

  private boolean isNotCarried(String field) {
    return fields.getOrDefault(field, State.CARRIED) == State.NOT_CARRIED;
  }
}
