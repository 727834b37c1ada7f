package kith.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a source is declared to carry (R19): which tables, and which fields of them it leaves empty.
 *
 * <p>A need is written {@code ssd.cla_episodes} (a table), {@code
 * ssd.cla_health.clah_health_check_date} (a field) or {@code
 * ssd.cla_placement.clap_cla_placement_type=T0} (a code that the field must tell apart, or an event
 * that it must tell). A field is carried unless it, or its table, is declared not to be. An
 * optional table is declared available, yet meets a need only on a night on which it has rows.
 */
public final class Availability {

  /** How a table or field is declared. */
  public enum State {
    CARRIED,
    OPTIONAL,
    NOT_CARRIED
  }

  private final String system;
  private final Map<String, State> tables;
  private final Map<String, State> fields;
  private final Set<String> withoutHistory;
  private final LocalDate historyFrom;

  private Availability(
      String system,
      Map<String, State> tables,
      Map<String, State> fields,
      Set<String> withoutHistory,
      LocalDate historyFrom) {
    this.system = system;
    this.tables = tables;
    this.fields = fields;
    this.withoutHistory = withoutHistory;
    this.historyFrom = historyFrom;
  }

  /** Reads {@code conf/sources/<system>/availability.yaml}. */
  public static Availability of(Project project, String system) {
    return read(
        system, project.conf().resolve("sources").resolve(system).resolve("availability.yaml"));
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
    return Files.exists(own) ? read(system, own) : of(project, system);
  }

  /** Reads the availability of a system from any file of that form. */
  public static Availability read(String system, Path file) {
    JsonNode node = Yaml.read(file);
    return new Availability(
        system,
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
        system, tablesInShape, fieldsInShape, Set.copyOf(shape.latestOnly().keySet()), historyFrom);
  }

  /**
   * The same declaration without fields that hold no usable value tonight (R19).
   *
   * @param names of fields, as {@code table.field}
   */
  public Availability without(Set<String> names) {
    Map<String, State> carried = new TreeMap<>(fields);
    names.forEach(name -> carried.put(name, State.NOT_CARRIED));
    return new Availability(system, tables, carried, withoutHistory, historyFrom);
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

  /** The system whose tables these are. */
  public String system() {
    return system;
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
   * True when a KPI's need can be met.
   *
   * @param need {@code <system>.<table>}, {@code <system>.<table>.<field>} or that with a code
   * @param tablesWithRows the optional tables, by plain name, that have rows tonight
   */
  public boolean meets(String need, Set<String> tablesWithRows) {
    String[] parts = need.split("\\.");
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException("a need is system.table or system.table.field: " + need);
    }
    String table = parts[1];
    if (!parts[0].equals(system) || withoutHistory.contains(table)) {
      return false;
    }
    if (parts.length == 3) {
      String field = table + "." + parts[2];
      if (isNotCarried(field) || isNotCarried(SourceShape.column(field))) {
        return false;
      }
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
