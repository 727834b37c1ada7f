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
 * What one table of a source promises: its file, its columns, what tells its rows apart, and which
 * of its columns are never landed. Read from {@code conf/sources/<system>/<table>.yaml}.
 *
 * @param role what the table is to the stages, or null
 * @param owner who can mend its rows at source
 * @param person column that holds a person id, or null; a row of an unknown person is quarantined
 * @param personColumn column of the person table that {@code person} refers to, where some systems
 *     write the person's own number all the same; null where it is that number
 * @param businessKey what a row is about: shown to who mends it, and known again by on another
 *     night where its number is another one
 * @param record columns that make two records of one night one record (R6a), the source's own
 *     number first: of such versions one stands. Empty, or where that number is blank, only records
 *     that are equal in all of their content are one
 * @param window the dates by which a row leaves the extract's rolling window, the decisive one
 *     first; the last of them is when its matter began. Empty when no date decides
 * @param leavesWith column of the person with whom a row leaves the extract, whatever its dates, or
 *     null
 * @param history column by whose values the several records of one person are told apart, or null
 *     for a table that may have one record a person
 * @param lastingId column of a number of which keys are made, so that it has to stay the same from
 *     night to night, or null
 * @param limits how far a night may fall short before it is held back
 * @param personBy how the person is found where the table does not name it, or null
 * @param outOfScope true where records of people whom the extract leaves out are to be expected
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
   * Reads one contract; a malformed one is a wrong configuration. Owner and limits that it does not
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

  /** A column by its name; one that is not there is a defect. */
  public SourceColumn column(String column) {
    return columns.stream()
        .filter(candidate -> candidate.isNamed(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(viewName() + " has no " + column));
  }

  /** Columns of ends that the source tells as the last day of the period. */
  public Set<String> lastDays() {
    return periods.stream()
        .filter(SourcePeriod::endsOnLastDay)
        .map(SourcePeriod::ends)
        .collect(Collectors.toSet());
  }

  /**
   * The contract of the same file that reads the person id and the identifiers by which persons are
   * compared, and nothing else.
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
   * The columns that can hold a night: those on which a figure rests.
   *
   * @param needed the fields on which figures rest, of all tables ({@link NeededFields})
   */
  public Set<String> columnsThatHold(Set<String> needed) {
    return landed().stream()
        .map(SourceColumn::name)
        .filter(column -> needed.contains(field(column)))
        .collect(Collectors.toSet());
  }

  /** A column as it is named among all sources, by system, table and column. */
  String field(String column) {
    return system + "." + table + "." + column;
  }

  /** Whether there is a column of that name. */
  boolean has(String column) {
    return columns.stream().anyMatch(one -> one.isNamed(column));
  }

  /** What every column's name begins with, such as {@code pers_}; empty when they share nothing. */
  public String columnPrefix() {
    List<String> prefixes =
        columns.stream()
            .map(column -> column.name().substring(0, column.name().indexOf('_') + 1))
            .distinct()
            .toList();
    return prefixes.size() == 1 ? prefixes.get(0) : "";
  }
}
