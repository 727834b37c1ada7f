package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.SourceSetting;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * What a source is declared to carry (R19): which tables, and which of their fields it leaves
 * empty.
 *
 * <p>A field may be declared with a code ({@code cla_placement.clap_cla_placement_type=T0}) that it
 * does not distinguish, or an event ({@code =return}) that it does not record. A field is carried
 * unless it, or its table, is declared as not carried. An optional table is carried only on nights
 * on which it has rows.
 */
public final class Availability {

  /** How a table or field is declared. */
  public enum State {
    CARRIED,
    OPTIONAL,
    NOT_CARRIED
  }

  private final String name;
  private final Map<String, State> tables;
  private final Map<String, State> fields;
  private final Set<String> withoutHistory;
  private final @Nullable LocalDate historyFrom;

  private Availability(
      String name,
      Map<String, State> tables,
      Map<String, State> fields,
      Set<String> withoutHistory,
      @Nullable LocalDate historyFrom) {
    this.name = name;
    this.tables = tables;
    this.fields = fields;
    this.withoutHistory = withoutHistory;
    this.historyFrom = historyFrom;
  }

  /** Reads {@code conf/sources/<system>/availability.yaml}. */
  public static Availability of(Project project, String system) {
    return of(project, system, SourceSetting.AVAILABILITY);
  }

  /**
   * Reads a file of {@code conf/sources/<system>}; a name without a file is wrong usage.
   *
   * @param name the file's, without its ending
   */
  public static Availability of(Project project, String system, String name) {
    Path folder = project.conf().resolve("sources").resolve(system);
    List<String> names =
        Yaml.names(folder).stream()
            .filter(file -> file.startsWith(SourceSetting.AVAILABILITY))
            .toList();
    if (!names.contains(name)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no availability %s in conf/sources/%s: there are %s."
              .formatted(name, system, String.join(", ", names)),
          "Nothing was run.",
          "Name one of them with --availability, or as availability in the environment file.");
    }
    return read(folder.resolve(name + ".yaml"));
  }

  /** Reads an availability from any file of that form. */
  public static Availability read(Path file) {
    JsonNode node = Yaml.read(file);
    return new Availability(
        file.getFileName().toString().replaceFirst("\\.yaml$", ""),
        states(file, node.path("tables")),
        states(file, node.path("fields")),
        Set.of(),
        historyFrom(file, node.path("history_from").asText("")));
  }

  private static @Nullable LocalDate historyFrom(Path file, String day) {
    try {
      return day.isEmpty() ? null : LocalDate.parse(day);
    } catch (DateTimeParseException malformed) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          file.getFileName() + " says \"" + day + "\" of history_from.",
          "Nothing was run.",
          "Write a date such as 2017-04-01, then run the command again.");
    }
  }

  /**
   * The same declaration without what a shape does not have. What a shape finds elsewhere, such as
   * the person of a record, is carried.
   */
  public Availability in(SourceShape shape) {
    Map<String, State> tablesInShape = new TreeMap<>(tables);
    shape.tablesNotCarried().keySet().forEach(name -> tablesInShape.put(name, State.NOT_CARRIED));
    Map<String, State> fieldsInShape = new TreeMap<>(fields);
    shape.columnsNotCarried().keySet().forEach(name -> fieldsInShape.put(name, State.NOT_CARRIED));
    return new Availability(
        name,
        tablesInShape,
        fieldsInShape,
        new TreeSet<>(shape.latestOnly().keySet()),
        historyFrom);
  }

  /**
   * The same declaration without fields that hold no usable value tonight (R19).
   *
   * @param names of fields, as {@code table.field}
   */
  public Availability without(Set<String> names) {
    Map<String, State> carried = new TreeMap<>(fields);
    names.forEach(name -> carried.put(name, State.NOT_CARRIED));
    return new Availability(name, tables, carried, withoutHistory, historyFrom);
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

  /** The name of its file, without the ending. */
  public String name() {
    return name;
  }

  /** What it declares, as text for a hash: the same for the same content. */
  public String content() {
    return String.join(
        "\n", tables.toString(), fields.toString(), withoutHistory.toString(), "" + historyFrom);
  }

  /**
   * The first day of the source's history, where its extracts do not give it (R17c); null when it
   * is not declared.
   */
  public @Nullable LocalDate historyFrom() {
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
