package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Yaml;
import kith.table.TableName;
import kith.table.Zone;
import org.jspecify.annotations.Nullable;

/**
 * The contract of one table of a source: its file, its columns, what identifies its rows, and which
 * columns are never landed. Read from {@code conf/sources/<system>/<table>.yaml}.
 *
 * @param role the table's role for the stages, or null
 * @param owner who can correct its rows at source
 * @param person column that holds a person id, or null; a row of an unknown person is quarantined
 * @param personColumn column of the person table that {@code person} refers to, although some
 *     systems write the person's own number there; null where it is that number
 * @param businessKey what a row is about: shown to people who correct it, and used to recognise it
 *     on another night under another number
 * @param record columns that identify one record among a night's versions of it (R6a), the source's
 *     own number first: one version is loaded. If empty, or if that number is blank, only records
 *     with entirely equal content are one record
 * @param window the dates by which a row leaves the extract's rolling window, the decisive one
 *     first; the last of them says when its matter began. Empty when no date decides
 * @param leavesWith column of the person with whom a row leaves the extract, whatever its dates, or
 *     null
 * @param history column that tells the records of one person apart, or null for a table that may
 *     have one record per person
 * @param lastingId column of a number from which keys are made, so that it has to stay the same
 *     from night to night, or null
 * @param limits the limits that hold a night back
 * @param personBy how the person is found where the table does not name it, or null
 * @param outOfScope true where records of people outside the extract are expected
 */
public record SourceContract(
    String system,
    String table,
    @Nullable TableRole role,
    String file,
    String grain,
    String owner,
    @Nullable String person,
    @Nullable String personColumn,
    List<String> businessKey,
    List<String> record,
    List<SourcePeriod> periods,
    List<String> window,
    @Nullable String leavesWith,
    @Nullable String history,
    @Nullable String lastingId,
    Limits limits,
    @Nullable PersonBy personBy,
    boolean outOfScope,
    List<SourceColumn> columns)
    implements Serializable {

  /**
   * Reads one contract; a malformed one is wrong configuration. Owner and limits that it does not
   * name are those of {@code source.yaml} beside it.
   */
  public static SourceContract read(String system, Path path) {
    JsonNode node = Yaml.read(path);
    JsonNode source = Yaml.read(path.resolveSibling("source.yaml"));
    List<SourcePeriod> periods = new ArrayList<>();
    node.path("periods").forEach(period -> periods.add(SourcePeriod.read(period)));
    FarDays farDays = FarDays.of(source.path("open_ends"));
    List<SourceColumn> columns = new ArrayList<>();
    node.required("columns")
        .properties()
        .forEach(
            column -> {
              boolean ends = periods.stream().anyMatch(one -> one.ends().equals(column.getKey()));
              columns.add(
                  SourceColumn.of(column.getKey(), column.getValue(), ends ? farDays : null));
            });
    return new SourceContract(
        system,
        node.required("table").asText(),
        role(system, path, node.path("role")),
        node.required("file").asText(),
        node.required("grain").asText(),
        node.path("owner").asText(source.required("owner").asText()),
        node.path("person").asText(null),
        node.path("person_id").asText(null),
        Yaml.texts(node.required("business_key")),
        Yaml.texts(node.path("record")),
        periods,
        Yaml.texts(node.path("window")),
        node.path("leaves_with").asText(null),
        node.path("history").asText(null),
        node.path("lasting_id").asText(null),
        Limits.read(node, source),
        null,
        false,
        columns);
  }

  /** The same contract as a shape writes it. */
  SourceContract with(
      List<SourcePeriod> writtenPeriods,
      @Nullable PersonBy way,
      boolean hasOutOfScope,
      List<SourceColumn> writtenColumns) {
    return new SourceContract(
        system,
        table,
        role,
        file,
        grain,
        owner,
        person,
        personColumn,
        businessKey,
        record,
        writtenPeriods,
        window,
        leavesWith,
        history,
        lastingId,
        limits,
        way,
        hasOutOfScope,
        writtenColumns);
  }

  private static @Nullable TableRole role(String system, Path path, JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    try {
      return TableRole.valueOf(node.asText().toUpperCase(java.util.Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "%s of conf/sources/%s cannot be used: its role %s is neither person nor care_episodes."
              .formatted(path.getFileName(), system, node.asText()),
          "Nothing was run.",
          "Correct the file, then run the command again.");
    }
  }

  /** The table in {@code raw}, and in {@code quarantine}: named after system and table. */
  public TableName in(Zone zone) {
    return new TableName(zone, viewName());
  }

  /** The plain name that SQL uses, such as {@code <system>_cla_episodes}. */
  public String viewName() {
    return system + "_" + table;
  }

  /** A column by its name; a missing one is a defect. */
  public SourceColumn column(String column) {
    return columns.stream()
        .filter(candidate -> candidate.isNamed(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(viewName() + " has no " + column));
  }

  /** End columns in which the source writes the last day of the period. */
  public Set<String> lastDays() {
    return periods.stream()
        .filter(SourcePeriod::endsOnLastDay)
        .map(SourcePeriod::ends)
        .collect(Collectors.toSet());
  }

  /**
   * A contract of the same file that reads only the person id and the identifiers by which persons
   * are compared.
   *
   * @param there the columns that the file has
   */
  public SourceContract ofIdentifiers(Set<String> there) {
    return new SourceContract(
        system,
        table,
        role,
        file,
        grain,
        owner,
        null,
        null,
        List.of(Objects.requireNonNull(person)),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        limits,
        null,
        false,
        columns.stream()
            .filter(column -> there.contains(column.readFrom()))
            .filter(column -> column.comparedAs() != null || column.isNamed(person))
            .map(SourceColumn::read)
            .toList());
  }

  /** The columns that are landed. */
  public List<SourceColumn> landed() {
    return columns.stream().filter(column -> !column.notNeeded()).toList();
  }

  /**
   * The columns that can hold a night back: those that a figure depends on.
   *
   * @param needed the fields that figures depend on, of all tables ({@link NeededFields})
   */
  public Set<String> columnsThatHold(Set<String> needed) {
    return landed().stream()
        .map(SourceColumn::name)
        .filter(column -> needed.contains(field(column)))
        .collect(Collectors.toSet());
  }

  /** A column's name among all sources: system, table and column. */
  String field(String column) {
    return system + "." + table + "." + column;
  }

  /** Whether there is a column of that name. */
  boolean has(String column) {
    return columns.stream().anyMatch(one -> one.isNamed(column));
  }

  /** The common prefix of all column names, such as {@code pers_}; empty if there is none. */
  public String columnPrefix() {
    List<String> prefixes =
        columns.stream()
            .map(column -> column.name().substring(0, column.name().indexOf('_') + 1))
            .distinct()
            .toList();
    return prefixes.size() == 1 ? prefixes.get(0) : "";
  }
}
